package org.jobtrail.analyse.chart;

import java.util.List;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// A histogram: columns over a numeric axis, each as wide as the range it stands for.
///
/// A column that gathers several numbers shows its average per number, so that areas compare.
///
/// @param columns ascending and without overlap, shares in `[0, 1]`
/// @param across what the horizontal axis is, with its unit
/// @param up what the vertical axis is, with its unit
public record Columns(Caption caption, List<Column> columns, String across, String up) {
  /// @param first smallest number in the column
  /// @param last largest number in it
  /// @param share of the observations; NaN when not published
  public record Column(long first, long last, double share) {}

  private static final double WIDTH = 720;
  private static final double BOTTOM = 280;
  private static final double LEFT = 74;

  public Columns {
    columns = List.copyOf(columns);
  }

  public String svg() {
    Svg svg = new Svg(WIDTH, BOTTOM + 50, caption);
    if (columns.isEmpty()) {
      svg.text(WIDTH / 2, BOTTOM / 2, Anchor.MIDDLE, "nothing to show", Svg.SOFT, 13);
      return svg.finish();
    }
    long first = columns.getFirst().first;
    // A long thin tail would squeeze the rest: the axis ends where 99.5 % of the observations are.
    long last = shownUntil();
    Scale x = new Scale(first - 0.5, last + 0.5, LEFT, WIDTH - 16);
    double most = columns.stream().mapToDouble(Columns::height).filter(h -> h > 0).max().orElse(1);
    Scale y = Scale.covering(0, most, BOTTOM, 14);
    for (double tick : y.ticks(5)) {
      svg.line(LEFT, y.at(tick), WIDTH - 16, y.at(tick), Svg.GRID, 1);
      svg.text(LEFT - 8, y.at(tick) + 4, Anchor.END, Scale.label(100 * tick) + " %", Svg.SOFT, 12);
    }
    for (Column column : columns) {
      if (column.first <= last) {
        draw(svg, column, x, y, last);
      }
    }
    svg.line(LEFT, BOTTOM, WIDTH - 16, BOTTOM, Svg.SOFT, 1);
    for (double tick : new Scale(first, last, 0, 1).ticks(10)) {
      if (tick == Math.rint(tick)) {
        svg.line(x.at(tick), BOTTOM, x.at(tick), BOTTOM + 4, Svg.SOFT, 1);
        svg.text(x.at(tick), BOTTOM + 18, Anchor.MIDDLE, plain(tick), Svg.SOFT, 12);
      }
    }
    svg.text((LEFT + WIDTH) / 2, BOTTOM + 40, Anchor.MIDDLE, across + cut(last), Svg.SOFT, 12);
    svg.upward(16, BOTTOM / 2, up);
    return svg.finish();
  }

  private static String plain(double tick) {
    return Long.toString((long) tick);
  }

  private String cut(long last) {
    return last < columns.getLast().last ? " (the axis ends at " + last + ", see the table)" : "";
  }

  private long shownUntil() {
    double total = columns.stream().mapToDouble(Column::share).filter(c -> c > 0).sum();
    double sum = 0;
    for (Column column : columns) {
      sum += column.share > 0 ? column.share : 0;
      if (sum >= 0.995 * total) {
        return Math.max(column.first, Math.min(column.last, column.first + 40));
      }
    }
    return columns.getLast().last;
  }

  private static double height(Column column) {
    return column.share / (column.last - column.first + 1);
  }

  private static void draw(Svg svg, Column column, Scale x, Scale y, long last) {
    double left = x.at(column.first - 0.5);
    double right = x.at(Math.min(column.last, last) + 0.5);
    double space = Math.min(1.5, (right - left) * 0.12);
    String range =
        column.first == column.last
            ? Long.toString(column.first)
            : column.first + " to " + column.last;
    if (Double.isNaN(column.share)) {
      svg.rect(
          left + space,
          y.from() - 12,
          right - left - 2 * space,
          12,
          svg.hatch(),
          range + ": hidden");
      return;
    }
    double top = y.at(height(column));
    svg.rect(
        left + space,
        top,
        right - left - 2 * space,
        y.from() - top,
        Svg.BLUE,
        range + ": " + Scale.label(Math.round(1e4 * column.share) / 100.0) + " %");
  }
}
