package org.jobtrail.predict.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.provenance.JobtrailException;

/// Reads a template's TOML; every key that means nothing is an error.
final class TemplateFile {
  private static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "base",
          "tag",
          "header",
          "record",
          "end",
          "list",
          "missing",
          "numbered",
          "words");

  private final String source;

  private TemplateFile(String source) {
    this.source = source;
  }

  /// @param source what errors call it
  /// @throws JobtrailException.Usage naming the key that is wrong
  static Template parse(String source, String text) throws IOException {
    return new TemplateFile(source).template(text);
  }

  /// @param text TOML that says all, as {@link Template#text} has it
  static String numbered(String text) throws IOException {
    ObjectNode root = (ObjectNode) new TomlMapper().readTree(text);
    return new TomlMapper().writeValueAsString(root.put("numbered", true));
  }

  private Template template(String text) throws IOException {
    JsonNode own = tree(text);
    for (String key : own.properties().stream().map(e -> e.getKey()).toList()) {
      if (!KEYS.contains(key)) {
        throw wrong(key, "means nothing here; known are " + String.join(", ", KEYS));
      }
    }
    words(own.path("words"));
    JsonNode root = whole(own);
    Template template =
        new Template(
            line(root, "name"),
            root.path("description").asText(""),
            source,
            new TomlMapper().writeValueAsString(root),
            line(root, "tag"),
            lines(root, "header"),
            line(root, "record"),
            line(root, "end"),
            root.has("list") ? line(root, "list") : "The titles:",
            root.has("missing") ? line(root, "missing") : "unknown",
            words(root.path("words")),
            truth(root, "numbered"));
    check(template);
    return template;
  }

  /// With what the bases say, the bases of bases too; presets have no cycle.
  private JsonNode whole(JsonNode own) throws IOException {
    if (!own.has("base")) {
      return own;
    }
    String base = own.path("base").asText();
    if (!Template.names().contains(base)) {
      throw wrong(
          "base",
          "must be a preset, one of "
              + String.join(", ", Template.names())
              + ", found \""
              + base
              + '"');
    }
    ObjectNode root = over((ObjectNode) whole(tree(Template.resource(base))), own);
    root.remove("base");
    return root;
  }

  /// The base's keys, replaced by the file's own; words are replaced one by one.
  private static ObjectNode over(ObjectNode base, JsonNode own) {
    own.properties()
        .forEach(
            e -> {
              if (e.getKey().equals("words") && base.has("words")) {
                ObjectNode words = base.withObjectProperty("words");
                e.getValue()
                    .properties()
                    .forEach(
                        covariate -> {
                          ObjectNode levels = words.withObjectProperty(covariate.getKey());
                          covariate
                              .getValue()
                              .properties()
                              .forEach(level -> levels.set(level.getKey(), level.getValue()));
                        });
              } else {
                base.set(e.getKey(), e.getValue());
              }
            });
    return base;
  }

  private JsonNode tree(String text) {
    try {
      return new TomlMapper().readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new JobtrailException.Usage(
          source + ":" + line + ": is no TOML: " + e.getOriginalMessage(), e);
    }
  }

  /// What no panel can mend.
  private void check(Template template) {
    if (!template.tag().startsWith("<") || !template.tag().endsWith(">")) {
      throw wrong("tag", "must stand in angle brackets, such as \"<{panel}>\"");
    }
    for (String name : slots("tag", template.tag())) {
      if (!name.equals("panel")) {
        throw wrong("tag", "may name {panel} only, found {" + name + '}');
      }
    }
    for (int i = 0; i < template.header().size(); i++) {
      for (String name : slots("header[" + (i + 1) + "]", template.header().get(i))) {
        if (List.of("period", "title", "panel").contains(name)) {
          throw wrong("header[" + (i + 1) + "]", "{" + name + "} stands in no header");
        }
      }
    }
    if (template.header().isEmpty() || !template.header().getLast().endsWith(":")) {
      throw wrong("header", "must end with a line that announces the records and ends in \":\"");
    }
    List<String> record = slots("record", template.record());
    once(record, "period", "every record line says when it was");
    once(record, "title", "every record line says what it was");
    if (!template.record().endsWith(": {title}")) {
      throw wrong(
          "record",
          "must end in \": {title}\", so that a title is scored with the space before it and"
              + " the line end after it; found \""
              + template.record()
              + '"');
    }
    for (Piece piece : Piece.parse(template.record())) {
      if (piece instanceof Piece.Clause clause && Piece.slots(clause.pieces()).contains("period")) {
        throw wrong("record", "{period} can't stand in a clause that may be left out");
      }
    }
    if (template.record().contains("{panel}")) {
      throw wrong("record", "{panel} stands in the tag only");
    }
    if (!slots("end", template.end()).isEmpty()) {
      throw wrong("end", "can't hold a placeholder, it is the same for everybody");
    }
  }

  private void once(List<String> slots, String name, String why) {
    long times = slots.stream().filter(name::equals).count();
    if (times != 1) {
      throw wrong("record", "must hold {" + name + "} once, found it " + times + " times; " + why);
    }
  }

  private List<String> slots(String key, String line) {
    try {
      return Piece.slots(Piece.parse(line));
    } catch (IllegalArgumentException e) {
      throw wrong(key, e.getMessage() + ", in \"" + line + '"');
    }
  }

  private SortedMap<String, SortedMap<String, String>> words(JsonNode node) {
    if (!node.isMissingNode() && !node.isObject()) {
      throw wrong("words", "must hold a table for each covariate, such as [words.sex]");
    }
    SortedMap<String, SortedMap<String, String>> words = new TreeMap<>();
    node.properties()
        .forEach(
            covariate -> {
              if (!covariate.getValue().isObject()) {
                throw wrong(
                    "words." + covariate.getKey(),
                    "must be a table of level and wording, such as northcentral = \"north"
                        + " central\"");
              }
              SortedMap<String, String> levels = new TreeMap<>();
              covariate
                  .getValue()
                  .properties()
                  .forEach(
                      level -> {
                        String word = level.getValue().asText();
                        if (!level.getValue().isTextual() || word.isBlank() || broken(word)) {
                          throw wrong(
                              "words." + covariate.getKey() + '.' + level.getKey(),
                              "must be a text on one line and not be empty");
                        }
                        levels.put(level.getKey(), word);
                      });
              words.put(covariate.getKey(), levels);
            });
    return words;
  }

  private List<String> lines(JsonNode root, String key) {
    JsonNode array = root.path(key);
    if (!array.isArray() || array.isEmpty()) {
      throw wrong(key, "must be a list of lines, such as [\"The jobs held:\"]");
    }
    List<String> lines = new ArrayList<>();
    for (JsonNode line : array) {
      if (!line.isTextual() || line.asText().isBlank() || broken(line.asText())) {
        throw wrong(key + "[" + (lines.size() + 1) + "]", "must be one line of text");
      }
      lines.add(line.asText());
    }
    return lines;
  }

  private String line(JsonNode root, String key) {
    JsonNode line = root.path(key);
    if (!line.isTextual() || line.asText().isBlank() || broken(line.asText())) {
      throw wrong(key, "must be there and be one line of text");
    }
    return line.asText();
  }

  private boolean truth(JsonNode root, String key) {
    JsonNode value = root.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(key, "must be true or false");
    }
    return value.asBoolean();
  }

  private static boolean broken(String text) {
    return text.chars().anyMatch(c -> c == '\n' || c == '\r');
  }

  private JobtrailException.Usage wrong(String key, String what) {
    return new JobtrailException.Usage(source + ": " + key + ": " + what);
  }
}
