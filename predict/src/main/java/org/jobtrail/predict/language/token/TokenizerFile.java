package org.jobtrail.predict.language.token;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jobtrail.provenance.JobtrailException;

/// Any Hugging Face `tokenizer.json`, read from a file; nothing is ever asked of a network.
///
/// What it adds in front of a text is its opening; what it adds behind one is left out. Truncation
/// and padding that the file asks for are switched off: no text is ever cut unseen.
public final class TokenizerFile implements Tokenizer, AutoCloseable {
  public static final String NAME = "tokenizer.json";

  private static final List<String> ENDS =
      List.of(BytePairTokenizer.END, "</s>", "<|endoftext|>", "<|end_of_text|>", "<eos>", "[SEP]");
  private static final List<String> PADS =
      List.of(
          BytePairTokenizer.PAD, "<pad>", "[PAD]", "<|finetune_right_pad_id|>", "<|endoftext|>");

  static {
    // The library would fetch natives for a GPU that it finds, and files that it misses.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("RUST_FLAVOR", "cpu");
  }

  private final String name;
  private final String json;
  private final HuggingFaceTokenizer tokenizer;
  private final int size;
  private final int[] opening;
  private final OptionalInt end;
  private final OptionalInt pad;

  private TokenizerFile(String name, String json, HuggingFaceTokenizer tokenizer, JsonNode root) {
    this.name = name;
    this.json = json;
    this.tokenizer = tokenizer;
    this.size = size(root);
    String probe = "a";
    int[] plain = encode(probe);
    int[] marked = narrowed(tokenizer.encode(probe, true, false).getIds());
    int before = 0;
    while (before < marked.length && !Tokens.standsAt(marked, before, plain)) {
      before++;
    }
    this.opening = before == marked.length ? new int[0] : Arrays.copyOf(marked, before);
    this.end = special(root, ENDS);
    this.pad = special(root, PADS);
  }

  /// @param path a `tokenizer.json`, or a folder that holds one
  /// @throws JobtrailException.Usage in one line for a file that is none
  public static TokenizerFile read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(
          file + ": no such file; a tokenizer is a Hugging Face tokenizer.json");
    }
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(file + ": is not UTF-8", e);
    }
  }

  /// Without where the parser says its text came from.
  private static String inShort(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll(" \\(start marker.*", "");
  }

  /// @param name what errors call it
  /// @throws JobtrailException.Usage in one line for what is no tokenizer
  public static TokenizerFile parse(String name, String json) throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new JobtrailException.Usage(
          name + ":" + e.getLocation().getLineNr() + ": is no JSON: " + inShort(e), e);
    }
    if (!root.path("model").has("vocab")) {
      throw new JobtrailException.Usage(
          name
              + ": is no tokenizer.json, it has no model.vocab; take Hugging Face's one-file form");
    }
    try {
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
              Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
      return new TokenizerFile(name, json, tokenizer, root);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      if (e instanceof JobtrailException known) {
        throw known;
      }
      throw new JobtrailException.Usage(
          name + ": can't be loaded as a tokenizer: " + e.getMessage(), e);
    }
  }

  private static int size(JsonNode root) {
    JsonNode vocabulary = root.path("model").path("vocab");
    int largest = vocabulary.isArray() ? vocabulary.size() - 1 : -1;
    if (vocabulary.isObject()) {
      for (JsonNode id : vocabulary) {
        largest = Math.max(largest, id.asInt());
      }
    }
    for (JsonNode added : root.path("added_tokens")) {
      largest = Math.max(largest, added.path("id").asInt());
    }
    return largest + 1;
  }

  /// The first of the usual names that is among the added tokens.
  private static OptionalInt special(JsonNode root, List<String> names) {
    for (String wanted : names) {
      Optional<JsonNode> found =
          IntStream.range(0, root.path("added_tokens").size())
              .mapToObj(i -> root.path("added_tokens").get(i))
              .filter(added -> added.path("content").asText().equals(wanted))
              .findFirst();
      if (found.isPresent()) {
        return OptionalInt.of(found.get().path("id").asInt());
      }
    }
    return OptionalInt.empty();
  }

  private static int[] narrowed(long[] ids) {
    return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int[] encode(String text) {
    return narrowed(tokenizer.encode(text, false, false).getIds());
  }

  @Override
  public String decode(int[] tokens) {
    return tokenizer.decode(Arrays.stream(tokens).asLongStream().toArray(), false);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int[] opening() {
    return opening.clone();
  }

  @Override
  public OptionalInt end() {
    return end;
  }

  @Override
  public OptionalInt pad() {
    return pad;
  }

  @Override
  public String json() {
    return json;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
