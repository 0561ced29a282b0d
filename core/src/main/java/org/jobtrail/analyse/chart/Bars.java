package org.jobtrail.analyse.chart;

import java.util.List;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// Horizontal bars with labels on the left, values on the right, and intervals as whiskers.
///
/// @param axis what the length means, with its unit
/// @param percent whether values are shares in `[0, 1]`
public record Bars(Caption caption, List<Bar> bars, String axis, boolean percent) {
  /// One bar.
  public record Bar(String label, Measure measure) {}

  /// The most that a line of a label takes, in pixels.
  private static final double LABELS = 260;

  public Bars {
    bars = List.copyOf(bars);
  }

  public String svg() {
    double width = 720;
    double row = bars.stream().anyMatch(bar -> lines(bar).size() > 1) ? 33 : 25;
    double labels =
        Math.clamp(
            bars.stream()
                    .flatMap(bar -> lines(bar).stream())
                    .mapToDouble(line -> Svg.width(line, 13))
                    .max()
                    .orElse(80)
                + 14,
            80,
            LABELS + 14);
    double values =
        bars.stream().mapToDouble(bar -> Svg.width(bar.measure.shown(), 13)).max().orElse(40) + 14;
    double bottom = 14 + bars.size() * row;
    Svg svg = new Svg(width, bottom + 46, caption);
    double most =
        bars.stream().mapToDouble(b -> b.measure.top()).filter(v -> v > 0).max().orElse(1);
    Scale x = Scale.covering(0, most, labels, width - values);
    for (double tick : x.ticks(5)) {
      svg.line(x.at(tick), 8, x.at(tick), bottom, Svg.GRID, 1);
      String label = percent ? Scale.label(100 * tick) + " %" : Scale.label(tick);
      svg.text(x.at(tick), bottom + 17, Anchor.MIDDLE, label, Svg.SOFT, 12);
    }
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), 14 + i * row, x, labels);
    }
    svg.line(labels, 8, labels, bottom, Svg.SOFT, 1);
    svg.text((labels + width - values) / 2, bottom + 37, Anchor.MIDDLE, axis, Svg.SOFT, 12);
    return svg.finish();
  }

  /// A label in at most two lines, cut at its end.
  private static List<String> lines(Bar bar) {
    return Svg.wrap(bar.label, 13, LABELS);
  }

  private static void draw(Svg svg, Bar bar, double top, Scale x, double labels) {
    Measure measure = bar.measure;
    double middle = top + 9;
    List<String> lines = lines(bar);
    for (int line = 0; line < lines.size(); line++) {
      double y = top + 13 + 15 * (line - (lines.size() - 1) / 2.0);
      svg.text(labels - 8, y, Anchor.END, lines.get(line));
    }
    if (!measure.published()) {
      svg.rect(
          x.from(), top + 2, 46, 14, svg.hatch(), bar.label + ": hidden to protect few people");
      svg.text(x.from() + 52, top + 13, Anchor.START, "hidden", Svg.SOFT, 12);
      return;
    }
    String hint = bar.label + ": " + measure.shown();
    svg.rect(x.from(), top, x.at(measure.value()) - x.from(), 18, Svg.BLUE, hint);
    if (measure.hasInterval()) {
      double low = x.at(measure.low());
      double high = x.at(measure.high());
      svg.line(low, middle, high, middle, Svg.INK, 1.5);
      svg.line(low, middle - 4, low, middle + 4, Svg.INK, 1.5);
      svg.line(high, middle - 4, high, middle + 4, Svg.INK, 1.5);
    }
    svg.text(x.at(measure.top()) + 7, top + 13, Anchor.START, measure.shown());
  }
}
