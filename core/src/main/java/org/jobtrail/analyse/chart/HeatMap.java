package org.jobtrail.analyse.chart;

import java.util.List;
import org.jobtrail.analyse.chart.Svg.Anchor;

/// A table of shares as shades, with the value in every cell.
///
/// @param columns short names, such as digits; the rows' labels say what they stand for
/// @param values `[row][column]` as shares in `[0, 1]`; NaN is not published; a row without
///     observations is all negative
public record HeatMap(
    Caption caption,
    List<String> rows,
    List<String> columns,
    List<List<Double>> values,
    String down,
    String across) {
  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    values = values.stream().map(List::copyOf).toList();
  }

  public String svg() {
    double width = 720;
    double labels =
        Math.min(290, rows.stream().mapToDouble(row -> Svg.width(row, 13)).max().orElse(50) + 16);
    double size = (width - labels - 8) / columns.size();
    double tall = 30;
    double top = 46;
    Svg svg = new Svg(width, top + rows.size() * tall + 34, caption);
    svg.text(labels + (width - labels) / 2, 15, Anchor.MIDDLE, across, Svg.SOFT, 12);
    svg.text(labels - 8, top - 9, Anchor.END, down, Svg.SOFT, 12);
    for (int c = 0; c < columns.size(); c++) {
      String name = Svg.fit(columns.get(c), 13, size - 2);
      svg.text(labels + (c + 0.5) * size, top - 9, Anchor.MIDDLE, name);
    }
    for (int r = 0; r < rows.size(); r++) {
      double y = top + r * tall;
      svg.text(labels - 8, y + 20, Anchor.END, Svg.fit(rows.get(r), 13, labels - 12));
      for (int c = 0; c < columns.size(); c++) {
        cell(svg, labels + c * size, y, size, tall, r, c);
      }
    }
    legend(svg, labels, top + rows.size() * tall + 10);
    return svg.finish();
  }

  private void cell(Svg svg, double x, double y, double size, double tall, int r, int c) {
    double value = values.get(r).get(c);
    String where = rows.get(r) + " → " + columns.get(c) + ": ";
    if (Double.isNaN(value)) {
      svg.rect(
          x + 1, y + 1, size - 2, tall - 2, svg.hatch(), where + "hidden to protect few people");
    } else if (value < 0) {
      svg.rect(x + 1, y + 1, size - 2, tall - 2, "#fafbfc", where + "nobody starts here");
      svg.text(x + size / 2, y + 20, Anchor.MIDDLE, "·", Svg.SOFT, 12);
    } else {
      String percent = oneDecimal(value);
      svg.rect(x + 1, y + 1, size - 2, tall - 2, shade(value), where + percent + " %");
      String ink = value > 0.45 ? "#ffffff" : Svg.INK;
      svg.text(x + size / 2, y + 20, Anchor.MIDDLE, percent, ink, 12);
    }
  }

  private static String oneDecimal(double share) {
    long tenths = Math.round(1000 * share);
    return tenths / 10 + "." + tenths % 10;
  }

  private static void legend(Svg svg, double x, double y) {
    for (int i = 0; i <= 10; i++) {
      svg.rect(x + 14 * i, y, 14, 11, shade(i / 10.0));
    }
    svg.text(x + 160, y + 10, Anchor.START, "0 to 100 % of the row", Svg.SOFT, 12);
    svg.rect(x + 300, y, 20, 11, svg.hatch());
    svg.text(x + 326, y + 10, Anchor.START, "hidden", Svg.SOFT, 12);
  }

  /// From nearly white to dark blue, darker at an even pace also in grey; the root spreads small
  /// shares.
  private static String shade(double share) {
    double t = Math.sqrt(Math.clamp(share, 0, 1));
    int red = mix(246, 8, t);
    int green = mix(249, 61, t);
    int blue = mix(252, 119, t);
    return "#%02x%02x%02x".formatted(red, green, blue);
  }

  private static int mix(int light, int dark, double t) {
    return (int) Math.round(light + (dark - light) * t);
  }
}
