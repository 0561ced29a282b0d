package org.jobtrail.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jobtrail.evaluate.Contender;
import org.jobtrail.evaluate.Estimate;
import org.jobtrail.evaluate.Evaluation;
import org.jobtrail.evaluate.Evaluator;
import org.jobtrail.evaluate.Extras;
import org.jobtrail.evaluate.Leaderboard;
import org.jobtrail.evaluate.LeaderboardFolder;
import org.jobtrail.evaluate.Metric;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `jobtrail leaderboard M... --data P --out DIR`.
@Command(
    name = "leaderboard",
    mixinStandardHelpOptions = true,
    description =
        "Judges several models on the same people: one table with paired differences, and a page with "
            + "reliability curves, subgroups and, when asked for, the value of information, learning curves and "
            + "forecasts.")
final class LeaderboardCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin JudgeOptions judge = new JudgeOptions();
  @Mixin ExtraOptions extra = new ExtraOptions();

  @Spec @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Model folders.")
  List<Path> models = List.of();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  Path out = Path.of("");

  @Option(names = "--force", description = "Replace an earlier leaderboard in --out.")
  boolean force;

  @Option(
      names = "--baseline",
      paramLabel = "MODEL",
      description = "The model that others are compared with (the first); a folder's last name.")
  @Nullable String baseline;

  @Option(
      names = "--min-people",
      defaultValue = "30",
      paramLabel = "N",
      description = "Hide subgroups of fewer than N people (${DEFAULT-VALUE}).")
  int fewest;

  @Override
  public Integer call() throws IOException {
    long started = System.nanoTime();
    List<Path> inputs = new ArrayList<>(List.of(judge.data));
    inputs.addAll(models);
    inputs.addAll(extra.forecastModels);
    Inputs.keepOutside(inputs, out);
    // Refused now, not after minutes of judging.
    FreshFolder.open(out, force, LeaderboardFolder.COMMAND).close();
    List<Contender> contenders = judge.contenders(models);
    Leaderboard board;
    Path work = Files.createTempDirectory("jobtrail-leaderboard");
    try (Progress progress = ProgressReport.of(common.quiet)) {
      Evaluator evaluator = judge.evaluator(progress);
      Leaderboard plain =
          Leaderboard.of(evaluator, contenders, Optional.ofNullable(baseline), fewest, Extras.NONE);
      Extras extras = extra.extras(evaluator, contenders, plain, judge, work);
      board =
          new Leaderboard(
              evaluator, plain.evaluations(), plain.baseline(), fewest, plain.subgroups(), extras);
    } finally {
      AtomicFiles.deleteTree(work);
    }
    List<FileHash> hashes = Inputs.hash(inputs);
    LeaderboardFolder.write(board, out, hashes, configuration(board), force);
    var line = Objects.requireNonNull(spec).commandLine();
    Evaluator judged = board.evaluator();
    EvaluateCommand.warn(line.getErr(), judged.panel(), judged.panel().people(judged.split()));
    board.evaluations().forEach(e -> EvaluateCommand.warn(line.getErr(), e));
    if (common.json) {
      var json = LeaderboardFolder.json(board);
      json.put("report", out.resolve("report.html").toString());
      json.put("seconds", Math.round((System.nanoTime() - started) / 1e6) / 1000.0);
      line.getOut().println(json);
    } else {
      print(line.getOut(), board);
      line.getOut().println(out.resolve("report.html"));
    }
    return ExitCode.OK;
  }

  private Map<String, String> configuration(Leaderboard board) {
    if (fewest < 1) {
      throw new JobtrailException.Usage("--min-people must be at least 1, found " + fewest);
    }
    Map<String, String> configuration = new TreeMap<>();
    configuration.put("split", judge.split.word());
    configuration.put("replicates", Integer.toString(judge.replicates));
    configuration.put("baseline", board.baselineLabel());
    configuration.put("min-people", Integer.toString(fewest));
    return configuration;
  }

  private static void print(PrintWriter out, Leaderboard board) {
    TextTable table =
        TextTable.of(
            "model",
            "perplexity",
            "95 %",
            "/ " + board.baselineLabel(),
            "95 %",
            "moves",
            "given moving",
            "AUC",
            "ECE",
            "MRR moves");
    for (int m : board.ranking()) {
      Evaluation one = board.evaluations().get(m);
      Estimate perplexity = one.estimate(Metric.PERPLEXITY);
      Estimate ratio = board.beside(m, Metric.PERPLEXITY);
      table.row(
          one.model(),
          EvaluateCommand.number(perplexity.value(), 3),
          interval(perplexity, 3),
          EvaluateCommand.number(ratio.value(), 4),
          interval(ratio, 4),
          number(one, Metric.PERPLEXITY_MOVE, 2),
          number(one, Metric.PERPLEXITY_MOVE_GIVEN_MOVING, 2),
          number(one, Metric.AUC_MOVE, 4),
          number(one, Metric.ECE_MOVE, 4),
          number(one, Metric.MRR_MOVES, 4));
    }
    table.print(out);
  }

  private static String number(Evaluation evaluation, Metric metric, int decimals) {
    return EvaluateCommand.number(evaluation.estimate(metric).value(), decimals);
  }

  static String interval(Estimate estimate, int decimals) {
    return "["
        + EvaluateCommand.number(estimate.low(), decimals)
        + ", "
        + EvaluateCommand.number(estimate.high(), decimals)
        + "]";
  }
}
