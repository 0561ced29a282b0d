package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/// Every attempt, failed ones too, with its tokens and its price: a line of JSON Lines each.
///
/// No text of a résumé is in it. It grows with every process that works on the run, so it says what
/// was really paid; the dataset's rows say what their replies were billed at.
final class CallLedger implements AutoCloseable {
  static final String FILE = "calls.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel file;
  private final TreeMap<String, Long> attempts = new TreeMap<>();
  private BigDecimal spent = BigDecimal.ZERO;
  private long promptTokens;
  private long completionTokens;
  private long millis;

  private CallLedger(FileChannel file) {
    this.file = file;
  }

  static CallLedger open(Path folder) throws IOException {
    Path path = folder.resolve(FILE);
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    CallLedger ledger = new CallLedger(file);
    boolean torn = false;
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        try {
          ledger.add(JSON.readTree(line));
        } catch (JsonProcessingException e) {
          torn = true;
        }
      }
    }
    if (torn) {
      // What a killed process began ends here, so that the next line stands by itself.
      file.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
    return ledger;
  }

  private void add(JsonNode line) {
    if (!line.isObject()) {
      return;
    }
    attempts.merge(line.path("outcome").asText(), 1L, Long::sum);
    spent = spent.add(new BigDecimal(line.path("cost").asText("0")));
    promptTokens += line.path("prompt_tokens").asLong();
    completionTokens += line.path("completion_tokens").asLong();
    millis += line.path("ms").asLong();
  }

  /// @param outcome `reply`, `busy-429`, `timeout` and so on
  synchronized void add(
      String key, String outcome, long prompt, long completion, BigDecimal cost, long ms)
      throws IOException {
    JsonNode line =
        JSON.createObjectNode()
            .put("key", key)
            .put("outcome", outcome)
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
