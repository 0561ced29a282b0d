package org.jobtrail.analyse.chart;

import java.util.List;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// A survival curve: steps down from 1, with a band for the interval and the numbers at risk below.
///
/// @param points ascending in time, the first at time 0
/// @param across what the horizontal axis is, with its unit
public record StepCurve(Caption caption, List<Point> points, String across, String up) {
  /// @param atRisk those who could still end after this time; negative when not published
  public record Point(double time, double value, double low, double high, long atRisk) {}

  private static final double WIDTH = 720;
  private static final double BOTTOM = 290;
  private static final double LEFT = 74;

  public StepCurve {
    points = List.copyOf(points);
  }

  public String svg() {
    Svg svg = new Svg(WIDTH, BOTTOM + 92, caption);
    double end = points.isEmpty() ? 1 : points.getLast().time;
    Scale x = new Scale(0, end, LEFT, WIDTH - 24);
    Scale y = new Scale(0, 1, BOTTOM, 16);
    for (double tick : y.ticks(5)) {
      svg.line(LEFT, y.at(tick), WIDTH - 24, y.at(tick), Svg.GRID, 1);
      svg.text(LEFT - 8, y.at(tick) + 4, Anchor.END, Scale.label(100 * tick) + " %", Svg.SOFT, 12);
    }
    svg.line(LEFT, y.at(0.5), WIDTH - 24, y.at(0.5), Svg.GOLD, 1);
    svg.text(WIDTH - 26, y.at(0.5) - 5, Anchor.END, "half", Svg.SOFT, 12);
    band(svg, x, y);
    svg.path(steps(x, y), "fill=\"none\" stroke=\"" + Svg.BLUE + "\" stroke-width=\"2\"", "");
    svg.line(LEFT, BOTTOM, WIDTH - 24, BOTTOM, Svg.SOFT, 1);
    List<Double> ticks = x.ticks(8);
    svg.text(8, BOTTOM + 70, Anchor.START, "at risk", Svg.SOFT, 12);
    for (double tick : ticks) {
      svg.line(x.at(tick), BOTTOM, x.at(tick), BOTTOM + 4, Svg.SOFT, 1);
      svg.text(x.at(tick), BOTTOM + 18, Anchor.MIDDLE, Scale.label(tick), Svg.SOFT, 12);
      long atRisk = atRisk(tick);
      String text = atRisk < 0 ? "–" : Scale.label((double) atRisk);
      svg.text(x.at(tick), BOTTOM + 70, Anchor.MIDDLE, text, Svg.INK, 11);
    }
    svg.text((LEFT + WIDTH) / 2, BOTTOM + 42, Anchor.MIDDLE, across, Svg.SOFT, 12);
    svg.upward(16, BOTTOM / 2, up);
    return svg.finish();
  }

  private String steps(Scale x, Scale y) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? "M" : "H").append(Svg.number(x.at(point.time)));
      path.append(path.indexOf("V") < 0 && path.indexOf("H") < 0 ? " " : "V");
      path.append(Svg.number(y.at(point.value)));
    }
    return path.toString();
  }

  private void band(Svg svg, Scale x, Scale y) {
    for (int i = 0; i + 1 < points.size(); i++) {
      Point point = points.get(i);
      if (!Double.isNaN(point.low)) {
        double left = x.at(point.time);
        svg.rect(
            left,
            y.at(point.high),
            x.at(points.get(i + 1).time) - left,
            y.at(point.low) - y.at(point.high),
            "#c6e0f0");
      }
    }
  }

  private long atRisk(double time) {
    long known = -1;
    for (Point point : points) {
      if (point.time <= time) {
        known = point.atRisk;
      }
    }
    return known;
  }
}
