package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.provenance.Sha256;

/// Makes requests out of the versioned prompt and schema that stand beside this class as files.
final class Prompts {
  /// The number in the files' names: another prompt is another number.
  private static final String VERSION = "1";

  private static final String SYSTEM = resource("prompt-" + VERSION + ".txt");
  private static final String FORMAT = resource("format-" + VERSION + ".txt");
  private static final String AGAIN = resource("again-" + VERSION + ".txt");
  private static final String PROBE = resource("probe-" + VERSION + ".txt");
  static final String SCHEMA = resource("schema-" + VERSION + ".json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String model;
  private final ReplyFormat format;
  private final JsonNode schema;

  Prompts(String model, ReplyFormat format) {
    this.model = model;
    this.format = format;
    try {
      schema = JSON.readTree(SCHEMA);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema is a file of this program", e);
    }
  }

  /// A made-up résumé that shows what the server can do.
  ChatRequest probe() {
    return first(PROBE);
  }

  /// @param part a résumé's text, or a part of it
  ChatRequest first(String part) {
    ObjectNode root = head();
    ArrayNode messages = root.withArrayProperty("messages");
    open(messages, part);
    return request(root);
  }

  /// The same with the reply that can't be used and the reason why.
  ChatRequest again(String part, String reply, String complaint) {
    ObjectNode root = head();
    ArrayNode messages = root.withArrayProperty("messages");
    open(messages, part);
    messages.addObject().put("role", "assistant").put("content", reply);
    messages.addObject().put("role", "user").put("content", AGAIN.formatted(complaint).strip());
    return request(root);
  }

  private ObjectNode head() {
    return JSON.createObjectNode().put("model", model).put("temperature", 0);
  }

  private void open(ArrayNode messages, String part) {
    String system = format == ReplyFormat.SCHEMA ? SYSTEM : SYSTEM + FORMAT + SCHEMA;
    messages.addObject().put("role", "system").put("content", system.strip());
    messages.addObject().put("role", "user").put("content", fenced(part));
  }

  /// No text can hold its own fence: the mark is a hash of all of it.
  static String fenced(String part) {
    String mark = Sha256.of(part.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    return "-----BEGIN RESUME %s-----\n%s\n-----END RESUME %s-----".formatted(mark, part, mark);
  }

  private ChatRequest request(ObjectNode root) {
    switch (format) {
      case SCHEMA ->
          root.putObject("response_format")
              .put("type", "json_schema")
              .putObject("json_schema")
              .put("name", "resume")
              .put("strict", true)
              .set("schema", schema);
      case JSON -> root.putObject("response_format").put("type", "json_object");
      case PROMPT -> {}
    }
    long characters = 0;
    for (JsonNode message : root.path("messages")) {
      characters += message.path("content").asText().length();
    }
    try {
      return ChatRequest.of(JSON.writeValueAsString(root), characters);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes always prints", e);
    }
  }

  /// What manifests say of prompt, schema and sampling.
  SortedMap<String, String> versions() {
    TreeMap<String, String> versions = new TreeMap<>();
    versions.put("llm.model", model);
    versions.put("llm.prompt", "prompt-" + VERSION + " sha256 " + hash(SYSTEM + FORMAT + AGAIN));
    versions.put("llm.schema", "schema-" + VERSION + " sha256 " + hash(SCHEMA));
    versions.put("llm.format", format.word());
    versions.put("llm.sampling", "temperature 0");
    return versions;
  }

  private static String hash(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String name) {
    try (InputStream in = Prompts.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
