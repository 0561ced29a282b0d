package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Table;

/// A leaderboard's tables, as CSV files and pages have them.
final class LeaderboardTables {
  private LeaderboardTables() {}

  /// One row per model: each metric with its interval, then its place beside the baseline.
  static Table models(Leaderboard board) {
    Table.Builder table =
        Table.named("leaderboard").column("model", "model").column("people", "people");
    table.column("records", "records").column("left_out", "people left out");
    List<Metric> shown = shown(board);
    for (Metric metric : shown) {
      table.column(metric.key(), metric.title()).interval(metric.key());
      String key = metric.key() + (metric.comparedByRatio() ? "_ratio" : "_difference");
      table
          .column(key, (metric.comparedByRatio() ? "/ " : "− ") + board.baselineLabel())
          .interval(key);
    }
    for (int m : board.ranking()) {
      Evaluation one = board.evaluations().get(m);
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(one.model()));
      row.add(Cell.count(one.judgements().people().size()));
      row.add(Cell.count(one.judgements().size()));
      row.add(Cell.count(one.leftOut().people()));
      for (Metric metric : shown) {
        figure(row, one.estimate(metric), metric.decimals());
        figure(row, board.beside(m, metric), 4);
      }
      table.row(row);
    }
    return table.build();
  }

  /// The metrics that at least one model has.
  static List<Metric> shown(Leaderboard board) {
    return java.util.Arrays.stream(Metric.values())
        .filter(metric -> board.evaluations().stream().anyMatch(e -> e.estimate(metric).exists()))
        .toList();
  }

  /// A few metrics, with intervals in words, for pages.
  static Table summary(Leaderboard board) {
    Table.Builder table =
        Table.named("summary")
            .column("model", "model")
            .column("perplexity", "perplexity")
            .column("interval", "95 %")
            .column("ratio", "/ " + board.baselineLabel())
            .column("ratio_interval", "95 %")
            .column("auc", "AUC of moving")
            .column("ece", "ECE of P(move)")
            .column("mrr", "MRR of moves");
    for (int m : board.ranking()) {
      Evaluation one = board.evaluations().get(m);
      Estimate perplexity = one.estimate(Metric.PERPLEXITY);
      Estimate ratio = board.beside(m, Metric.PERPLEXITY);
      table.row(
          Cell.text(one.model()),
          Cell.number(perplexity.value(), 2),
          interval(perplexity, 2),
          Cell.number(ratio.value(), 3),
          m == board.baseline() ? Cell.absent() : interval(ratio, 3),
          Cell.number(one.estimate(Metric.AUC_MOVE).value(), 3),
          Cell.number(one.estimate(Metric.ECE_MOVE).value(), 3),
          Cell.number(one.estimate(Metric.MRR_MOVES).value(), 3));
    }
    return table.build();
  }

  /// In one line: the spaces don't break.
  private static Cell interval(Estimate estimate, int decimals) {
    return Double.isNaN(estimate.low())
        ? Cell.absent()
        : Cell.text(
            Cell.number(estimate.low(), decimals).shown()
                + "\u00a0to\u00a0"
                + Cell.number(estimate.high(), decimals).shown());
  }

  /// Perplexities and the separation of movers beside the baseline's.
  static Table beside(Leaderboard board) {
    Table.Builder table =
        Table.named("beside_baseline")
            .column("model", "model")
            .column("ratio", "perplexity / " + board.baselineLabel())
            .interval("ratio")
            .column("auc_difference", "AUC of moving − " + board.baselineLabel())
            .interval("auc_difference");
    for (int m : board.ranking()) {
      if (m != board.baseline()) {
        List<Cell> row = new ArrayList<>(List.of(Cell.text(board.evaluations().get(m).model())));
        figure(row, board.beside(m, Metric.PERPLEXITY), 4);
        figure(row, board.beside(m, Metric.AUC_MOVE), 4);
        table.row(row);
      }
    }
    return table.build();
  }

  static void figure(List<Cell> row, Estimate estimate, int decimals) {
    row.add(Cell.number(estimate.value(), decimals));
    row.add(Cell.number(estimate.low(), decimals));
    row.add(Cell.number(estimate.high(), decimals));
  }

  /// One row per model and bin.
  static Table reliability(
      String name,
      Leaderboard board,
      java.util.function.Function<Evaluation, List<Reliability.Point>> curve) {
    Table.Builder table =
        Table.named(name)
            .column("model", "model")
            .column("forecast", "mean forecast")
            .column("observed", "observed share")
            .column("n", "forecasts");
    for (Evaluation evaluation : board.evaluations()) {
      for (Reliability.Point point : curve.apply(evaluation)) {
        table.row(
            Cell.text(evaluation.model()),
            Cell.number(point.forecast(), 5),
            Cell.number(point.observed(), 5),
            Cell.count(point.n()));
      }
    }
    return table.build();
  }

  /// One row per group and model; groups of few people without figures.
  static Table subgroups(String name, Leaderboard board, List<Subgroup> groups) {
    Table.Builder table =
        Table.named(name)
            .column("dimension", "by")
            .column("group", "group")
            .column("people", "people")
            .column("transitions", "transitions")
            .column("model", "model");
    for (Metric metric : Subgroup.METRICS) {
      table.column(metric.key(), metric.title()).interval(metric.key());
    }
    for (Subgroup group : groups) {
      if (group.suppressed()) {
        List<Cell> row =
            new ArrayList<>(List.of(Cell.text(group.dimension()), Cell.text(group.group())));
        while (row.size() < 5 + 3 * Subgroup.METRICS.size()) {
          row.add(row.size() == 4 ? Cell.text("") : Cell.suppressed());
        }
        table.row(row);
        continue;
      }
      for (int m = 0; m < board.evaluations().size(); m++) {
        List<Cell> row =
            new ArrayList<>(
                List.of(
                    Cell.text(group.dimension()),
                    Cell.text(group.group()),
                    Cell.count(group.people()),
                    Cell.count(group.transitions()),
                    Cell.text(board.evaluations().get(m).model())));
        for (Metric metric : Subgroup.METRICS) {
          figure(row, group.figure(m, metric), metric.decimals());
        }
        table.row(row);
      }
    }
    return table.build();
  }

  static Table oracle(Leaderboard board) {
    Table.Builder table =
        Table.named("oracle")
            .column("model", "model")
            .column("transitions", "transitions")
            .column("perplexity", "perplexity")
            .interval("perplexity")
            .column("oracle", "true process")
            .interval("oracle")
            .column("regret_ratio", "model / true process")
            .interval("regret_ratio");
    for (int m : board.ranking()) {
      Evaluation one = board.evaluations().get(m);
      if (one.regret().isPresent()) {
        Regret regret = one.regret().get();
        List<Cell> row =
            new ArrayList<>(List.of(Cell.text(one.model()), Cell.count(regret.transitions())));
        figure(row, regret.model(), 3);
        figure(row, regret.oracle(), 3);
        figure(row, regret.ratio(), 4);
        table.row(row);
      }
    }
    return table.build();
  }

  static Table information(Leaderboard board) {
    Table.Builder table =
        Table.named("information")
            .column("model", "model")
            .column("what", "what is missing")
            .column("records", "records shown")
            .column("perplexity", "perplexity")
            .interval("perplexity")
            .column("ratio", "/ with everything")
            .interval("ratio");
    for (Information one : board.extras().information()) {
      List<Cell> row =
          new ArrayList<>(
              List.of(
                  Cell.text(one.model()),
                  Cell.text(
                      one.what().equals(Information.HISTORY)
                          ? one.records() < 0 ? "nothing" : "older records"
                          : one.what() + " (random)"),
                  one.records() < 0 ? Cell.text("all") : Cell.count(one.records())));
      figure(row, one.perplexity(), 3);
      figure(row, one.ratio(), 4);
      table.row(row);
    }
    return table.build();
  }

  static Table learning(Leaderboard board) {
    Table.Builder table =
        Table.named("learning")
            .column("model", "model")
            .column("share", "share of people")
            .column("people", "training people")
            .column("perplexity", "perplexity")
            .interval("perplexity")
            .column("auc_move", "AUC of moving")
            .interval("auc_move");
    for (LearningPoint point : board.extras().learning()) {
      List<Cell> row =
          new ArrayList<>(
              List.of(
                  Cell.text(point.kind()), Cell.share(point.share()), Cell.count(point.people())));
      figure(row, point.perplexity(), 3);
      figure(row, point.auc(), 4);
      table.row(row);
    }
    return table.build();
  }

  static Table forecasts(Leaderboard board) {
    Table.Builder table =
        Table.named("forecasts")
            .column("model", "model")
            .column("period", "period")
            .column("people", "people")
            .column("perplexity", "perplexity")
            .interval("perplexity")
            .column("distance", "distance of distributions")
            .interval("distance");
    for (Forecast forecast : board.extras().forecasts()) {
      List<Cell> row =
          new ArrayList<>(
              List.of(
                  Cell.text(forecast.model()),
                  Cell.text(Integer.toString(forecast.period())),
                  Cell.count(forecast.people())));
      figure(row, forecast.perplexity(), 3);
      figure(row, forecast.distance(), 4);
      table.row(row);
    }
    return table.build();
  }

  static Table versus(Leaderboard board) {
    Table.Builder table =
        Table.named("versus")
            .column("what", "what differs")
            .column("without", "without")
            .column("with", "with")
            .column("ratio", "perplexity, with / without")
            .interval("ratio")
            .column("auc_difference", "AUC of moving, with − without")
            .interval("auc_difference");
    for (Versus pair : board.extras().versus()) {
      List<Cell> row =
          new ArrayList<>(
              List.of(Cell.text(pair.what()), Cell.text(pair.without()), Cell.text(pair.with())));
      figure(row, pair.ratio(), 4);
      figure(row, pair.auc(), 4);
      table.row(row);
    }
    return table.build();
  }
}
