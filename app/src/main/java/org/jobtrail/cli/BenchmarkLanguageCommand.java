package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.language.decoder.DecoderConfig;
import org.jobtrail.predict.language.decoder.LanguageBenchmark;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `benchmark language`: how quickly a language model trains and scores titles on this machine.
@Command(
    name = "language",
    description =
        "Tokens that a language model trains and title distributions that it gives in a second,"
            + " beside the matrix products' peak and the passes of a title after the other.",
    mixinStandardHelpOptions = true)
final class BenchmarkLanguageCommand implements Callable<Integer> {
  @Option(
      names = "--preset",
      defaultValue = "small",
      description = "tiny, small or base (default ${DEFAULT-VALUE}).")
  String preset = "small";

  @Option(
      names = "--vocabulary",
      defaultValue = "2000",
      description = "Tokens that there are (default ${DEFAULT-VALUE}).")
  int vocabulary;

  @Option(
      names = "--length",
      defaultValue = "130",
      description = "Tokens of a document (default ${DEFAULT-VALUE}).")
  int length;

  @Option(
      names = "--titles",
      split = ",",
      defaultValue = "335,3039",
      paramLabel = "N",
      description = "That a distribution is over (default ${DEFAULT-VALUE}).")
  List<Integer> titles = List.of();

  @Option(
      names = "--least",
      defaultValue = "0",
      description =
          "Probability of a first token below which what follows it is left out (default 0: every"
              + " title is exact). Untrained as the model is here, all first tokens are about as"
              + " likely.")
  double least;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "Of each measurement, after as long a warm-up (default ${DEFAULT-VALUE}).")
  double seconds;

  @Option(
      names = "--threads",
      defaultValue = "0",
      description = "Of the matrix products (default: all processors).")
  int threads;

  @Option(
      names = "--precision",
      defaultValue = "auto",
      description = "auto, float32 or bfloat16 (default ${DEFAULT-VALUE}).")
  Precision precision = Precision.AUTO;

  @Option(names = "--device", defaultValue = "cpu", description = "cpu or cuda (default cpu).")
  Device device = Device.CPU;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the made-up documents and titles (default 1).")
  long seed;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (!DecoderConfig.PRESETS.contains(preset)) {
      throw new JobtrailException.Usage(
          "--preset: no \"" + preset + "\"; known: " + String.join(", ", DecoderConfig.PRESETS));
    }
    int used = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("command", "benchmark language").put("preset", preset).put("threads", used);
    root.put("vocabulary", vocabulary).put("length", length).put("least", least).put("seed", seed);
    LanguageBenchmark.Training training =
        new LanguageBenchmark(preset, vocabulary, length, seed)
            .training(precision, used, device, seconds);
    double share = training.gflopsPerSecond() / training.peakGflopsPerSecond();
    root.putObject("training")
        .put("precision", training.precision())
        .put("parameters", training.parameters())
        .put("trained_tokens_per_second", training.trainedPerSecond())
        .put("gflops_per_second", training.gflopsPerSecond())
        .put("peak_gflops_per_second", training.peakGflopsPerSecond())
        .put("share_of_peak", share);
    TextTable table =
        TextTable.of("titles", "nodes", "inner", "distributions/s", "titles alone/s", "times");
    for (int count : titles) {
      LanguageBenchmark.Scoring scoring =
          new LanguageBenchmark(preset, vocabulary, length, seed)
              .scoring(count, least, precision, used, device, seconds);
      double times = scoring.distributionsPerSecond() / scoring.loopedPerSecond();
      root.withArray("/scoring")
          .addObject()
          .put("titles", count)
          .put("nodes", scoring.nodes())
          .put("inner_nodes", scoring.innerNodes())
          .put("distributions_per_second", scoring.distributionsPerSecond())
          .put("looped_distributions_per_second", scoring.loopedPerSecond())
          .put("times_the_loop", times);
      table.row(
          count,
          scoring.nodes(),
          scoring.innerNodes(),
          text("%.1f", scoring.distributionsPerSecond()),
          text("%.3f", scoring.loopedPerSecond()),
          text("%.0f", times));
    }
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      print.println(root);
    } else {
      print.printf(
          Locale.ROOT,
          "%s, %d parameters, %s: %.0f tokens/s trained, %.0f GFLOP/s, %.0f %% of %.0f%n",
          preset,
          training.parameters(),
          training.precision(),
          training.trainedPerSecond(),
          training.gflopsPerSecond(),
          100 * share,
          training.peakGflopsPerSecond());
      table.print(print);
    }
    print.flush();
    return ExitCode.OK;
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
