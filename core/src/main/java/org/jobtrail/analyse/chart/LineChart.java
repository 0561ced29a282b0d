package org.jobtrail.analyse.chart;

import java.util.List;
import java.util.Locale;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// One line through points, each with the interval of its height, over a zoomed vertical axis.
///
/// @param points ascending across
/// @param across what the horizontal axis is, with its unit
/// @param up the same for the vertical axis
public record LineChart(Caption caption, List<Point> points, String across, String up) {
  /// @param label shown at the point; empty for none
  public record Point(double across, double value, double low, double high, String label) {}

  private static final double WIDTH = 720;
  private static final double BOTTOM = 330;
  private static final double LEFT = 74;

  public LineChart {
    points = List.copyOf(points);
  }

  public String svg() {
    Svg svg = new Svg(WIDTH, BOTTOM + 60, caption);
    double least = points.stream().mapToDouble(Point::low).min().orElse(0);
    double most = points.stream().mapToDouble(Point::high).max().orElse(1);
    double room = Math.max(0.01, (most - least) * 0.08);
    Scale y = new Scale(Math.max(0, least - room), Math.min(1, most + room), BOTTOM, 20);
    double end = points.stream().mapToDouble(Point::across).max().orElse(1);
    Scale x = new Scale(0, end == 0 ? 1 : end, LEFT, WIDTH - 30);
    for (double tick : y.ticks(5)) {
      svg.line(LEFT, y.at(tick), WIDTH - 30, y.at(tick), Svg.GRID, 1);
      String height = String.format(Locale.ROOT, "%.3f", tick);
      svg.text(LEFT - 8, y.at(tick) + 4, Anchor.END, height, Svg.SOFT, 12);
    }
    for (double tick : x.ticks(8)) {
      svg.line(x.at(tick), BOTTOM, x.at(tick), BOTTOM + 4, Svg.SOFT, 1);
      svg.text(x.at(tick), BOTTOM + 18, Anchor.MIDDLE, Svg.number(tick), Svg.SOFT, 12);
    }
    svg.line(LEFT, BOTTOM, WIDTH - 30, BOTTOM, Svg.SOFT, 1);
    StringBuilder path = new StringBuilder();
    for (Point p : points) {
      svg.line(x.at(p.across), y.at(p.low), x.at(p.across), y.at(p.high), "#9cc7e2", 3);
      path.append(path.isEmpty() ? "M" : "L")
          .append(Svg.number(x.at(p.across)))
          .append(' ')
          .append(Svg.number(y.at(p.value)));
    }
    svg.path(path.toString(), "fill=\"none\" stroke=\"" + Svg.BLUE + "\" stroke-width=\"2\"", "");
    double free = Double.NEGATIVE_INFINITY;
    for (Point p : points) {
      svg.rect(x.at(p.across) - 3, y.at(p.value) - 3, 6, 6, Svg.BLUE);
      if (!p.label.isEmpty() && x.at(p.across) > free) {
        boolean last = x.at(p.across) > WIDTH - 70;
        svg.text(
            x.at(p.across) + (last ? -6 : 5),
            y.at(p.value) + 18,
            last ? Anchor.END : Anchor.START,
            p.label,
            Svg.INK,
            11);
        free = x.at(p.across) + 34;
      }
    }
    svg.text((LEFT + WIDTH) / 2, BOTTOM + 44, Anchor.MIDDLE, across, Svg.SOFT, 12);
    svg.upward(16, BOTTOM / 2, up);
    return svg.finish();
  }
}
