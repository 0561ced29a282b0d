package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.chart.Curves;

/// How perplexity falls with more people to learn from.
final class LearningSection extends BoardSection {
  LearningSection(Leaderboard board) {
    super(board);
  }

  @Override
  List<Section> sections() {
    return board.extras().learning().isEmpty() ? List.of() : List.of(section());
  }

  private Section section() {
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
}
