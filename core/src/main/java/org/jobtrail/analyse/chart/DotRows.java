package org.jobtrail.analyse.chart;

import java.util.List;
import java.util.stream.Stream;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// Rows with a label on the left and, for each series, a dot with its interval; the axis reaches as
/// far as the dots do.
///
/// @param axis what the place along the row means, with its unit
/// @param reference a line across all rows; NaN for none
public record DotRows(
    Caption caption, List<String> rows, List<Series> series, String axis, double reference) {
  /// @param measures one per row
  public record Series(String name, List<Measure> measures) {
    public Series {
      measures = List.copyOf(measures);
    }
  }

  private static final double WIDTH = 720;
  private static final double MOST_LABEL = 250;

  public DotRows {
    rows = List.copyOf(rows);
    series = List.copyOf(series);
  }

  public String svg() {
    int legend = series.size() > 1 ? legendLines() : 0;
    double top = 12 + legend * 20;
    double row = Math.max(25, 10 + series.size() * 9);
    double bottom = top + rows.size() * row;
    Svg svg = new Svg(WIDTH, bottom + 48, caption);
    double labels =
        Math.clamp(
            rows.stream().mapToDouble(r -> Svg.width(r, 13)).max().orElse(60) + 14, 60, MOST_LABEL);
    boolean values = series.size() == 1;
    double shown = values ? shownWidth() + 10 : 0;
    Scale x = scale(labels, WIDTH - 24 - shown);
    for (double tick : x.ticks(6)) {
      svg.line(x.at(tick), top - 4, x.at(tick), bottom, Svg.GRID, 1);
      svg.text(x.at(tick), bottom + 17, Anchor.MIDDLE, Scale.label(tick), Svg.SOFT, 12);
    }
    if (Double.isFinite(reference)) {
      svg.line(x.at(reference), top - 4, x.at(reference), bottom, Svg.GOLD, 1.5);
    }
    for (int r = 0; r < rows.size(); r++) {
      double middle = top + (r + 0.5) * row;
      svg.text(labels - 10, middle + 4, Anchor.END, Svg.fit(rows.get(r), 13, MOST_LABEL - 14));
      for (int s = 0; s < series.size(); s++) {
        double y = middle + (s - (series.size() - 1) / 2.0) * 9;
        draw(svg, s, r, y, x);
      }
      Measure first = series.getFirst().measures.get(r);
      if (values && first.published()) {
        svg.text(WIDTH - 8, middle + 4, Anchor.END, first.shown());
      }
    }
    svg.line(labels, top - 4, labels, bottom, Svg.SOFT, 1);
    legend(svg);
    svg.text((labels + WIDTH - 24 - shown) / 2, bottom + 38, Anchor.MIDDLE, axis, Svg.SOFT, 12);
    return svg.finish();
  }

  private Stream<Measure> all() {
    return series.stream().flatMap(s -> s.measures.stream()).filter(Measure::published);
  }

  private double shownWidth() {
    return all().mapToDouble(m -> Svg.width(m.shown(), 13)).max().orElse(40);
  }

  private Scale scale(double from, double to) {
    double least = all().mapToDouble(Measure::bottom).min().orElse(0);
    double most = all().mapToDouble(Measure::top).max().orElse(1);
    if (Double.isFinite(reference)) {
      least = Math.min(least, reference);
      most = Math.max(most, reference);
    }
    double room = most > least ? (most - least) * 0.05 : 0.5;
    return new Scale(least - room, most + room, from, to);
  }

  private void draw(Svg svg, int s, int row, double y, Scale x) {
    Measure measure = series.get(s).measures.get(row);
    if (!measure.published()) {
      if (s == 0) {
        double middle = y + (series.size() - 1) / 2.0 * 9;
        svg.text(x.from() + 8, middle + 4, Anchor.START, "hidden: few people", Svg.SOFT, 12);
      }
      return;
    }
    String colour = Svg.series(s);
    if (measure.hasInterval()) {
      svg.line(x.at(measure.low()), y, x.at(measure.high()), y, colour, 2);
    }
    String hint = series.get(s).name + ", " + rows.get(row) + ": " + measure.shown();
    svg.circle(x.at(measure.value()), y, 4, colour, hint);
  }

  private static double wide(Series s) {
    return 16 + Svg.width(s.name, 13) + 20;
  }

  private int legendLines() {
    int lines = 1;
    double x = 20;
    for (Series s : series) {
      if (x > 20 && x + wide(s) > WIDTH) {
        lines++;
        x = 20;
      }
      x += wide(s);
    }
    return lines;
  }

  private void legend(Svg svg) {
    double x = 20;
    double y = 12;
    for (int s = 0; s < series.size() && series.size() > 1; s++) {
      if (x > 20 && x + wide(series.get(s)) > WIDTH) {
        x = 20;
        y += 20;
      }
      svg.circle(x + 5, y, 4, Svg.series(s), "");
      svg.text(x + 15, y + 4, Anchor.START, series.get(s).name);
      x += wide(series.get(s));
    }
  }
}
