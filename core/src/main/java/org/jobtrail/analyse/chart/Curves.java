package org.jobtrail.analyse.chart;

import java.util.List;
import java.util.stream.Stream;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// Several series of points in a plane, joined by lines, with intervals of their heights.
///
/// @param across what the horizontal axis is, with its unit
/// @param up the same for the vertical axis
/// @param axes how the axes run
public record Curves(Caption caption, List<Series> series, String across, String up, Axes axes) {
  /// How the axes run.
  public enum Axes {
    /// From 0 to 1 both ways, with the diagonal, on which forecasts that keep their word lie.
    UNIT_SQUARE,
    /// From 0 as far as the points reach, the same both ways, with the diagonal.
    SMALL_SQUARE,
    /// As far as the points reach, and no further; by logarithms when heights lie far apart.
    CLOSE
  }

  /// @param low lower end of the interval; NaN for none
  /// @param hint what a pointing reader is told; empty for nothing
  public record Point(double across, double value, double low, double high, String hint) {}

  /// @param points ascending across; those without a finite value are left out
  public record Series(String name, List<Point> points) {
    public Series {
      points = points.stream().filter(p -> Double.isFinite(p.value)).toList();
    }
  }

  private static final double WIDTH = 720;
  private static final double LEFT = 74;
  private static final double RIGHT = 696;

  /// Heights that differ by a larger factor are drawn by their logarithms.
  private static final double APART = 5;

  /// Between the lines of the legend.
  private static final double LINE = 20;

  public Curves {
    series = List.copyOf(series);
  }

  public String svg() {
    double top = 14 + legendLines() * LINE;
    double bottom = top + 300;
    Svg svg = new Svg(WIDTH, bottom + 52, caption);
    Scale x = horizontal();
    Heights y = vertical(bottom, top);
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.at(tick), RIGHT, y.at(tick), Svg.GRID, 1);
      svg.text(LEFT - 8, y.at(tick) + 4, Anchor.END, Scale.label(tick), Svg.SOFT, 12);
    }
    for (double tick : x.ticks(8)) {
      svg.line(x.at(tick), bottom, x.at(tick), bottom + 4, Svg.SOFT, 1);
      svg.text(x.at(tick), bottom + 18, Anchor.MIDDLE, across(tick), Svg.SOFT, 12);
    }
    svg.line(LEFT, bottom, RIGHT, bottom, Svg.SOFT, 1);
    if (axes != Axes.CLOSE) {
      double end = square();
      svg.path(
          "M"
              + Svg.number(x.at(0))
              + ' '
              + Svg.number(y.at(0))
              + 'L'
              + Svg.number(x.at(end))
              + ' '
              + Svg.number(y.at(end)),
          "fill=\"none\" stroke=\"" + Svg.SOFT + "\" stroke-width=\"1\" stroke-dasharray=\"5 4\"",
          "");
    }
    for (int s = 0; s < series.size(); s++) {
      draw(svg, s, x, y);
    }
    legend(svg);
    svg.text((LEFT + RIGHT) / 2, bottom + 43, Anchor.MIDDLE, across, Svg.SOFT, 12);
    svg.upward(16, (top + bottom) / 2, up);
    return svg.finish();
  }

  /// Without a separator, for years would look odd with one.
  private static String across(double tick) {
    return java.math.BigDecimal.valueOf(tick)
        .setScale(4, java.math.RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private Stream<Point> points() {
    return series.stream().flatMap(s -> s.points.stream());
  }

  private double square() {
    return axes == Axes.UNIT_SQUARE
        ? 1
        : 1.05 * points().mapToDouble(p -> Math.max(p.across, p.value)).max().orElse(1);
  }

  private Scale horizontal() {
    if (axes != Axes.CLOSE) {
      return new Scale(0, square(), LEFT, RIGHT);
    }
    double least = points().mapToDouble(Point::across).min().orElse(0);
    double most = points().mapToDouble(Point::across).max().orElse(1);
    double room = most > least ? (most - least) * 0.03 : 0.5;
    return new Scale(least - room, most + room, LEFT, RIGHT);
  }

  /// The vertical axis, straight or by logarithms.
  private record Heights(Scale scale, boolean logarithms) {
    double at(double value) {
      return scale.at(logarithms ? Math.log10(value) : value);
    }

    List<Double> ticks() {
      if (!logarithms) {
        return scale.ticks(5);
      }
      List<Double> ticks = new java.util.ArrayList<>();
      for (int power = (int) Math.floor(scale.low()); power <= scale.high(); power++) {
        for (double digit : new double[] {1, 2, 5}) {
          double tick = digit * Math.pow(10, power);
          if (Math.log10(tick) >= scale.low() && Math.log10(tick) <= scale.high()) {
            ticks.add(tick);
          }
        }
      }
      return ticks;
    }
  }

  private Heights vertical(double bottom, double top) {
    if (axes != Axes.CLOSE) {
      return new Heights(new Scale(0, square(), bottom, top), false);
    }
    double least = points().mapToDouble(Curves::lowest).min().orElse(0);
    double most = points().mapToDouble(Curves::highest).max().orElse(1);
    boolean logarithms = least > 0 && most > APART * least;
    least = logarithms ? Math.log10(least) : least;
    most = logarithms ? Math.log10(most) : most;
    double room = most > least ? (most - least) * 0.06 : 0.5;
    return new Heights(new Scale(least - room, most + room, bottom, top), logarithms);
  }

  private static double lowest(Point p) {
    return Double.isFinite(p.low) ? Math.min(p.low, p.value) : p.value;
  }

  private static double highest(Point p) {
    return Double.isFinite(p.high) ? Math.max(p.high, p.value) : p.value;
  }

  private void draw(Svg svg, int s, Scale x, Heights y) {
    String colour = Svg.series(s);
    StringBuilder path = new StringBuilder();
    // Beside each other, so that the whiskers of two series at one place can be told apart.
    double aside = axes == Axes.CLOSE ? (s - (series.size() - 1) / 2.0) * 4 : 0;
    for (Point p : series.get(s).points) {
      double at = x.at(p.across) + aside;
      if (Double.isFinite(p.low) && Double.isFinite(p.high)) {
        svg.line(at, y.at(p.low), at, y.at(p.high), colour, 1.2);
      }
      path.append(path.isEmpty() ? "M" : "L")
          .append(Svg.number(at))
          .append(' ')
          .append(Svg.number(y.at(p.value)));
    }
    // Beyond the colours, dashes tell series apart.
    String dashes = s < Svg.COLOURS ? "" : " stroke-dasharray=\"6 3\"";
    svg.path(
        path.toString(), "fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"" + dashes, "");
    for (Point p : series.get(s).points) {
      svg.circle(x.at(p.across) + aside, y.at(p.value), 3.5, colour, p.hint);
    }
  }

  private static double wide(Series s) {
    return 26 + Svg.width(s.name, 13) + 20;
  }

  private int legendLines() {
    int lines = 1;
    double x = LEFT;
    for (Series s : series) {
      if (x > LEFT && x + wide(s) > WIDTH) {
        lines++;
        x = LEFT;
      }
      x += wide(s);
    }
    return lines;
  }

  private void legend(Svg svg) {
    double x = LEFT;
    double y = 14;
    for (int s = 0; s < series.size(); s++) {
      Series one = series.get(s);
      if (x > LEFT && x + wide(one) > WIDTH) {
        x = LEFT;
        y += LINE;
      }
      svg.line(x, y, x + 18, y, Svg.series(s), 2);
      svg.circle(x + 9, y, 3.5, Svg.series(s), "");
      svg.text(x + 24, y + 4, Anchor.START, one.name);
      x += wide(one);
    }
  }
}
