package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.chart.Curves;

/// Whether what was said to happen with a probability happens as often.
final class CalibrationSection extends BoardSection {
  CalibrationSection(Leaderboard board) {
    super(board);
  }

  /// Bins of fewer forecasts stand in the table but would only jitter in the chart.
  private static final int FEW_FORECASTS = 20;

  @Override
  List<Section> sections() {
    return List.of(
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
}
