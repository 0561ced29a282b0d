package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jobtrail.analyse.Analyser;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `jobtrail analyse DATASET --out REPORT`.
@Command(
    name = "analyse",
    mixinStandardHelpOptions = true,
    description = "Analyses a trajectory dataset; writes report.html, CSV, SVG and SQL files.")
final class AnalyseCommand implements Callable<Integer> {
  @Mixin @Nullable CommonOptions common;

  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = "Folder with trajectories.parquet.")
  Path dataset = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "REPORT", description = "Folder to write.")
  Path out = Path.of("");

  @Mixin AnalyseOptions options = new AnalyseOptions();

  @Override
  public Integer call() throws IOException {
    long started = System.nanoTime();
    Analyser.Result result = Analyser.run(dataset, out, options.settings());
    PrintWriter print = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    if (common != null && common.json) {
      print.println(json(result, (System.nanoTime() - started) / 1e9));
    } else if (common == null || !common.quiet) {
      print.println(
          result.rows()
              + " rows of "
              + result.people()
              + " people, "
              + result.transitions()
              + " transitions; "
              + result.suppressedCells()
              + " cells hidden");
      print.println(out.resolve("report.html"));
    }
    return ExitCode.OK;
  }

  private String json(Analyser.Result result, double seconds) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("command", "analyse");
    root.put("report", out.resolve("report.html").toString());
    root.put("rows", result.rows());
    root.put("people", result.people());
    root.put("transitions", result.transitions());
    root.put("suppressed_cells", result.suppressedCells());
    root.put("seconds", Math.round(seconds * 1000) / 1000.0);
    ObjectNode results = root.putObject("results");
    result.headlines().forEach(results::put);
    result.files().forEach(root.putArray("files")::add);
    return mapper.writeValueAsString(root);
  }
}
