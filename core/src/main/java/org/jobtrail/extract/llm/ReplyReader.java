package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jobtrail.extract.Claims;
import org.jspecify.annotations.Nullable;

/// Holds a reply to the schema and reads its claims, or says what is wrong with it in words that a
/// model can act on.
final class ReplyReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ERRORS = 8;

  /// More would be no résumé; a model that runs away repeats itself.
  private static final int MOST_ENTRIES = 300;

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Prompts.SCHEMA, InputFormat.JSON);

  sealed interface Read {}

  /// @param claims as the model wrote them
  record Valid(Claims claims) implements Read {}

  /// @param complaint what is wrong; without any text of the résumé
  /// @param reason one word for tallies: `refusal`, `cut-off`, `malformed`, `schema`
  record Invalid(String complaint, String reason) implements Read {}

  /// @param reply the server's whole body of status 200
  Read read(String reply) {
    JsonNode choice;
    try {
      choice = JSON.readTree(reply).path("choices").path(0);
    } catch (JsonProcessingException e) {
      return new Invalid("It was no JSON.", "malformed");
    }
    String content = choice.path("message").path("content").asText("");
    if (!choice.path("message").path("refusal").asText("").isEmpty()) {
      return new Invalid(
          "It refused. Reading a resume that its owner handed in is allowed.", "refusal");
    }
    if (content.isBlank()) {
      return new Invalid("It was empty.", "empty");
    }
    int brace = content.indexOf('{');
    if (brace < 0) {
      return new Invalid("It held no JSON object.", "refusal");
    }
    boolean cut = choice.path("finish_reason").asText("").equals("length");
    JsonNode root;
    try {
      root = first(content.substring(brace));
    } catch (IOException e) {
      return cut
          ? new Invalid("It was cut off: too long. Leave out what was not asked for.", "cut-off")
          : new Invalid("It was no well-formed JSON.", "malformed");
    }
    List<Error> errors = schema.validate(root);
    if (!errors.isEmpty()) {
      String complaint =
          errors.stream()
              .limit(MOST_ERRORS)
              .map(e -> "- " + e.getInstanceLocation() + ": " + e.getKeyword())
              .collect(Collectors.joining("\n", "It does not meet the schema:\n", ""));
      return new Invalid(complaint, "schema");
    }
    if (root.path("experiences").size() > MOST_ENTRIES
        || root.path("education").size() > MOST_ENTRIES) {
      return new Invalid("It has more than " + MOST_ENTRIES + " entries in a list.", "schema");
    }
    return new Valid(claims(root));
  }

  /// What the model wrote, for a re-ask; empty when it wrote nothing.
  static String content(String reply) {
    try {
      return JSON.readTree(reply)
          .path("choices")
          .path(0)
          .path("message")
          .path("content")
          .asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /// The first JSON value; a second one must be the same, said twice.
  private static JsonNode first(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text);
        MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(parser)) {
      JsonNode first = values.nextValue();
      while (hasObject(text, parser)) {
        if (!values.hasNextValue() || !values.nextValue().equals(first)) {
          throw new IOException("two objects that differ");
        }
      }
      return first;
    } catch (RuntimeException e) {
      throw new IOException(e);
    }
  }

  /// Whether another object begins behind what was read; other words there are a model's chatter.
  private static boolean hasObject(String text, JsonParser parser) {
    int at = (int) parser.currentLocation().getCharOffset();
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '{';
  }

  private static Claims claims(JsonNode root) {
    List<Claims.Experience> experiences = new ArrayList<>();
    for (JsonNode e : root.path("experiences")) {
      experiences.add(
          new Claims.Experience(
              text(e, "title"),
              text(e, "employer"),
              text(e, "place"),
              text(e, "start"),
              text(e, "end")));
    }
    List<Claims.Education> education = new ArrayList<>();
    for (JsonNode e : root.path("education")) {
      education.add(
          new Claims.Education(
              text(e, "programme"), text(e, "institution"), text(e, "start"), text(e, "end")));
    }
    return new Claims(experiences, education);
  }

  private static @Nullable String text(JsonNode entry, String field) {
    String text = entry.path(field).asText("").strip();
    return text.isEmpty() ? null : text;
  }

  /// The claims with every string changed, such as with the words behind placeholders.
  static Claims mapped(Claims claims, UnaryOperator<String> change) {
    return new Claims(
        claims.experiences().stream()
            .map(
                e ->
                    new Claims.Experience(
                        map(e.title(), change),
                        map(e.employer(), change),
                        map(e.place(), change),
                        map(e.start(), change),
                        map(e.end(), change)))
            .toList(),
        claims.education().stream()
            .map(
                e ->
                    new Claims.Education(
                        map(e.programme(), change),
                        map(e.institution(), change),
                        map(e.start(), change),
                        map(e.end(), change)))
            .toList());
  }

  private static @Nullable String map(@Nullable String value, UnaryOperator<String> change) {
    return value == null ? null : change.apply(value);
  }
}
