package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jobtrail.evaluate.Contender;
import org.jobtrail.evaluate.Estimate;
import org.jobtrail.evaluate.Evaluation;
import org.jobtrail.evaluate.EvaluationJson;
import org.jobtrail.evaluate.Evaluator;
import org.jobtrail.evaluate.LeftOut;
import org.jobtrail.evaluate.Metric;
import org.jobtrail.evaluate.Regret;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.UnseenLevels;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `jobtrail evaluate --model M --data P`.
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Judges a model on people it wasn't trained on: perplexity, AUC of moving, calibration, "
            + "ranks, each with an interval over people.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin JudgeOptions judge = new JudgeOptions();

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "MODEL", description = "Model folder.")
  Path model = Path.of("");

  @Option(
      names = "--predictions-out",
      paramLabel = "FILE",
      description = "Write every transition here; ends in .parquet or .csv.")
  @Nullable Path predictions;

  @Option(
      names = "--full-distribution",
      description = "Write every outcome's probability to --predictions-out.")
  boolean full;

  @Override
  public Integer call() throws IOException {
    if (full && predictions == null) {
      throw new JobtrailException.Usage(
          "--full-distribution goes into a file; name it with --predictions-out");
    }
    if (predictions != null) {
      Inputs.keep(List.of(judge.data, model), predictions);
    }
    long started = System.nanoTime();
    var line = Objects.requireNonNull(spec).commandLine();
    Contender contender = judge.contenders(List.of(model)).getFirst();
    Evaluation evaluation;
    try (Progress progress = ProgressReport.of(common.quiet)) {
      Evaluator evaluator = judge.evaluator(progress);
      warn(line.getErr(), evaluator.panel(), evaluator.panel().people(evaluator.split()));
      evaluation = evaluator.evaluate(contender, Optional.ofNullable(predictions), full);
    }
    warn(line.getErr(), evaluation);
    if (common.json) {
      line.getOut().println(json(contender, evaluation, (System.nanoTime() - started) / 1e9));
    } else {
      print(line.getOut(), evaluation);
    }
    return ExitCode.OK;
  }

  /// Levels that no training person has, which must not go unseen either.
  ///
  /// @param people who are judged, or will be
  static void warn(PrintWriter err, Panel panel, List<PanelPerson> people) {
    List<String> unseen = UnseenLevels.of(panel, people);
    if (!unseen.isEmpty()) {
      err.println(
          panel.name()
              + ": nobody of train has these levels of covariates; a model trained there knows"
              + " nothing of them: "
              + String.join(", ", unseen.stream().limit(5).toList())
              + (unseen.size() > 5 ? ", ..." : ""));
    }
  }

  /// What must not go unseen.
  static void warn(PrintWriter err, Evaluation evaluation) {
    LeftOut left = evaluation.leftOut();
    if (left.people() > 0) {
      err.println(
          evaluation.model()
              + ": "
              + left.people()
              + " people with "
              + left.records()
              + " records left out: they have outcomes that it doesn't know, such as "
              + String.join(", ", left.outcomes().keySet().stream().limit(5).toList()));
    }
    if (!left.levels().isEmpty()) {
      err.println(
          evaluation.model()
              + ": doesn't know these levels of covariates and takes them for missing: "
              + String.join(", ", left.levels().stream().limit(5).toList())
              + (left.levels().size() > 5 ? ", ..." : ""));
    }
    if (!left.absent().isEmpty()) {
      err.println(
          evaluation.model()
              + ": the panel lacks covariates that it was trained with, they are missing for"
              + " everybody: "
              + String.join(", ", left.absent()));
    }
    long impossible = evaluation.judgements().impossible();
    if (impossible > 0) {
      err.println(
          evaluation.model()
              + ": "
              + impossible
              + " transitions had probability 0, so its perplexity is infinite");
    }
  }

  private void print(PrintWriter out, Evaluation evaluation) {
    out.println(
        evaluation.model()
            + " on "
            + evaluation.judgements().people().size()
            + " people of "
            + judge.split.word()
            + ", transitions: "
            + evaluation.counts().entrySet().stream()
                .map(e -> e.getKey().word() + " " + e.getValue())
                .collect(java.util.stream.Collectors.joining(", ")));
    TextTable table = TextTable.of("", "value", "2.5 %", "97.5 %");
    for (Metric metric : Metric.values()) {
      row(table, metric.title(), evaluation.estimate(metric), metric.decimals());
    }
    if (evaluation.regret().isPresent()) {
      Regret regret = evaluation.regret().get();
      row(table, "perplexity of the true process", regret.oracle(), 3);
      row(table, "perplexity / that of the true process", regret.ratio(), 4);
    }
    table.print(out);
    if (predictions != null) {
      out.println(predictions);
    }
  }

  static void row(TextTable table, String title, Estimate estimate, int decimals) {
    if (estimate.exists()) {
      table.row(
          title,
          number(estimate.value(), decimals),
          number(estimate.low(), decimals),
          number(estimate.high(), decimals));
    }
  }

  /// A dash for what is not there.
  static String number(double value, int decimals) {
    return Double.isNaN(value)
        ? "-"
        : Double.isInfinite(value)
            ? "infinite"
            : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private String json(Contender contender, Evaluation evaluation, double seconds) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("command", "evaluate");
    root.put("model", contender.label());
    root.put("kind", contender.model().name());
    root.put("parameters", contender.model().parameters());
    root.put("data", judge.data.toString());
    root.put("split", judge.split.word());
    root.put("replicates", judge.replicates);
    root.put("seed", judge.seed);
    EvaluationJson.put(root, evaluation);
    if (predictions != null) {
      root.put("predictions", predictions.toString());
    }
    root.put("seconds", Math.round(seconds * 1000) / 1000.0);
    return root.toString();
  }
}
