package org.jobtrail.analyse.chart;

import java.util.List;
import java.util.stream.Stream;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// Figures with intervals below one another, in groups with a heading each, beside a line that
/// stands for no difference; figure and interval are written on the right.
///
/// @param axis what the place along the row means, with its unit
/// @param reference where nothing differs, such as 1 for ratios
public record ForestPlot(Caption caption, List<Group> groups, String axis, double reference) {
  /// @param name the heading
  public record Group(String name, List<Row> rows) {
    public Group {
      rows = List.copyOf(rows);
    }
  }

  /// @param measure NaN when the figure has no place on the axis; {@link Measure#shown} says then
  ///     what it is
  public record Row(String label, Measure measure) {}

  private static final double WIDTH = 720;
  private static final double MOST_LABEL = 250;
  private static final double ROW = 24;
  private static final double TOP = 14;
  private static final double INDENT = 20;

  public ForestPlot {
    groups = List.copyOf(groups);
  }

  public String svg() {
    long lines = groups.size() + rows().count();
    double bottom = TOP + lines * ROW + 6;
    Svg svg = new Svg(WIDTH, bottom + 48, caption);
    double headings = groups.stream().mapToDouble(g -> Svg.width(g.name, 13)).max().orElse(60);
    double own = rows().mapToDouble(r -> INDENT + Svg.width(r.label, 13)).max().orElse(60);
    double labels = Math.clamp(Math.max(headings, own) + 18, 60, MOST_LABEL);
    double shown = rows().mapToDouble(r -> Svg.width(r.measure.shown(), 13)).max().orElse(40) + 12;
    Scale x = scale(labels, WIDTH - 16 - shown);
    for (double tick : x.ticks(5)) {
      svg.line(x.at(tick), TOP - 4, x.at(tick), bottom, Svg.GRID, 1);
      svg.text(x.at(tick), bottom + 17, Anchor.MIDDLE, Scale.label(tick), Svg.SOFT, 12);
    }
    svg.line(x.at(reference), TOP - 4, x.at(reference), bottom, Svg.GOLD, 1.5);
    double y = TOP + ROW / 2;
    for (Group group : groups) {
      svg.text(8, y + 4, Anchor.START, Svg.fit(group.name, 13, labels - 12), Svg.SOFT, 13);
      y += ROW;
      for (Row row : group.rows) {
        draw(svg, x, y, row, labels);
        y += ROW;
      }
    }
    svg.line(labels, bottom, WIDTH - 16 - shown, bottom, Svg.SOFT, 1);
    svg.text((labels + WIDTH - 16 - shown) / 2, bottom + 38, Anchor.MIDDLE, axis, Svg.SOFT, 12);
    return svg.finish();
  }

  private void draw(Svg svg, Scale x, double y, Row row, double labels) {
    Measure measure = row.measure;
    String label = Svg.fit(row.label, 13, labels - 8 - INDENT);
    svg.text(INDENT, y + 4, Anchor.START, label);
    svg.text(WIDTH - 8, y + 4, Anchor.END, measure.shown());
    if (!measure.published()) {
      return;
    }
    if (measure.hasInterval()) {
      svg.line(x.at(measure.low()), y, x.at(measure.high()), y, Svg.BLUE, 2);
    }
    svg.circle(x.at(measure.value()), y, 4, Svg.BLUE, row.label + ": " + measure.shown());
  }

  private Stream<Row> rows() {
    return groups.stream().flatMap(g -> g.rows.stream());
  }

  private Scale scale(double from, double to) {
    double least = reference;
    double most = reference;
    for (Row row : rows().filter(r -> r.measure.published()).toList()) {
      least = Math.min(least, row.measure.bottom());
      most = Math.max(most, row.measure.top());
    }
    double room = most > least ? (most - least) * 0.05 : 0.5;
    return new Scale(least - room, most + room, from, to);
  }
}
