package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;

/// First records, stays and moves apart, and ranks.
final class KindsSection extends BoardSection {
  KindsSection(Leaderboard board) {
    super(board);
  }

  @Override
  List<Section> sections() {
    return List.of(
        new Section(
            "First records, stays and moves",
            "Most records are stays, which are easy; what a model knows of careers shows in the moves."
                + " Given moving, the outcome before is taken out and the rest scaled to 1. Ranking with stays takes"
                + " every record that has one before it, of moves only moves, without the outcome before; of"
                + " equally probable outcomes the one with the lower number ranks first.",
            List.of(kinds())));
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
            "first",
            "stays",
            "moves",
            "given moving",
            "R@1",
            "R@10",
            "MRR",
            "R@1 of moves",
            "R@10 of moves",
            "MRR of moves");
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
}
