package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jobtrail.provenance.JobtrailException;

/// Every attempt, failed ones too, with its tokens and its price: a line of JSON Lines each.
///
/// No text of a résumé is in it. It grows with every process that works on the run, so it says what
/// was really paid; the dataset's rows say what their replies were billed at.
final class CallLedger implements AutoCloseable {
  static final String FILE = "calls.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Characters from which a rate can be told: some twenty résumés.
  private static final long TELLING = 50_000;

  private final FileChannel file;
  private final TreeMap<String, Long> attempts = new TreeMap<>();
  private BigDecimal spent = BigDecimal.ZERO;
  private long promptTokens;
  private long completionTokens;
  private long millis;

  /// Of the prompts that were answered with a count of their tokens.
  private long characters;

  private CallLedger(FileChannel file) {
    this.file = file;
  }

  static CallLedger open(Path folder) throws IOException {
    Path path = folder.resolve(FILE);
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    CallLedger ledger = new CallLedger(file);
    // What a killed process left half-written is overwritten; its call is not known.
    long whole = ledger.load(path);
    file.truncate(whole);
    file.position(whole);
    return ledger;
  }

  /// @return the end of the last whole line
  private long load(Path path) throws IOException {
    long start = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream noted = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      for (int b = noted.read(); b >= 0; b = noted.read()) {
        if (b != '\n') {
          line.write(b);
          continue;
        }
        try {
          add(JSON.readTree(line.toByteArray()));
        } catch (JsonProcessingException | NumberFormatException e) {
          throw new JobtrailException.Integrity(
              path + ": byte " + start + ": is no noted call any more; take that line out");
        }
        start += line.size() + 1;
        line.reset();
      }
    }
    return start;
  }

  private void add(JsonNode line) {
    if (!line.isObject()) {
      throw new NumberFormatException("no object");
    }
    attempts.merge(line.path("outcome").asText(), 1L, Long::sum);
    spent = spent.add(new BigDecimal(line.path("cost").asText("0")));
    promptTokens += line.path("prompt_tokens").asLong();
    completionTokens += line.path("completion_tokens").asLong();
    millis += line.path("ms").asLong();
    if (line.path("prompt_tokens").asLong() > 0) {
      characters += line.path("characters").asLong();
    }
  }

  /// @param outcome `reply`, `busy-429`, `timeout` and so on
  /// @param sent characters of the request's messages; 0 when not known
  synchronized void add(
      String key, String outcome, long sent, long prompt, long completion, BigDecimal cost, long ms)
      throws IOException {
    JsonNode line =
        JSON.createObjectNode()
            .put("key", key)
            .put("outcome", outcome)
            .put("characters", sent)
            .put("prompt_tokens", prompt)
            .put("completion_tokens", completion)
            .put("cost", cost.toPlainString())
            .put("ms", ms);
    file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    add(line);
  }

  /// What all attempts cost together, those of earlier processes too.
  synchronized BigDecimal spent() {
    return spent;
  }

  /// How many characters of a prompt this server counts as one token, by the calls so far; empty
  /// when there were none, or too few to tell.
  static OptionalDouble charactersPerToken(Path folder) throws IOException {
    Path path = folder.resolve(FILE);
    if (!Files.isRegularFile(path)) {
      return OptionalDouble.empty();
    }
    try (CallLedger ledger = new CallLedger(FileChannel.open(path, StandardOpenOption.READ))) {
      ledger.load(path);
      return ledger.characters < TELLING
          ? OptionalDouble.empty()
          : OptionalDouble.of(ledger.characters / (double) ledger.promptTokens);
    }
  }

  /// Totals over all attempts.
  synchronized Totals totals() {
    return new Totals(new TreeMap<>(attempts), promptTokens, completionTokens, spent, millis);
  }

  /// @param attempts how many by outcome
  /// @param cost in the price table's currency
  record Totals(
      Map<String, Long> attempts,
      long promptTokens,
      long completionTokens,
      BigDecimal cost,
      long millis) {}

  @Override
  public void close() throws IOException {
    file.close();
  }
}
