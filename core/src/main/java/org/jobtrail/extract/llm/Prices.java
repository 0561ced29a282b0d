package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.jobtrail.extract.Extraction.Usage;
import org.jobtrail.provenance.JobtrailException;

/// What a model's tokens cost.
///
/// @param currency as the user names it, `EUR`; `none` without a table
/// @param prompt per million tokens that are sent
/// @param completion per million tokens that come back
/// @param batchFactor what a batch costs of it, 0.5 for half
public record Prices(
    String currency, BigDecimal prompt, BigDecimal completion, BigDecimal batchFactor) {
  /// A model that costs nothing, or whose price nobody gave.
  public static final Prices NONE =
      new Prices("none", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE);

  private static final TomlMapper TOML = new TomlMapper();

  public Prices {
    if (prompt.signum() < 0 || completion.signum() < 0 || batchFactor.signum() < 0) {
      throw new IllegalArgumentException(
          "a price must be 0 or more, found " + prompt + " and " + completion);
    }
  }

  /// Reads `currency = "EUR"` and a table `[models."NAME"]` with `prompt_per_million` and
  /// `completion_per_million`; `batch_factor` where batches are cheaper.
  ///
  /// @throws JobtrailException.Usage if the file is no such table or lacks the model
  public static Prices read(Path file, String model) throws IOException {
    if (Files.isDirectory(file)) {
      throw new JobtrailException.Usage(file + ": is a folder, a price table is a TOML file");
    }
    JsonNode root;
    try {
      root = TOML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new JobtrailException.Usage(
          file + ":" + e.getLocation().getLineNr() + ": is no TOML: " + e.getOriginalMessage());
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(file + ": is no text, a price table is a TOML file", e);
    }
    JsonNode row = root.path("models").path(model);
    if (!row.isObject()) {
      TreeSet<String> known = new TreeSet<>();
      root.path("models").fieldNames().forEachRemaining(known::add);
      throw new JobtrailException.Usage(
          file + ": has no [models.\"" + model + "\"], known: " + known);
    }
    String currency = root.path("currency").asText("");
    if (!currency.matches("[A-Z]{3}")) {
      throw new JobtrailException.Usage(
          file + ": needs a line like currency = \"EUR\", found \"" + currency + '"');
    }
    return new Prices(
        currency,
        price(file, model, row, "prompt_per_million"),
        price(file, model, row, "completion_per_million"),
        row.has("batch_factor") ? price(file, model, row, "batch_factor") : BigDecimal.ONE);
  }

  private static BigDecimal price(Path file, String model, JsonNode row, String name) {
    JsonNode value = row.path(name);
    boolean usable =
        value.isNumber()
            && Double.isFinite(value.doubleValue())
            && value.decimalValue().signum() >= 0;
    if (!usable) {
      throw new JobtrailException.Usage(
          "%s: [models.\"%s\"] needs %s = a number of 0 or more, found %s"
              .formatted(file, model, name, value.isMissingNode() ? "nothing" : value));
    }
    return value.decimalValue();
  }

  /// Exact: nothing is rounded, so costs add up to the last digit.
  public BigDecimal cost(long promptTokens, long completionTokens) {
    return prompt
        .multiply(BigDecimal.valueOf(promptTokens))
        .add(completion.multiply(BigDecimal.valueOf(completionTokens)))
        .movePointLeft(6)
        .stripTrailingZeros();
  }

  /// One reply's.
  Usage usage(long promptTokens, long completionTokens) {
    return new Usage(1, promptTokens, completionTokens, cost(promptTokens, completionTokens));
  }

  /// As manifests say it.
  String text() {
    return equals(NONE)
        ? "none given"
        : "%s %s per million prompt tokens, %s completion, batches times %s"
            .formatted(
                currency,
                prompt.toPlainString(),
                completion.toPlainString(),
                batchFactor.toPlainString());
  }
}
