package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.evaluate.Contender;
import org.jobtrail.evaluate.EvaluationJson;
import org.jobtrail.evaluate.WageRegression;
import org.jobtrail.evaluate.WageTally;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `jobtrail wages --model M --data P`.
@Command(
    name = "wages",
    mixinStandardHelpOptions = true,
    description =
        "Says what a model's view of the past adds to a regression of log hourly wages on standard "
            + "features, out of sample.")
final class WagesCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin JudgeOptions judge = new JudgeOptions();

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "MODEL", description = "Model folder.")
  Path model = Path.of("");

  @Option(
      names = "--low",
      defaultValue = "1",
      description = "Wages below are absurd and left out (${DEFAULT-VALUE}).")
  double low;

  @Option(
      names = "--high",
      defaultValue = "500",
      description = "Wages above are absurd and left out (${DEFAULT-VALUE}).")
  double high;

  @Override
  public Integer call() throws IOException {
    if (!(low >= 0 && high > low)) {
      throw new JobtrailException.Usage(
          "--low must be at least 0 and below --high; found " + low + " and " + high);
    }
    Contender contender = judge.contenders(List.of(model)).getFirst();
    WageRegression result;
    try (Progress progress = ProgressReport.of(common.quiet)) {
      result = WageRegression.of(judge.evaluator(progress), contender.model(), low, high);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    WageTally tally = result.tally();
    if (common.json) {
      ObjectNode root = new ObjectMapper().createObjectNode();
      root.put("command", "wages");
      root.put("model", contender.label());
      root.put("numbers", result.hidden() ? "hidden layer" : "log probabilities");
      root.put("width", result.width());
      root.put("people", result.people());
      root.put("records", result.records());
      ObjectNode wages = root.putObject("wages");
      wages.put("records", tally.records());
      wages.put("used", tally.used());
      wages.put("absent", tally.absent());
      wages.put("not_positive", tally.notPositive());
      wages.put("absurd", tally.absurd());
      EvaluationJson.put(root, "r2_covariates", result.r2(WageRegression.BASIC));
      EvaluationJson.put(root, "r2_standard", result.r2(WageRegression.STANDARD));
      EvaluationJson.put(root, "r2_covariates_and_model", result.r2(WageRegression.PAST));
      EvaluationJson.put(root, "r2_all", result.r2(WageRegression.ALL));
      EvaluationJson.put(root, "r2_gain", result.gain());
      out.println(root);
      return ExitCode.OK;
    }
    out.printf(
        "wages of %d records: %d used, %d absent, %d not positive, %d absurd%n",
        tally.records(), tally.used(), tally.absent(), tally.notPositive(), tally.absurd());
    out.printf(
        "judged on %d records of %d people of %s; the model tells %d numbers (%s)%n",
        result.records(),
        result.people(),
        judge.split.word(),
        result.width(),
        result.hidden() ? "hidden layer" : "log probabilities");
    TextTable table = TextTable.of("log wage on", "R2", "2.5 %", "97.5 %");
    result.r2().forEach((name, r2) -> EvaluateCommand.row(table, name, r2, 4));
    EvaluateCommand.row(table, "gain of the model over the occupation", result.gain(), 4);
    table.print(out);
    return ExitCode.OK;
  }
}
