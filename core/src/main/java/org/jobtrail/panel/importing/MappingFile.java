package org.jobtrail.panel.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Sha256;

/// Reads a mapping's TOML; every key that means nothing is an error.
final class MappingFile {
  private final String source;

  private MappingFile(String source) {
    this.source = source;
  }

  /// @param source what errors call it
  /// @throws JobtrailException.Usage naming the key that is wrong
  static Mapping parse(String source, String text) {
    JsonNode root;
    try {
      root = new TomlMapper().readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new JobtrailException.Usage(
          source + ":" + line + ": is no TOML: " + e.getOriginalMessage(), e);
    }
    return new MappingFile(source).mapping(root, Sha256.of(text));
  }

  private Mapping mapping(JsonNode root, String sha256) {
    only(
        root,
        "",
        "name",
        "unit",
        "separator",
        "person",
        "period",
        "duplicates",
        "occupation",
        "titles",
        "rule",
        "fixed",
        "varying",
        "measure");
    String separator = text(root, "separator", ",");
    if (separator.length() != 1) {
      throw wrong("separator", "must be one character, found \"" + separator + '"');
    }
    List<Mapping.Rule> rules = new ArrayList<>();
    each(root, "rule", (at, node) -> rules.add(rule(at, node)));
    List<Mapping.Fixed> fixed = new ArrayList<>();
    each(root, "fixed", (at, node) -> fixed.add(fixed(at, node)));
    List<Mapping.Varying> varying = new ArrayList<>();
    each(root, "varying", (at, node) -> varying.add(varying(at, node)));
    List<Mapping.Measure> measures = new ArrayList<>();
    each(root, "measure", (at, node) -> measures.add(measure(at, node)));
    Set<String> names = new TreeSet<>();
    for (String name :
        java.util.stream.Stream.of(
                fixed.stream().map(Mapping.Fixed::name),
                varying.stream().map(Mapping.Varying::name),
                measures.stream().map(Mapping.Measure::name))
            .flatMap(s -> s)
            .toList()) {
      if (!names.add(name)) {
        throw wrong("name", "two covariates or measures are called \"" + name + '"');
      }
    }
    return new Mapping(
        source,
        sha256,
        needed(root, "", "name"),
        choice(root, "unit", PeriodUnit.class, PeriodUnit.YEAR),
        separator.charAt(0),
        needed(root, "", "person"),
        needed(root, "", "period"),
        choice(root, "duplicates", Mapping.Duplicates.class, Mapping.Duplicates.REFUSE),
        occupation(root.path("occupation")),
        titles(root.path("titles")),
        rules,
        fixed,
        varying,
        measures);
  }

  private Mapping.Occupation occupation(JsonNode node) {
    only(node, "occupation.", "column", "unknown", "pattern", "untitled");
    Optional<Pattern> pattern = Optional.empty();
    if (node.has("pattern")) {
      try {
        pattern = Optional.of(Pattern.compile(text(node, "pattern", "")));
      } catch (PatternSyntaxException e) {
        throw wrong("occupation.pattern", "is no regular expression: " + e.getDescription());
      }
    }
    return new Mapping.Occupation(
        needed(node, "occupation.", "column"),
        withEmpty(texts(node, "occupation.", "unknown")),
        pattern,
        choice(node, "untitled", Mapping.Untitled.class, Mapping.Untitled.KEEP));
  }

  private Optional<Mapping.TitleColumns> titles(JsonNode node) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    only(node, "titles.", "code", "title");
    return Optional.of(
        new Mapping.TitleColumns(
            needed(node, "titles.", "code"), needed(node, "titles.", "title")));
  }

  private Mapping.Rule rule(String at, JsonNode node) {
    only(node, at, "when", "unless", "drop", "outcome", "title");
    if (node.has("drop") == node.has("outcome")) {
      throw wrong(at + "drop", "a rule has either drop = \"reason\" or outcome = \"code\"");
    }
    List<Mapping.Condition> when = conditions(node.path("when"), at + "when.");
    List<Mapping.Condition> unless = conditions(node.path("unless"), at + "unless.");
    if (when.isEmpty() && unless.isEmpty()) {
      throw wrong(at + "when", "a rule needs when or unless, such as when = { status = [\"x\"] }");
    }
    String code = text(node, "outcome", "");
    return new Mapping.Rule(
        when,
        unless,
        node.has("drop")
            ? new Mapping.Effect.Drop(needed(node, at, "drop"))
            : new Mapping.Effect.Status(needed(node, at, "outcome"), text(node, "title", code)));
  }

  private List<Mapping.Condition> conditions(JsonNode node, String at) {
    List<Mapping.Condition> conditions = new ArrayList<>();
    node.properties()
        .forEach(
            e -> {
              String key = at + e.getKey();
              JsonNode value = e.getValue();
              if (value.isObject()) {
                only(value, key + '.', "at_least", "at_most");
                conditions.add(
                    new Mapping.Condition(
                        e.getKey(),
                        List.of(),
                        number(value, key + '.', "at_least"),
                        number(value, key + '.', "at_most")));
              } else {
                List<String> values = texts(node, at, e.getKey());
                if (values.isEmpty()) {
                  throw wrong(key, "must name values, such as [\"valid\"]");
                }
                conditions.add(
                    new Mapping.Condition(
                        e.getKey(), values, OptionalDouble.empty(), OptionalDouble.empty()));
              }
            });
    return conditions;
  }

  private Mapping.Fixed fixed(String at, JsonNode node) {
    only(node, at, "name", "column", "take", "missing", "rename", "levels", "bands");
    String take = text(node, "take", "first");
    if (!take.equals("first") && !take.equals("constant")) {
      throw wrong(at + "take", "must be first or constant, found \"" + take + '"');
    }
    return new Mapping.Fixed(
        name(node, at), needed(node, at, "column"), take.equals("constant"), reading(node, at));
  }

  private Mapping.Varying varying(String at, JsonNode node) {
    if (!node.has("reached")) {
      only(node, at, "name", "column", "carry_forward", "missing", "rename", "levels", "bands");
      JsonNode carry = node.path("carry_forward");
      if (!carry.isMissingNode() && !carry.isBoolean()) {
        throw wrong(at + "carry_forward", "must be true or false");
      }
      return new Mapping.Varying.OfColumn(
          name(node, at), needed(node, at, "column"), carry.asBoolean(), reading(node, at));
    }
    only(node, at, "name", "reached", "otherwise");
    List<Mapping.Level> levels = new ArrayList<>();
    each(
        node,
        "reached",
        (inner, level) -> {
          only(level, at + inner, "level", "years");
          List<String> years = texts(level, at + inner, "years");
          if (years.isEmpty()) {
            throw wrong(at + inner + "years", "must name the columns that hold the years");
          }
          levels.add(new Mapping.Level(needed(level, at + inner, "level"), years));
        });
    return new Mapping.Varying.Reached(name(node, at), needed(node, at, "otherwise"), levels);
  }

  private Mapping.Reading reading(JsonNode node, String at) {
    TreeMap<String, String> rename = new TreeMap<>();
    node.path("rename").properties().forEach(e -> rename.put(e.getKey(), e.getValue().asText()));
    List<Mapping.Band> bands = new ArrayList<>();
    each(
        node,
        "bands",
        (inner, band) -> {
          only(band, at + inner, "to", "level");
          bands.add(
              new Mapping.Band(
                  number(band, at + inner, "to").orElse(Double.POSITIVE_INFINITY),
                  needed(band, at + inner, "level")));
        });
    for (int i = 1; i < bands.size(); i++) {
      if (bands.get(i).to() <= bands.get(i - 1).to()) {
        throw wrong(at + "bands", "must rise: " + bands.get(i).level() + " ends too early");
      }
    }
    return new Mapping.Reading(
        withEmpty(texts(node, at, "missing")), rename, texts(node, at, "levels"), bands);
  }

  private Mapping.Measure measure(String at, JsonNode node) {
    only(node, at, "name", "column", "missing", "above", "at_most");
    return new Mapping.Measure(
        name(node, at),
        needed(node, at, "column"),
        withEmpty(texts(node, at, "missing")),
        number(node, at, "above"),
        number(node, at, "at_most"));
  }

  private String name(JsonNode node, String at) {
    String name = needed(node, at, "name");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw wrong(at + "name", "must be of small letters, digits and _, found \"" + name + '"');
    }
    return name;
  }

  private static List<String> withEmpty(List<String> texts) {
    List<String> all = new ArrayList<>(texts);
    all.add("");
    return all.stream().distinct().toList();
  }

  private interface Entry {
    void take(String at, JsonNode node);
  }

  private void each(JsonNode root, String key, Entry entry) {
    JsonNode array = root.path(key);
    if (!array.isMissingNode() && !array.isArray()) {
      throw wrong(key, "must be a list of tables, such as [[" + key + "]]");
    }
    for (int i = 0; i < array.size(); i++) {
      String at = key + "[" + (i + 1) + "].";
      if (!array.get(i).isObject()) {
        throw wrong(key + "[" + (i + 1) + "]", "must be a table");
      }
      entry.take(at, array.get(i));
    }
  }

  private void only(JsonNode node, String at, String... known) {
    List<String> names = List.of(known);
    for (String key : node.properties().stream().map(e -> e.getKey()).toList()) {
      if (!names.contains(key)) {
        throw wrong(at + key, "means nothing here; known are " + String.join(", ", names));
      }
    }
  }

  private String needed(JsonNode node, String at, String key) {
    String text = text(node, key, "");
    if (text.isBlank()) {
      throw wrong(at + key, "must be there and be a text");
    }
    return text;
  }

  private String text(JsonNode node, String key, String otherwise) {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isValueNode()) {
      throw wrong(key, "must be a text");
    }
    return value.asText();
  }

  private List<String> texts(JsonNode node, String at, String key) {
    JsonNode array = node.path(key);
    List<String> texts = new ArrayList<>();
    if (array.isMissingNode()) {
      return texts;
    }
    if (!array.isArray()) {
      throw wrong(at + key, "must be a list, such as [\"a\", \"b\"]");
    }
    array.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private OptionalDouble number(JsonNode node, String at, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber()) {
      throw wrong(at + key, "must be a number");
    }
    return OptionalDouble.of(value.asDouble());
  }

  private <E extends Enum<E>> E choice(JsonNode node, String key, Class<E> type, E otherwise) {
    String word = text(node, key, otherwise.name()).toUpperCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    throw wrong(
        key,
        "must be one of "
            + java.util.Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)
            + ", found \""
            + text(node, key, "")
            + '"');
  }

  private JobtrailException.Usage wrong(String key, String what) {
    return new JobtrailException.Usage(source + ": " + key + ": " + what);
  }
}
