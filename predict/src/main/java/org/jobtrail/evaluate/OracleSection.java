package org.jobtrail.evaluate;

import java.util.List;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;
import org.jobtrail.analyse.chart.DotRows;

/// Beside the process that made simulated people.
final class OracleSection extends BoardSection {
  OracleSection(Leaderboard board) {
    super(board);
  }

  @Override
  List<Section> sections() {
    return board.evaluations().stream().allMatch(e -> e.regret().isEmpty())
        ? List.of()
        : List.of(section());
  }

  private Section section() {
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
}
