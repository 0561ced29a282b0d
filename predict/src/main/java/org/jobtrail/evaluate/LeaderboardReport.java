package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.ReportPage;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;
import org.jobtrail.analyse.chart.Curves;
import org.jobtrail.analyse.chart.DotRows;
import org.jobtrail.analyse.chart.Measure;

/// A leaderboard as sections of a page: a table behind each chart.
final class LeaderboardReport {
  /// More models than this in one chart can't be told apart.
  private static final int SERIES = 5;

  /// Bins of fewer forecasts stand in the table but would only jitter in the chart.
  private static final int FEW_FORECASTS = 20;

  private final Leaderboard board;
  private final String n;

  LeaderboardReport(Leaderboard board) {
    this.board = board;
    Judgements first = board.evaluations().getFirst().judgements();
    this.n =
        Cell.count(first.people().size()).shown()
            + " people, "
            + Cell.count(first.size()).shown()
            + " records";
  }

  String html() {
    ReportPage page =
        new ReportPage("Next occupations: leaderboard", "Next occupations: leaderboard");
    page.facts(facts());
    List<Section> sections = sections();
    page.contents(sections);
    for (int i = 0; i < sections.size(); i++) {
      page.section(i, sections.get(i));
    }
    return page.finish();
  }

  private SequencedMap<String, String> facts() {
    Evaluator evaluator = board.evaluator();
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("Panel", evaluator.panel().name() + ", part " + evaluator.split().word());
    facts.put("Judged on", n);
    facts.put("Baseline", board.baselineLabel());
    facts.put(
        "Intervals",
        evaluator.replicates() == 0
            ? "none (--replicates 0)"
            : "95 %, "
                + Cell.count(evaluator.replicates()).shown()
                + " resamples of people, the same for every model, seed "
                + evaluator.seed()
                + "; differences and ratios are taken within each resample");
    List<String> left = new ArrayList<>();
    for (Evaluation e : board.evaluations()) {
      if (e.leftOut().people() > 0) {
        left.add(e.model() + " " + Cell.count(e.leftOut().people()).shown());
      }
    }
    facts.put(
        "Left out",
        left.isEmpty()
            ? "nobody"
            : "people with outcomes that a model doesn't know: " + String.join(", ", left));
    facts.put(
        "Small groups",
        "figures of groups with fewer than " + board.fewest() + " people are hidden");
    return facts;
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "Models",
            "Perplexity is exp(mean negative log-likelihood) over all records, first records in: between how"
                + " many equally likely outcomes the model hesitates. Lower is better. AUC of moving: how"
                + " often somebody who moved was given a higher chance to move than somebody who stayed.",
            models()));
    sections.add(
        new Section(
            "First records, stays and moves",
            "Most records are stays, which are easy; what a model knows of careers shows in the moves."
                + " Given moving, the outcome before is taken out and the rest scaled to 1. Ranking with stays takes"
                + " every record that has one before it, of moves only moves, without the outcome before; of"
                + " equally probable outcomes the one with the lower number ranks first.",
            List.of(kinds())));
    sections.add(
        new Section(
            "Calibration",
            "A forecast keeps its word when the event happens as often as it said: then it lies on the"
                + " diagonal. P(move) and the top outcome are cut into fifteen bins of equal width, frequent"
                + " destinations (the twenty that people of the training part move to most) into bins of equal count.",
            List.of(
                reliability(
                    "reliability_move",
                    "P(move)",
                    "share that moved, by the forecast P(move)",
                    Evaluation::moveCurve,
                    Metric.ECE_MOVE),
                reliability(
                    "reliability_top1",
                    "Top outcome",
                    "share in which the most probable outcome was right, by its probability",
                    Evaluation::topCurve,
                    Metric.ECE_TOP1),
                reliability(
                    "reliability_destinations",
                    "Frequent destinations",
                    "share that went there, by the forecast",
                    Evaluation::destinationsCurve,
                    Metric.ECE_DESTINATIONS))));
    subgroups(sections);
    if (board.evaluations().stream().anyMatch(e -> e.regret().isPresent())) {
      sections.add(oracle());
    }
    if (!board.extras().information().isEmpty()) {
      sections.add(information());
    }
    if (!board.extras().versus().isEmpty()) {
      sections.add(versus());
    }
    if (!board.extras().learning().isEmpty()) {
      sections.add(learning());
    }
    if (!board.extras().forecasts().isEmpty()) {
      sections.add(forecasts());
    }
    return sections;
  }

  private List<Exhibit> models() {
    return board.evaluations().size() == 1
        ? List.of(summary(), perplexities())
        : List.of(summary(), perplexities(), ratios());
  }

  private Exhibit summary() {
    Table table = LeaderboardTables.summary(board);
    String best = board.evaluations().get(board.best()).model();
    return new Exhibit(
        "All models",
        "lowest perplexity first; every metric is in csv/leaderboard.csv",
        n,
        best + " has the lowest perplexity.",
        "",
        table,
        "");
  }

  private Exhibit perplexities() {
    String reading =
        "Perplexity runs from "
            + shown(board.evaluations().get(board.best()).estimate(Metric.PERPLEXITY), 2)
            + " to "
            + shown(
                board.evaluations().get(board.ranking().getLast()).estimate(Metric.PERPLEXITY), 2)
            + ".";
    List<Integer> shown = withoutOutliers();
    List<Integer> hidden = board.ranking().stream().filter(m -> !shown.contains(m)).toList();
    if (!hidden.isEmpty()) {
      reading +=
          " Not drawn, being far off: "
              + String.join(
                  ", ", hidden.stream().map(m -> board.evaluations().get(m).model()).toList())
              + ".";
    }
    String title = "Perplexity";
    String unit = "all records";
    return new Exhibit(
        title,
        unit,
        n,
        reading,
        new DotRows(
                Exhibit.caption(title, unit, n, reading),
                shown.stream().map(m -> board.evaluations().get(m).model()).toList(),
                List.of(
                    new DotRows.Series(
                        title,
                        shown.stream()
                            .map(
                                m ->
                                    measure(
                                        board.evaluations().get(m).estimate(Metric.PERPLEXITY), 2))
                            .toList())),
                "perplexity",
                Double.NaN)
            .svg(),
        LeaderboardTables.models(board),
        "");
  }

  /// Models within three times the best's perplexity: beyond, the others would fall together.
  private List<Integer> withoutOutliers() {
    double best = board.evaluations().get(board.best()).estimate(Metric.PERPLEXITY).value();
    return board.ranking().stream()
        .filter(m -> board.evaluations().get(m).estimate(Metric.PERPLEXITY).value() <= 3 * best)
        .toList();
  }

  private Exhibit ratios() {
    List<Integer> others = withoutOutliers().stream().filter(m -> m != board.baseline()).toList();
    String title = "Beside " + board.baselineLabel();
    String unit = "ratio of perplexities, paired over people; below 1 is better";
    int count = board.evaluations().size() - 1;
    long better =
        others.stream().filter(m -> board.beside(m, Metric.PERPLEXITY).high() < 1).count();
    String reading =
        better + " of " + count + " other models are better with their whole interval.";
    return new Exhibit(
        title,
        unit,
        n,
        reading,
        others.isEmpty()
            ? ""
            : new DotRows(
                    Exhibit.caption(title, unit, n, reading),
                    others.stream().map(m -> board.evaluations().get(m).model()).toList(),
                    List.of(
                        new DotRows.Series(
                            "ratio",
                            others.stream()
                                .map(m -> measure(board.beside(m, Metric.PERPLEXITY), 3))
                                .toList())),
                    "perplexity / that of " + board.baselineLabel(),
                    1)
                .svg(),
        LeaderboardTables.beside(board),
        "");
  }

  private Exhibit kinds() {
    List<Metric> metrics =
        List.of(
            Metric.PERPLEXITY_FIRST,
            Metric.PERPLEXITY_STAY,
            Metric.PERPLEXITY_MOVE,
            Metric.PERPLEXITY_MOVE_GIVEN_MOVING,
            Metric.RECALL_AT_1,
            Metric.RECALL_AT_10,
            Metric.MRR,
            Metric.RECALL_AT_1_MOVES,
            Metric.RECALL_AT_10_MOVES,
            Metric.MRR_MOVES);
    Table.Builder table = Table.named("kinds").column("model", "model");
    List<String> titles =
        List.of(
            "first", "stays", "moves", "given moving", "R@1", "R@10", "MRR", "R@1", "R@10", "MRR");
    for (int k = 0; k < metrics.size(); k++) {
      table.column(metrics.get(k).key(), titles.get(k));
    }
    for (int m : board.ranking()) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(board.evaluations().get(m).model()));
      for (Metric metric : metrics) {
        int decimals = metric.comparedByRatio() ? 2 : 3;
        row.add(Cell.number(board.evaluations().get(m).estimate(metric).value(), decimals));
      }
      table.row(row);
    }
    var counts = board.evaluations().getFirst().counts();
    List<String> parts = new ArrayList<>();
    counts.forEach((kind, c) -> parts.add(Cell.count(c).shown() + ' ' + kind.word()));
    return new Exhibit(
        "By kind of record",
        "perplexity of four kinds; recall and mean reciprocal rank with stays, then of moves",
        String.join(", ", parts),
        "Given moving: of moves, with the outcome before taken out. Intervals are in"
            + " csv/leaderboard.csv.",
        "",
        table.build(),
        "");
  }

  /// The best models and the baseline: few enough for one chart.
  private List<Integer> drawn() {
    Set<Integer> drawn = new LinkedHashSet<>();
    board.ranking().stream().limit(SERIES - 1).forEach(drawn::add);
    drawn.add(board.baseline());
    board.ranking().stream().limit(SERIES).forEach(m -> addUpTo(drawn, m));
    return List.copyOf(drawn);
  }

  private static void addUpTo(Set<Integer> drawn, int m) {
    if (drawn.size() < SERIES) {
      drawn.add(m);
    }
  }

  private Exhibit reliability(
      String name,
      String title,
      String unit,
      Function<Evaluation, List<Reliability.Point>> curve,
      Metric error) {
    List<Curves.Series> series = new ArrayList<>();
    double reach = 0;
    for (int m : drawn()) {
      Evaluation one = board.evaluations().get(m);
      List<Curves.Point> points = new ArrayList<>();
      for (Reliability.Point p : curve.apply(one)) {
        if (p.n() < FEW_FORECASTS) {
          continue;
        }
        reach = Math.max(reach, Math.max(p.forecast(), p.observed()));
        points.add(
            new Curves.Point(
                p.forecast(),
                p.observed(),
                Double.NaN,
                Double.NaN,
                one.model() + ": n = " + Cell.count(p.n()).shown()));
      }
      series.add(new Curves.Series(one.model(), points));
    }
    String reading =
        "Expected calibration error: "
            + String.join(
                ", ",
                drawn().stream()
                    .map(
                        m ->
                            board.evaluations().get(m).model()
                                + ' '
                                + shown(
                                    board.evaluations().get(m).estimate(error),
                                    error == Metric.ECE_DESTINATIONS ? 4 : 3))
                    .toList())
            + ". Bins of fewer than "
            + FEW_FORECASTS
            + " forecasts are in the table alone.";
    return new Exhibit(
        title,
        unit,
        n,
        reading,
        new Curves(
                Exhibit.caption(title, unit, n, reading),
                series,
                "forecast",
                "observed share",
                reach > 0.4 ? Curves.Axes.UNIT_SQUARE : Curves.Axes.SMALL_SQUARE)
            .svg(),
        LeaderboardTables.reliability(name, board, curve),
        "");
  }

  private void subgroups(List<Section> sections) {
    List<String> dimensions =
        board.subgroups().stream().map(Subgroup::dimension).distinct().toList();
    List<Exhibit> single = new ArrayList<>();
    List<Subgroup> pairs = new ArrayList<>();
    for (String dimension : dimensions) {
      List<Subgroup> groups =
          board.subgroups().stream().filter(g -> g.dimension().equals(dimension)).toList();
      if (dimension.contains(" by ")) {
        pairs.addAll(groups);
      } else {
        single.add(subgroup(dimension, groups));
      }
    }
    if (single.isEmpty()) {
      return;
    }
    if (!pairs.isEmpty()) {
      single.add(
          new Exhibit(
              "Pairs of dimensions",
              "perplexity, AUC and calibration of moving in groups by two covariates",
              n,
              "Every pair of the dimensions above.",
              "",
              LeaderboardTables.subgroups("subgroup_pairs", board, pairs),
              ""));
    }
    sections.add(
        new Section(
            "For whom predictions hold",
            "Perplexity differs between groups because some careers are more regular than others; whether a"
                + " model serves a group shows beside the other models. Education is what was known at the record,"
                + " so a person can be in several of its groups.",
            single));
  }

  private Exhibit subgroup(String dimension, List<Subgroup> groups) {
    String title = "By " + dimension.replace('_', ' ');
    String unit = "perplexity by group, with the number of people";
    List<Integer> drawn = drawn().stream().filter(withoutOutliers()::contains).toList();
    List<String> rows = new ArrayList<>();
    for (Subgroup group : groups) {
      rows.add(
          group.group().replace('_', ' ')
              + (group.suppressed() ? "" : " (" + Cell.count(group.people()).shown() + ")"));
    }
    List<DotRows.Series> series = new ArrayList<>();
    for (int m : drawn) {
      series.add(
          new DotRows.Series(
              board.evaluations().get(m).model(),
              groups.stream()
                  .map(
                      g ->
                          g.suppressed()
                              ? new Measure(Double.NaN, Double.NaN, Double.NaN, "hidden")
                              : measure(g.figure(m, Metric.PERPLEXITY), 2))
                  .toList()));
    }
    List<Subgroup> shown = groups.stream().filter(g -> !g.suppressed()).toList();
    String reading = "Too few people in every group.";
    if (!shown.isEmpty()) {
      int best = board.best();
      var byValue =
          java.util.Comparator.comparingDouble(
              (Subgroup g) -> g.figure(best, Metric.PERPLEXITY).value());
      Subgroup low = shown.stream().min(byValue).orElseThrow();
      Subgroup high = shown.stream().max(byValue).orElseThrow();
      reading =
          board.evaluations().get(best).model()
              + ": from "
              + shown(low.figure(best, Metric.PERPLEXITY), 2)
              + " ("
              + low.group().replace('_', ' ')
              + ") to "
              + shown(high.figure(best, Metric.PERPLEXITY), 2)
              + " ("
              + high.group().replace('_', ' ')
              + ").";
    }
    return new Exhibit(
        title,
        unit,
        n,
        reading,
        new DotRows(
                Exhibit.caption(title, unit, n, reading), rows, series, "perplexity", Double.NaN)
            .svg(),
        LeaderboardTables.subgroups("subgroups_" + dimension, board, groups),
        "");
  }

  private Section oracle() {
    Table table = LeaderboardTables.oracle(board);
    List<Integer> models =
        withoutOutliers().stream()
            .filter(m -> board.evaluations().get(m).regret().isPresent())
            .toList();
    String title = "Regret to the true process";
    String unit = "perplexity / that of the process that made the people";
    Regret floor =
        board.evaluations().stream().flatMap(e -> e.regret().stream()).findFirst().orElseThrow();
    String reading =
        "The true process has perplexity "
            + shown(floor.oracle(), 3)
            + "; nothing does better on average.";
    return new Section(
        "Beside the truth",
        "The people are simulated, so the probability that the process gave each outcome is known.",
        List.of(
            new Exhibit(
                title,
                unit,
                Cell.count(floor.transitions()).shown() + " records",
                reading,
                new DotRows(
                        Exhibit.caption(title, unit, n, reading),
                        models.stream().map(m -> board.evaluations().get(m).model()).toList(),
                        List.of(
                            new DotRows.Series(
                                "regret",
                                models.stream()
                                    .map(
                                        m ->
                                            measure(
                                                board
                                                    .evaluations()
                                                    .get(m)
                                                    .regret()
                                                    .orElseThrow()
                                                    .ratio(),
                                                3))
                                    .toList())),
                        "perplexity / that of the true process",
                        1)
                    .svg(),
                table,
                "")));
  }

  private Section information() {
    List<Information> all = board.extras().information();
    List<String> models = all.stream().map(Information::model).distinct().toList();
    List<Curves.Series> lengths = new ArrayList<>();
    for (String model : models) {
      List<Information> of =
          all.stream()
              .filter(i -> i.model().equals(model) && i.what().equals(Information.HISTORY))
              .toList();
      lengths.add(
          new Curves.Series(
              model,
              of.stream()
                  // Without any record there is little left: it would press the rest together.
                  .filter(i -> i.records() >= 1)
                  .map(
                      i ->
                          new Curves.Point(
                              i.records(),
                              i.ratio().value(),
                              i.ratio().low(),
                              i.ratio().high(),
                              i.records() + " records: " + shown(i.perplexity(), 2)))
                  .toList()));
    }
    List<String> covariates =
        all.stream()
            .map(Information::what)
            .filter(w -> !w.equals(Information.HISTORY))
            .distinct()
            .toList();
    List<DotRows.Series> random = new ArrayList<>();
    for (String model : models) {
      random.add(
          new DotRows.Series(
              model,
              covariates.stream()
                  .map(
                      c ->
                          all.stream()
                              .filter(i -> i.model().equals(model) && i.what().equals(c))
                              .findFirst()
                              .map(i -> measure(i.ratio(), 3))
                              .orElse(new Measure(Double.NaN, Double.NaN, Double.NaN, "–")))
                  .toList()));
    }
    String first = "Length of history";
    String unit = "perplexity with the last k records / with all, paired over people";
    String reading =
        "At 1 nothing is lost; the curve shows how far back a model looks. What no record at all"
            + " costs is in the table.";
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(
        new Exhibit(
            first,
            unit,
            n,
            reading,
            new Curves(
                    Exhibit.caption(first, unit, n, reading),
                    lengths,
                    "records shown",
                    "perplexity / with all",
                    Curves.Axes.CLOSE)
                .svg(),
            LeaderboardTables.information(board),
            ""));
    if (!covariates.isEmpty()) {
      String second = "Covariates";
      String text = "perplexity with a random level / with the true one, paired over people";
      String words = "Above 1 the covariate helps.";
      Table.Builder table =
          Table.named("covariates")
              .column("model", "model")
              .column("covariate", "covariate")
              .column("ratio", "random / true")
              .interval("ratio");
      for (Information i : all) {
        if (!i.what().equals(Information.HISTORY)) {
          List<Cell> row = new ArrayList<>(List.of(Cell.text(i.model()), Cell.text(i.what())));
          LeaderboardTables.figure(row, i.ratio(), 4);
          table.row(row);
        }
      }
      exhibits.add(
          new Exhibit(
              second,
              text,
              n,
              words,
              new DotRows(
                      Exhibit.caption(second, text, n, words),
                      covariates.stream().map(c -> c.replace('_', ' ')).toList(),
                      random,
                      "perplexity / with the true level",
                      1)
                  .svg(),
              table.build(),
              ""));
    }
    return new Section(
        "Value of information",
        "The models are asked again and told less; none is trained anew.",
        exhibits);
  }

  private Section versus() {
    Table table = LeaderboardTables.versus(board);
    String title = "One thing more";
    String unit = "ratio of perplexities, with / without, paired over people; below 1 it helps";
    List<Versus> pairs = board.extras().versus();
    return new Section(
        "Sources of gain",
        "Pairs of models that differ in one thing, such as pre-training or pooled surveys.",
        List.of(
            new Exhibit(
                title,
                unit,
                n,
                "Whole intervals below 1 are gains.",
                new DotRows(
                        Exhibit.caption(title, unit, n, "Whole intervals below 1 are gains."),
                        pairs.stream().map(Versus::what).toList(),
                        List.of(
                            new DotRows.Series(
                                "ratio", pairs.stream().map(v -> measure(v.ratio(), 3)).toList())),
                        "perplexity, with / without",
                        1)
                    .svg(),
                table,
                "")));
  }

  private Section learning() {
    List<LearningPoint> points = board.extras().learning();
    List<Curves.Series> series = new ArrayList<>();
    for (String kind : points.stream().map(LearningPoint::kind).distinct().toList()) {
      series.add(
          new Curves.Series(
              kind,
              points.stream()
                  .filter(p -> p.kind().equals(kind))
                  .map(
                      p ->
                          new Curves.Point(
                              100 * p.share(),
                              p.perplexity().value(),
                              p.perplexity().low(),
                              p.perplexity().high(),
                              Cell.count(p.people()).shown() + " people"))
                  .toList()));
    }
    String title = "Learning curves";
    String unit = "perplexity by the share of the training people";
    String reading = "Where a curve still falls at its right end, more people would help.";
    return new Section(
        title,
        "Each model is trained anew on a part of the training people; who judges it stays the same.",
        List.of(
            new Exhibit(
                "By share of the training people",
                unit,
                n,
                reading,
                new Curves(
                        Exhibit.caption(title, unit, n, reading),
                        series,
                        "share of the training people, per cent",
                        "perplexity",
                        Curves.Axes.CLOSE)
                    .svg(),
                LeaderboardTables.learning(board),
                "")));
  }

  private Section forecasts() {
    List<Forecast> all = board.extras().forecasts();
    String reading =
        "The further ahead, the less is known; covariates stay at their last known levels.";
    List<Exhibit> exhibits = new ArrayList<>();
    for (boolean perplexity : new boolean[] {true, false}) {
      List<Curves.Series> series = new ArrayList<>();
      for (String model : all.stream().map(Forecast::model).distinct().toList()) {
        series.add(
            new Curves.Series(
                model,
                all.stream()
                    .filter(f -> f.model().equals(model))
                    .map(
                        f -> {
                          Estimate e = perplexity ? f.perplexity() : f.distance();
                          return new Curves.Point(
                              f.period(),
                              e.value(),
                              e.low(),
                              e.high(),
                              Cell.count(f.people()).shown() + " people");
                        })
                    .toList()));
      }
      String title = perplexity ? "Years ahead" : "Distribution of outcomes, years ahead";
      String unit =
          perplexity
              ? "perplexity of the averaged distribution"
              : "total variation between the forecast and the observed distribution";
      Table table = LeaderboardTables.forecasts(board);
      exhibits.add(
          new Exhibit(
              title,
              unit,
              Cell.count(all.getFirst().people()).shown() + " people in the first year",
              reading,
              new Curves(
                      Exhibit.caption(title, unit, n, reading),
                      series,
                      "period",
                      perplexity ? "perplexity" : "total variation",
                      Curves.Axes.CLOSE)
                  .svg(),
              perplexity ? table : new Table("forecast_distances", table.columns(), table.rows()),
              ""));
    }
    return new Section(
        "Forecasting",
        "Careers are drawn onward, one outcome after the other, from what was known at the cut-off; the"
            + " average of the distributions along them is scored by what came, in the periods in which a"
            + " person was observed.",
        exhibits);
  }

  private static Measure measure(Estimate e, int decimals) {
    // What is infinite has no place on an axis.
    double value = Double.isFinite(e.value()) ? e.value() : Double.NaN;
    return new Measure(value, e.low(), e.high(), shown(e, decimals));
  }

  private static String shown(Estimate e, int decimals) {
    return Cell.number(e.value(), decimals).shown();
  }

  /// Every table that a file is written for.
  List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    sections().forEach(s -> s.exhibits().forEach(e -> tables.add(e.table())));
    return tables;
  }
}
