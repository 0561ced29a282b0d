package org.jobtrail.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jobtrail.provenance.JobtrailException;

/// Hyperparameters as text: a record's components by name, `learningRate` as `learning_rate`.
public final class Settings {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private Settings() {}

  /// The record's components.
  public static ObjectNode json(Record settings) {
    return JSON.valueToTree(settings);
  }

  /// The record again.
  ///
  /// @throws IllegalArgumentException for what is none, or values that it can't take
  public static <T extends Record> T of(JsonNode json, Class<T> type) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("hyperparameters must be an object, found " + json);
    }
    try {
      return convert(json, type);
    } catch (JobtrailException.Usage e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// The defaults with some values replaced.
  ///
  /// @param given name to value as written on the command line
  /// @throws JobtrailException.Usage for names that the record hasn't, listing those it has, and
  ///     for values it can't take
  public static <T extends Record> T with(T defaults, Map<String, String> given) {
    ObjectNode json = json(defaults);
    List<String> known = new ArrayList<>();
    json.fieldNames().forEachRemaining(known::add);
    List<String> unknown =
        given.keySet().stream().filter(n -> !known.contains(n)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw new JobtrailException.Usage(
          "--set: no hyperparameter "
              + String.join(", ", unknown)
              + "; known: "
              + String.join(", ", known.stream().sorted().toList()));
    }
    given.forEach((name, value) -> json.set(name, value(name, value, json.path(name))));
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) defaults.getClass();
    return convert(json, type);
  }

  private static JsonNode value(String name, String text, JsonNode before) {
    if (before.isTextual()) {
      return JSON.getNodeFactory().textNode(text);
    }
    try {
      JsonNode value = JSON.readTree(text);
      boolean fits =
          before.isIntegralNumber()
              ? value.isIntegralNumber()
              : value.getNodeType() == before.getNodeType();
      if (fits) {
        return value;
      }
    } catch (JsonProcessingException _) {
      // falls through to the same refusal
    }
    throw new JobtrailException.Usage(
        "--set " + name + ": can't take \"" + text + "\", the default is " + before);
  }

  private static <T extends Record> T convert(JsonNode json, Class<T> type) {
    try {
      return JSON.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      if (e instanceof InvalidFormatException f
          && f.getTargetType().isEnum()
          && !f.getPath().isEmpty()) {
        throw new JobtrailException.Usage(
            "--set "
                + f.getPath().getLast().getFieldName()
                + ": can't take \""
                + f.getValue()
                + "\", known: "
                + Arrays.stream(f.getTargetType().getEnumConstants())
                    .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ")),
            e);
      }
      Throwable cause = e.getCause() instanceof IllegalArgumentException c ? c : e;
      String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      throw new JobtrailException.Usage("hyperparameters: " + line, e);
    }
  }
}
