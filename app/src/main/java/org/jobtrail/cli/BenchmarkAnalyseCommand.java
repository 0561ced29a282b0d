package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jobtrail.analyse.AnalyseBenchmark;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `jobtrail benchmark analyse --rows N`.
@Command(
    name = "analyse",
    mixinStandardHelpOptions = true,
    description = "All analyses and the report, on a made-up dataset of that size.")
final class BenchmarkAnalyseCommand implements Callable<Integer> {
  @Mixin @Nullable CommonOptions common;

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--rows",
      defaultValue = "1700000",
      description = "About so many (${DEFAULT-VALUE}).")
  long rows;

  @Mixin AnalyseOptions options = new AnalyseOptions();

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("jobtrail-benchmark");
    AnalyseBenchmark.Measured measured = AnalyseBenchmark.run(folder, rows, options.settings());
    PrintWriter print = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    if (common == null || !common.json) {
      print.printf(
          java.util.Locale.ROOT,
          "%d rows of %d people: %.2f s (%.2f s of processor time), heap at most %d MiB%n",
          measured.rows(),
          measured.people(),
          measured.seconds(),
          measured.processorSeconds(),
          measured.heapMegabytes());
      return ExitCode.OK;
    }
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("command", "benchmark analyse");
    root.put("rows", measured.rows());
    root.put("people", measured.people());
    root.put("generate_seconds", round(measured.generateSeconds()));
    root.put("seconds", round(measured.seconds()));
    root.put("processor_seconds", round(measured.processorSeconds()));
    root.put("heap_megabytes", measured.heapMegabytes());
    ObjectNode parts = root.putObject("milliseconds");
    measured.milliseconds().forEach(parts::put);
    print.println(mapper.writeValueAsString(root));
    return ExitCode.OK;
  }

  private static double round(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
