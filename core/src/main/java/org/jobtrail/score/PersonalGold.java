package org.jobtrail.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jobtrail.extract.pseudonym.Kind;
import org.jobtrail.provenance.JobtrailException;

/// What identifies a person in one document, as written.
///
/// @param values per kind that the gold marks at all, also when this document has none of it
public record PersonalGold(String id, Map<Kind, List<String>> values) {
  private static final Map<Kind, String> LISTS =
      Map.of(
          Kind.NAME, "names",
          Kind.EMAIL, "emails",
          Kind.PHONE, "phones",
          Kind.ADDRESS, "addresses",
          Kind.LINK, "links",
          Kind.BIRTH_DATE, "birth_dates",
          Kind.NUMBER, "national_numbers");
  private static final Map<String, Kind> LABELS =
      Map.of("Name", Kind.NAME, "Email Address", Kind.EMAIL);

  public PersonalGold {
    EnumMap<Kind, List<String>> copy = new EnumMap<>(Kind.class);
    values.forEach((kind, list) -> copy.put(kind, List.copyOf(list)));
    values = Collections.unmodifiableMap(copy);
  }

  /// Reads JSON Lines, gzipped or not: a simulation's `personal.jsonl` (a list per kind), or
  /// annotated texts (`text`, and `entities` of `[start, end, label]`, of which `Name` and
  /// `Email Address` are personal).
  ///
  /// @throws JobtrailException.Usage for a line that is neither, naming file and line
  public static List<PersonalGold> read(Path file) throws IOException {
    List<PersonalGold> all = new ArrayList<>();
    GoldReader.forEachLine(
        file,
        node -> {
          Map<Kind, List<String>> values =
              node.path("entities").isArray() ? annotated(node) : listed(node);
          if (values.isEmpty()) {
            throw new IllegalArgumentException(
                "wants \"entities\" with \"text\", or lists such as \"names\" and \"emails\"");
          }
          all.add(new PersonalGold(node.get("id").asText(), values));
        });
    return all;
  }

  private static Map<Kind, List<String>> listed(JsonNode node) {
    Map<Kind, List<String>> values = new EnumMap<>(Kind.class);
    LISTS.forEach(
        (kind, key) -> {
          if (node.path(key).isArray()) {
            List<String> list = values.computeIfAbsent(kind, _ -> new ArrayList<>());
            node.get(key).forEach(value -> list.add(value.asText()));
          }
        });
    return values;
  }

  private static Map<Kind, List<String>> annotated(JsonNode node) {
    String text = node.path("text").asText();
    Map<Kind, List<String>> values = new EnumMap<>(Kind.class);
    LABELS.values().forEach(kind -> values.put(kind, new ArrayList<>()));
    for (JsonNode entity : node.get("entities")) {
      Kind kind = LABELS.get(entity.path(2).asText());
      int start = entity.path(0).asInt();
      int end = entity.path(1).asInt();
      if (kind == null) {
        continue;
      }
      if (start < 0 || end <= start || end > text.length()) {
        throw new IllegalArgumentException(
            "an entity must lie in the text of " + text.length() + " characters, found " + entity);
      }
      Objects.requireNonNull(values.get(kind)).add(text.substring(start, end));
    }
    return values;
  }
}
