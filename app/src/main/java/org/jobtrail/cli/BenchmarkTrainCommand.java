package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jobtrail.panel.Panel;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.predict.logit.LogitTrainer;
import org.jobtrail.predict.neural.TrainingBenchmark;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `benchmark train`: how quickly CAREER trains and predicts on this machine.
@Command(
    name = "train",
    description =
        "Records that CAREER trains and predicts in a second, beside the matrix products' peak.",
    mixinStandardHelpOptions = true)
final class BenchmarkTrainCommand implements Callable<Integer> {
  @Option(
      names = "--layers",
      split = ",",
      defaultValue = "4,12",
      paramLabel = "N",
      description = "Of the transformer (default ${DEFAULT-VALUE}); 12 is the paper's.")
  List<Integer> layers = List.of();

  @Option(
      names = "--people",
      defaultValue = "64",
      description = "Of a batch (default ${DEFAULT-VALUE}).")
  int people;

  @Option(
      names = "--length",
      defaultValue = "64",
      description = "Records of each (default ${DEFAULT-VALUE}).")
  int length;

  @Option(
      names = "--outcomes",
      defaultValue = "340",
      description = "That there are (default ${DEFAULT-VALUE}).")
  int outcomes;

  @Option(
      names = "--logit-rows",
      defaultValue = "100000",
      description = "Records that the logit is fitted to, over 400 outcomes; 0 leaves it out.")
  int logitRows;

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

  @Option(names = "--seed", defaultValue = "1", description = "Of the made-up people (default 1).")
  long seed;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    int used = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("command", "benchmark train").put("threads", used).put("people", people);
    root.put("length", length).put("outcomes", outcomes).put("seed", seed);
    TextTable table =
        TextTable.of(
            "layers", "parameters", "precision", "trained/s", "predicted/s", "GFLOP/s", "of peak");
    for (int deep : layers) {
      TrainingBenchmark.Result result =
          new TrainingBenchmark(deep, people, length, outcomes, seed)
              .run(precision, used, device, seconds);
      double share = result.gflopsPerSecond() / result.peakGflopsPerSecond();
      root.withArray("/layers")
          .addObject()
          .put("layers", deep)
          .put("parameters", result.parameters())
          .put("precision", result.precision())
          .put("trained_records_per_second", result.trainedPerSecond())
          .put("predicted_records_per_second", result.predictedPerSecond())
          .put("gflops_per_second", result.gflopsPerSecond())
          .put("peak_gflops_per_second", result.peakGflopsPerSecond())
          .put("share_of_peak", share);
      table.row(
          deep,
          result.parameters(),
          result.precision(),
          rounded(result.trainedPerSecond()),
          rounded(result.predictedPerSecond()),
          rounded(result.gflopsPerSecond()),
          String.format(Locale.ROOT, "%.0f %% of %.0f", 100 * share, result.peakGflopsPerSecond()));
    }
    double logit = logitRows > 0 ? logitSeconds(used) : 0;
    if (logitRows > 0) {
      root.putObject("logit").put("rows", logitRows).put("outcomes", 400).put("seconds", logit);
    }
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      print.println(root);
    } else {
      table.print(print);
      if (logitRows > 0) {
        print.printf(
            Locale.ROOT, "logit on %d records and 400 outcomes: %.1f s%n", logitRows, logit);
      }
    }
    print.flush();
    return ExitCode.OK;
  }

  /// A whole fit, penalties chosen on validation as by default.
  private double logitSeconds(int used) throws IOException {
    int records = 20;
    Panel panel =
        new TrainingBenchmark(1, logitRows * 10 / 9 / records, records, 400, seed).panel();
    Path work = Files.createTempDirectory("jobtrail-benchmark");
    try {
      TrainingRun run = new TrainingRun(seed, used, device, work, Optional.empty(), Progress.NONE);
      long start = System.nanoTime();
      LogitTrainer.DEFAULT.train(panel, run);
      return (System.nanoTime() - start) / 1e9;
    } finally {
      AtomicFiles.deleteTree(work);
    }
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
