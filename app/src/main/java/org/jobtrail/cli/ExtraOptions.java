package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.evaluate.Contender;
import org.jobtrail.evaluate.Evaluation;
import org.jobtrail.evaluate.Evaluator;
import org.jobtrail.evaluate.Extras;
import org.jobtrail.evaluate.Forecast;
import org.jobtrail.evaluate.Information;
import org.jobtrail.evaluate.Leaderboard;
import org.jobtrail.evaluate.LearningCurve;
import org.jobtrail.evaluate.LearningPoint;
import org.jobtrail.evaluate.Metric;
import org.jobtrail.evaluate.Versus;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.Truncation;
import org.jobtrail.predict.ModelKinds;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Flags of the parts of a leaderboard that cost more than one pass over the people.
final class ExtraOptions {
  @Option(
      names = "--value-of-information",
      split = ",",
      arity = "0..1",
      fallbackValue = "all",
      paramLabel = "MODELS",
      description =
          "What these models (default all) lose with shorter histories, random covariates.")
  List<String> information = List.of();

  @Option(
      names = "--learning-curves",
      split = ",",
      paramLabel = "KINDS",
      description = "Train these kinds of models (see `models`) on parts of the training people.")
  List<String> learning = List.of();

  @Option(
      names = "--set",
      paramLabel = "KIND.NAME=VALUE",
      description = "A hyperparameter of a kind that is trained here, other than the default.")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--forecast",
      paramLabel = "PERIOD",
      description = "Forecast what comes after that period, by drawing careers onward.")
  @Nullable Integer forecast;

  @Option(
      names = "--forecast-kinds",
      split = ",",
      paramLabel = "KINDS",
      description = "Kinds of models to train on the panel until --forecast.")
  List<String> forecastKinds = List.of();

  @Option(
      names = "--forecast-models",
      split = ",",
      paramLabel = "MODELS",
      description = "Models that were trained on `panel until PERIOD`.")
  List<Path> forecastModels = List.of();

  @Option(
      names = "--draws",
      defaultValue = "20",
      description = "Careers drawn for each person of a forecast (${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--versus",
      paramLabel = "WHAT=WITHOUT,WITH",
      description = "Two of the models that differ in one thing, such as pre-training; repeatable.")
  Map<String, String> versus = new LinkedHashMap<>();

  @Option(
      names = {"--threads", "--workers"},
      paramLabel = "N",
      description = "For training; default all processors.")
  int threads = Runtime.getRuntime().availableProcessors();

  Extras extras(
      Evaluator evaluator,
      List<Contender> contenders,
      Leaderboard board,
      JudgeOptions judge,
      Path work)
      throws IOException {
    TrainingRun run =
        new TrainingRun(judge.seed, threads, judge.device, work, Optional.empty(), Progress.NONE);
    List<Information> values = new ArrayList<>();
    for (int m = 0; m < contenders.size(); m++) {
      String label = contenders.get(m).label();
      if (information.contains("all") || information.contains(label)) {
        values.addAll(Information.of(evaluator, contenders.get(m), board.evaluations().get(m)));
      }
    }
    if (!information.isEmpty() && values.isEmpty()) {
      throw new JobtrailException.Usage(
          "--value-of-information: none of the models is called "
              + String.join(" or ", information));
    }
    List<LearningPoint> points = new ArrayList<>();
    for (String kind : learning) {
      points.addAll(LearningCurve.of(evaluator, kind, trainer(kind), run));
    }
    return new Extras(values, points, forecasts(evaluator, judge, run), pairs(board));
  }

  private NextOccupationTrainer trainer(String kind) {
    Map<String, String> own = new LinkedHashMap<>();
    set.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          if (dot < 1) {
            throw new JobtrailException.Usage(
                "--set " + key + ": write KIND.NAME=VALUE, such as logit.l2=0.1");
          }
          if (key.substring(0, dot).equals(kind)) {
            own.put(key.substring(dot + 1), value);
          }
        });
    return ModelKinds.get(kind).trainer(own);
  }

  private List<Forecast> forecasts(Evaluator evaluator, JudgeOptions judge, TrainingRun run)
      throws IOException {
    if (forecast == null) {
      if (!forecastKinds.isEmpty() || !forecastModels.isEmpty()) {
        throw new JobtrailException.Usage("--forecast is missing: the last period that is known");
      }
      return List.of();
    }
    if (forecastKinds.isEmpty() && forecastModels.isEmpty()) {
      throw new JobtrailException.Usage(
          "--forecast needs --forecast-kinds, which are trained until then, or --forecast-models that"
              + " were");
    }
    if (draws < 1) {
      throw new JobtrailException.Usage("--draws must be at least 1, found " + draws);
    }
    List<Forecast> all = new ArrayList<>();
    if (!forecastKinds.isEmpty()) {
      Panel known = Truncation.until(evaluator.panel(), forecast);
      for (String kind : forecastKinds) {
        all.addAll(
            Forecast.of(
                evaluator, new Contender(kind, trainer(kind).train(known, run)), forecast, draws));
      }
    }
    for (Contender contender : judge.contenders(forecastModels)) {
      all.addAll(Forecast.of(evaluator, contender, forecast, draws));
    }
    if (all.isEmpty()) {
      throw new JobtrailException.Usage(
          "--forecast " + forecast + ": nobody has records both until then and later");
    }
    return all;
  }

  private List<Versus> pairs(Leaderboard board) {
    List<Versus> pairs = new ArrayList<>();
    versus.forEach(
        (what, names) -> {
          String[] two = names.split(",", -1);
          if (two.length != 2) {
            throw new JobtrailException.Usage(
                "--versus " + what + ": wants two models, found \"" + names + "\"");
          }
          Evaluation without = named(board, two[0]);
          Evaluation with = named(board, two[1]);
          pairs.add(
              new Versus(
                  what,
                  two[0],
                  two[1],
                  with.estimate(Metric.PERPLEXITY).ratioTo(without.estimate(Metric.PERPLEXITY)),
                  with.estimate(Metric.AUC_MOVE).minus(without.estimate(Metric.AUC_MOVE))));
        });
    return pairs;
  }

  private static Evaluation named(Leaderboard board, String label) {
    return board.evaluations().stream()
        .filter(e -> e.model().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new JobtrailException.Usage(
                    "--versus: no model is called \""
                        + label
                        + "\"; models are "
                        + board.evaluations().stream().map(Evaluation::model).toList()));
  }
}
