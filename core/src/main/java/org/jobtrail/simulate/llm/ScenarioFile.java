package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.simulate.ToldResume;
import org.jspecify.annotations.Nullable;

/// Reads a [Scenario] from TOML; docs/formats.md lists the keys. Paths are relative to the file.
final class ScenarioFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Every fault that a table `[faults]` doesn't name.
  private static final String EVERY_FAULT = "all";

  private static final Set<String> KEYS =
      new TreeSet<>(
          List.of(
              "population",
              "documents",
              "models",
              "api_key",
              "latency_ms",
              "slots",
              "response_formats",
              "seed",
              "model",
              "faults",
              "most_failures",
              "retry_after_s",
              "drip_ms",
              "poison",
              "log"));

  private final Path file;
  private final JsonNode root;

  private ScenarioFile(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  static Scenario read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new JobtrailException.Usage(file + ": is a folder, a scenario is a TOML file");
    }
    try {
      return new ScenarioFile(file, new TomlMapper().readTree(Files.readString(file))).scenario();
    } catch (NoSuchFileException e) {
      if (file.toString().equals(e.getFile())) {
        throw new JobtrailException.Usage(file + ": no such file; check the path", e);
      }
      throw new JobtrailException.Usage(
          file + ": population: " + e.getFile() + " isn't there; run simulate first", e);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
      throw new JobtrailException.Usage(
          file + line + ": can't be read as TOML: " + e.getOriginalMessage(), e);
    }
  }

  private Scenario scenario() throws IOException {
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!KEYS.contains(entry.getKey())) {
        throw wrong(entry.getKey(), "unknown key; known: " + String.join(", ", KEYS));
      }
    }
    List<ToldResume> documents = new ArrayList<>();
    for (String folder : texts("population", List.of())) {
      documents.addAll(Scenario.ofPopulation(beside(folder)).documents());
    }
    documents.addAll(inline());
    Scenario scenario =
        Scenario.of(documents)
            .withModels(texts("models", List.of("scripted")).toArray(String[]::new))
            .withApiKey(root.has("api_key") ? text("api_key") : null)
            .withLatencyMs(number("latency_ms", 0))
            .withSlots(number("slots", 0))
            .withFormats(
                texts("response_formats", words(ResponseFormat.values(), ResponseFormat::word))
                    .stream()
                    .map(
                        word ->
                            known(
                                "response_formats",
                                word,
                                ResponseFormat.values(),
                                ResponseFormat::word))
                    .toArray(ResponseFormat[]::new))
            .withSeed(number("seed", 1))
            .withMostFailures(number("most_failures", 3))
            .withRetryAfterSeconds(number("retry_after_s", 1))
            .withDripMs(number("drip_ms", 500))
            .withPoison(texts("poison", List.of()).toArray(String[]::new))
            .withLog(root.has("log") ? beside(text("log")) : null);
    if (root.has("model")) {
      scenario =
          scenario.withBehaviour(
              known(
                  "model",
                  text("model"),
                  Scenario.Behaviour.values(),
                  b -> b.name().toLowerCase(java.util.Locale.ROOT)));
    }
    return withFaults(scenario);
  }

  private Scenario withFaults(Scenario scenario) {
    JsonNode faults = typed(root, "faults", JsonNode::isObject, "a table of rates");
    if (faults == null) {
      return scenario;
    }
    Scenario faulty = scenario;
    if (faults.has(EVERY_FAULT)) {
      faulty = faulty.withEveryFault(rate(faults, EVERY_FAULT));
    }
    for (Map.Entry<String, JsonNode> entry : faults.properties()) {
      if (!entry.getKey().equals(EVERY_FAULT)) {
        Fault fault = known("faults", entry.getKey(), Fault.values(), Fault::word);
        faulty = faulty.withFault(fault, rate(faults, entry.getKey()));
      }
    }
    return faulty;
  }

  private double rate(JsonNode faults, String word) {
    JsonNode rate = faults.path(word);
    if (!rate.isNumber()) {
      throw wrong("faults." + word, "must be a number in [0, 1], found " + rate);
    }
    return rate.asDouble();
  }

  private List<ToldResume> inline() {
    JsonNode tables = typed(root, "documents", JsonNode::isArray, "an array of tables");
    List<ToldResume> documents = new ArrayList<>();
    if (tables != null) {
      for (JsonNode table : tables) {
        String at = "documents[" + documents.size() + "]";
        if (!table.path("id").isTextual()) {
          throw wrong(at, "has no id");
        }
        documents.add(
            new ToldResume(
                table.path("id").asText(),
                table.path("language").asText("en"),
                table.path("format").asText("txt"),
                entries(table, at, "experiences", ToldResume.Job.class),
                entries(table, at, "education", ToldResume.Study.class)));
      }
    }
    return documents;
  }

  private <T> List<T> entries(JsonNode table, String at, String key, Class<T> type) {
    List<T> entries = new ArrayList<>();
    for (JsonNode entry : table.path(key)) {
      try {
        entries.add(JSON.treeToValue(entry, type));
      } catch (JsonProcessingException e) {
        throw wrong(at + '.' + key, e.getOriginalMessage());
      }
    }
    return entries;
  }

  private Path beside(String path) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of(path) : folder.resolve(path);
  }

  private int number(String key, int otherwise) {
    JsonNode value = typed(root, key, JsonNode::isInt, "a whole number");
    return value == null ? otherwise : value.asInt();
  }

  private String text(String key) {
    JsonNode value = typed(root, key, JsonNode::isTextual, "a text in quotes");
    return value == null ? "" : value.asText();
  }

  /// One text or a list of texts.
  private List<String> texts(String key, List<String> otherwise) {
    Predicate<JsonNode> isTexts =
        n -> n.isTextual() || (n.isArray() && n.valueStream().allMatch(JsonNode::isTextual));
    JsonNode value = typed(root, key, isTexts, "a text or a list of texts");
    return value == null
        ? otherwise
        : value.isTextual()
            ? List.of(value.asText())
            : value.valueStream().map(JsonNode::asText).toList();
  }

  private @Nullable JsonNode typed(
      JsonNode table, String key, Predicate<JsonNode> type, String wanted) {
    JsonNode value = table.path(key);
    if (value.isMissingNode()) {
      return null;
    }
    if (!type.test(value)) {
      throw wrong(key, "must be " + wanted + ", found " + value);
    }
    return value;
  }

  private <E> E known(String key, String word, E[] values, Function<E, String> words) {
    return Arrays.stream(values)
        .filter(v -> words.apply(v).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    key,
                    "unknown \"" + word + "\"; known: " + String.join(", ", words(values, words))));
  }

  private static <E> List<String> words(E[] values, Function<E, String> word) {
    return Arrays.stream(values).map(word).collect(Collectors.toList());
  }

  private JobtrailException.Usage wrong(String key, String what) {
    return new JobtrailException.Usage(file + ": " + key + ": " + what);
  }
}
