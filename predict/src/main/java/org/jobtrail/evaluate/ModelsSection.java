package org.jobtrail.evaluate;

import java.util.List;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;
import org.jobtrail.analyse.chart.DotRows;

/// All models beside each other: their figures, and what each is of the baseline.
final class ModelsSection extends BoardSection {
  ModelsSection(Leaderboard board) {
    super(board);
  }

  @Override
  List<Section> sections() {
    return List.of(
        new Section(
            "Models",
            "Perplexity is exp(mean negative log-likelihood) over all records, first records in: between how"
                + " many equally likely outcomes the model hesitates. Lower is better. AUC of moving: how"
                + " often somebody who moved was given a higher chance to move than somebody who stayed.",
            models()));
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
}
