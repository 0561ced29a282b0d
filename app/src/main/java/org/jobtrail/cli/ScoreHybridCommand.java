package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.score.ExtractionScorer;
import org.jobtrail.score.GoldReader;
import org.jobtrail.score.GoldResume;
import org.jobtrail.score.HybridTrade;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `score hybrid`: what each threshold of the hybrid costs and reaches.
@Command(
    name = "hybrid",
    description =
        "Plots what `--extractor hybrid` reaches and costs at each threshold, from a run of the"
            + " parser and a run of the model over the same documents.",
    mixinStandardHelpOptions = true)
final class ScoreHybridCommand implements Callable<Integer> {
  @Option(
      names = "--gold",
      required = true,
      paramLabel = "GOLD",
      description = "JSON Lines with the true experiences; repeatable.")
  private List<Path> gold = List.of();

  @Option(names = "--parser", required = true, paramLabel = "DIR", description = "Parser's run.")
  private Path parser = Path.of("");

  @Option(names = "--model", required = true, paramLabel = "DIR", description = "Model's run.")
  private Path model = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Takes hybrid.csv and hybrid.svg.")
  private Path out = Path.of("");

  @Option(names = "--seed", defaultValue = "1", description = "Of the bootstrap (default 1).")
  private long seed;

  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<GoldResume> truth = new ArrayList<>();
    for (Path file : gold) {
      truth.addAll(GoldReader.gold(file));
    }
    HybridTrade trade = HybridTrade.of(truth, parser, model, new ExtractionScorer(400, seed));
    trade.write(out);
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("resumes", trade.resumes()).put("out", out.toString());
      for (HybridTrade.Point p : trade.points()) {
        json.withArrayProperty("thresholds")
            .addObject()
            .put("threshold", p.threshold())
            .put("documents_asked", p.asked())
            .put("calls", p.calls())
            .put("tokens", p.tokens())
            .put("cost", p.cost())
            .put("whole_f1", p.f1().f1());
      }
      print.println(json);
    } else {
      TextTable table = TextTable.of("threshold", "asked", "calls", "tokens", "cost", "whole F1");
      for (HybridTrade.Point p : trade.points()) {
        table.row(
            String.format(Locale.ROOT, "%.2f", p.threshold()),
            p.asked(),
            p.calls(),
            p.tokens(),
            String.format(Locale.ROOT, "%.4f", p.cost()),
            String.format(
                Locale.ROOT, "%.3f [%.3f, %.3f]", p.f1().f1(), p.f1().low(), p.f1().high()));
      }
      table.print(print);
      print.println(out.resolve("hybrid.svg"));
    }
    return ExitCode.OK;
  }
}
