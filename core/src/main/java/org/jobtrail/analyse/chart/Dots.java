package org.jobtrail.analyse.chart;

import java.util.List;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// Values of several series over a few categories: dots with intervals as whiskers.
///
/// @param categories along the horizontal axis
/// @param across what the categories are, with their unit
/// @param up what the values are, with their unit
/// @param percent whether values are shares
public record Dots(
    Caption caption,
    List<String> categories,
    List<Series> series,
    String across,
    String up,
    boolean percent) {
  /// @param measures one per category
  public record Series(String name, List<Measure> measures) {
    public Series {
      measures = List.copyOf(measures);
    }
  }

  private static final double WIDTH = 720;
  private static final double TOP = 44;
  private static final double BOTTOM = 320;
  private static final double LEFT = 74;

  public Dots {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
  }

  public String svg() {
    Svg svg = new Svg(WIDTH, BOTTOM + 52, caption);
    double most = all().mapToDouble(Measure::top).max().orElse(1);
    double least = all().mapToDouble(Measure::bottom).min().orElse(0);
    Scale y = Scale.covering(least, most, BOTTOM, TOP);
    for (double tick : y.ticks(5)) {
      svg.line(
          LEFT, y.at(tick), WIDTH - 16, y.at(tick), Math.abs(tick) < 1e-9 ? Svg.SOFT : Svg.GRID, 1);
      String label = percent ? Scale.label(100 * tick) + " %" : Scale.label(tick);
      svg.text(LEFT - 8, y.at(tick) + 4, Anchor.END, label, Svg.SOFT, 12);
    }
    double slot = (WIDTH - 16 - LEFT) / categories.size();
    for (int c = 0; c < categories.size(); c++) {
      double middle = LEFT + (c + 0.5) * slot;
      svg.text(middle, BOTTOM + 20, Anchor.MIDDLE, categories.get(c));
      for (int s = 0; s < series.size(); s++) {
        double x =
            middle + (s - (series.size() - 1) / 2.0) * Math.min(24, slot / (series.size() + 1));
        draw(svg, series.get(s), c, x, y, Svg.series(s));
      }
    }
    double x = LEFT;
    for (int s = 0; s < series.size() && series.size() > 1; s++) {
      svg.circle(x + 5, 16, 5, Svg.series(s), "");
      svg.text(x + 15, 20, Anchor.START, series.get(s).name);
      x += 15 + Svg.width(series.get(s).name, 13) + 22;
    }
    svg.text((LEFT + WIDTH) / 2, BOTTOM + 43, Anchor.MIDDLE, across, Svg.SOFT, 12);
    svg.upward(16, (TOP + BOTTOM) / 2, up);
    return svg.finish();
  }

  private java.util.stream.Stream<Measure> all() {
    return series.stream().flatMap(s -> s.measures.stream()).filter(Measure::published);
  }

  private void draw(Svg svg, Series one, int category, double x, Scale y, String colour) {
    Measure measure = one.measures.get(category);
    if (!measure.published()) {
      svg.rect(
          x - 4, y.at(0) - 14, 8, 14, svg.hatch(), one.name + ": hidden to protect few people");
      return;
    }
    if (measure.hasInterval()) {
      svg.line(x, y.at(measure.low()), x, y.at(measure.high()), colour, 2);
      svg.line(x - 4, y.at(measure.low()), x + 4, y.at(measure.low()), colour, 2);
      svg.line(x - 4, y.at(measure.high()), x + 4, y.at(measure.high()), colour, 2);
    }
    String hint = one.name + ", " + categories.get(category) + ": " + measure.shown();
    svg.circle(x, y.at(measure.value()), 5, colour, hint);
  }
}
