package org.jobtrail.evaluate;

import java.util.List;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;
import org.jobtrail.analyse.chart.DotRows;

/// Pairs of models that differ in one thing.
final class VersusSection extends BoardSection {
  VersusSection(Leaderboard board) {
    super(board);
  }

  @Override
  List<Section> sections() {
    return board.extras().versus().isEmpty() ? List.of() : List.of(section());
  }

  private Section section() {
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
}
