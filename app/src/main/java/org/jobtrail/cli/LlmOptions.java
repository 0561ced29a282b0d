package org.jobtrail.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jobtrail.extract.llm.LlmSession;
import org.jobtrail.extract.llm.LlmSettings;
import org.jobtrail.extract.llm.Prices;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a run whose extractor asks a language model.
final class LlmOptions {
  /// What may hold the key; a flag would stand in the shell's history.
  static final String KEY = "JOBTRAIL_LLM_KEY";

  @Option(
      names = "--llm-url",
      paramLabel = "URL",
      description =
          "Base address of an OpenAI-compatible server, such as http://localhost:8000/v1.")
  private @Nullable String url;

  @Option(names = "--llm-model", paramLabel = "NAME", description = "The model's name there.")
  private @Nullable String model;

  @Option(
      names = "--llm-key-file",
      paramLabel = "FILE",
      description = "File with the key; else the variable " + KEY + " is read.")
  private @Nullable Path keyFile;

  @Option(
      names = "--llm-slots",
      paramLabel = "N",
      description = "Calls at once at most; fewer while the server is busy (default 32).")
  private int slots = LlmSettings.SLOTS;

  @Option(
      names = "--llm-store",
      paramLabel = "DIR",
      description = "Folder that keeps every reply, to share between runs (default: in OUT).")
  private @Nullable Path store;

  @Option(
      names = "--llm-prices",
      paramLabel = "FILE",
      description = "TOML: currency, [models.\"NAME\"] prompt_per_million, completion_per_million.")
  private @Nullable Path prices;

  @Option(
      names = "--max-cost",
      paramLabel = "AMOUNT",
      description = "Stop with exit code 4 when the calls have cost this much; needs --llm-prices.")
  private @Nullable BigDecimal maxCost;

  @Option(
      names = "--llm-timeout",
      paramLabel = "S",
      description = "Seconds for one call, its reply included (default 120).")
  private double timeoutSeconds = 120;

  @Option(
      names = "--llm-patience",
      paramLabel = "S",
      description = "Seconds of nothing but failures before the run stops with 75 (default 120).")
  private double patienceSeconds = 120;

  @Option(
      names = "--llm-backoff",
      paramLabel = "S",
      description = "Seconds before the second try of a failed call; doubles (default 0.5).")
  private double backoffSeconds = 0.5;

  @Option(
      names = "--llm-part-characters",
      paramLabel = "N",
      description = "A longer text is sent in parts (default 12000).")
  private int partCharacters = LlmSettings.PART_CHARACTERS;

  @Option(
      names = "--pseudonyms",
      paramLabel = "WHEN",
      description =
          "Replace names, addresses and numbers before anything is sent: on, off, or auto"
              + " (default): on unless the address is this machine.")
  private String pseudonyms = "auto";

  @Option(
      names = "--hybrid-threshold",
      paramLabel = "T",
      description =
          "With --extractor hybrid: the model reads what the parser's confidence is below"
              + " (default 0.5).")
  private double threshold = 0.5;

  @Option(
      names = "--llm-replies",
      paramLabel = "N",
      description =
          "Replies for one part at most, re-asks included, before the parser reads (default 3).")
  private int replies = 3;

  @Option(
      names = "--llm-batch-out",
      paramLabel = "FILE",
      description =
          "Ask nothing: write the requests that have no reply yet in OpenAI's batch form (JSONL).")
  @Nullable Path batchOut;

  @Option(
      names = "--llm-batch-in",
      paramLabel = "FILE",
      description = "A batch's output file, whose replies are kept before the run; repeatable.")
  List<Path> batchIn = List.of();

  @Option(
      names = "--offline",
      description = "Make no call: replay the replies that a run kept (OUT or --llm-store).")
  private boolean offline;

  boolean areGiven() {
    return url != null
        || model != null
        || keyFile != null
        || store != null
        || prices != null
        || maxCost != null
        || batchOut != null
        || !batchIn.isEmpty()
        || offline;
  }

  OptionalDouble threshold(String extractor) {
    if (!extractor.equals("hybrid")) {
      return OptionalDouble.empty();
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new JobtrailException.Usage("--hybrid-threshold must be in [0, 1], found " + threshold);
    }
    return OptionalDouble.of(threshold);
  }

  LlmSettings settings(Path out) throws IOException {
    if (url == null || model == null) {
      throw new JobtrailException.Usage(
          "a model needs --llm-url, such as http://localhost:8000/v1, and --llm-model; without one,"
              + " --extractor parser reads by itself");
    }
    if (maxCost != null && prices == null) {
      throw new JobtrailException.Usage("--max-cost needs --llm-prices to know what a call costs");
    }
    URI address = address(url);
    boolean hide =
        switch (pseudonyms) {
          case "on" -> true;
          case "off" -> false;
          case "auto" -> !LlmSettings.isLoopback(address);
          default ->
              throw new JobtrailException.Usage(
                  "--pseudonyms must be on, off or auto, found " + pseudonyms);
        };
    return new LlmSettings(
        address,
        model,
        key(),
        store == null ? out.resolve(LlmSession.FOLDER) : store,
        slots,
        seconds("--llm-timeout", timeoutSeconds),
        8,
        replies,
        seconds("--llm-backoff", backoffSeconds),
        seconds("--llm-patience", patienceSeconds),
        hide,
        partCharacters,
        prices == null ? Prices.NONE : Prices.read(prices, model),
        Optional.ofNullable(maxCost),
        offline);
  }

  private static URI address(String url) {
    try {
      return URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Usage(
          "--llm-url must be like http://localhost:8000/v1, found \"" + url + '"');
    }
  }

  private static Duration seconds(String option, double value) {
    if (!(value > 0 && value <= 86_400)) {
      throw new JobtrailException.Usage(
          option + " must be a number of seconds above 0, at most a day, found " + value);
    }
    return Duration.ofNanos((long) (value * 1e9));
  }

  private static String keyIn(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new JobtrailException.Usage(
          file + ": is a folder, --llm-key-file needs a file with the key in it");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(
          file + ": is no text, --llm-key-file needs a file with the key in it", e);
    }
  }

  private Optional<String> key() throws IOException {
    String key = keyFile != null ? keyIn(keyFile) : System.getenv().getOrDefault(KEY, "");
    String bare = key.strip();
    if (keyFile != null && bare.isEmpty()) {
      throw new JobtrailException.Usage(keyFile + ": is empty, --llm-key-file needs the key in it");
    }
    if (!bare.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new JobtrailException.Usage(
          "the key must be one word of visible ASCII characters; it holds others");
    }
    return bare.isEmpty() ? Optional.empty() : Optional.of(bare);
  }

  /// An amount as people read it.
  String money(BigDecimal cost) {
    return prices == null ? "no price given" : cost.toPlainString();
  }
}
