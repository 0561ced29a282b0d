package org.jobtrail.analyse.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/// Writes one SVG document, element by element, with escaped text and rounded coordinates.
final class Svg {
  static final String INK = "#1f2933";
  static final String SOFT = "#52606d";
  static final String GRID = "#dde3ea";
  static final String BLUE = "#0072b2";
  static final String ORANGE = "#d55e00";
  static final String GREEN = "#009e73";
  static final String GOLD = "#e69f00";
  static final String SKY = "#56b4e9";
  static final String PURPLE = "#cc79a7";

  private static final String[] SERIES = {BLUE, ORANGE, GREEN, PURPLE, GOLD, SKY};

  /// How many series have a colour of their own.
  static final int COLOURS = SERIES.length;

  private final StringBuilder out = new StringBuilder();
  private final String hatch;

  Svg(double width, double height, Caption caption) {
    // Charts share a page, so the pattern's name must be the chart's own.
    hatch = "hidden-" + caption.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(number(width))
        .append(' ')
        .append(number(height))
        .append("\" width=\"")
        .append(number(width))
        .append("\" height=\"")
        .append(number(height))
        .append("\" role=\"img\" font-family=\"system-ui, 'Segoe UI', Arial, sans-serif\"")
        .append(" font-size=\"13\" fill=\"")
        .append(INK)
        .append("\">\n<title>")
        .append(escape(caption.title()))
        .append("</title>\n<desc>")
        .append(escape(caption.description()))
        .append("</desc>\n<defs><pattern id=\"")
        .append(hatch)
        .append("\" width=\"6\" height=\"6\"")
        .append(" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
        .append("<rect width=\"6\" height=\"6\" fill=\"#f3f5f7\"/>")
        .append("<rect width=\"1.6\" height=\"6\" fill=\"#b8c2cc\"/></pattern></defs>\n")
        .append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
  }

  /// The fill of what is not published.
  String hatch() {
    return "url(#" + hatch + ')';
  }

  static String series(int i) {
    return SERIES[i % SERIES.length];
  }

  Svg rect(double x, double y, double width, double height, String fill) {
    return rect(x, y, width, height, fill, "");
  }

  /// @param hint what a pointing reader is told; empty for nothing
  Svg rect(double x, double y, double width, double height, String fill, String hint) {
    out.append("<rect x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\" width=\"")
        .append(number(Math.max(0, width)))
        .append("\" height=\"")
        .append(number(Math.max(0, height)))
        .append("\" fill=\"")
        .append(fill)
        .append('"');
    return end("rect", hint);
  }

  Svg line(double x1, double y1, double x2, double y2, String stroke, double width) {
    out.append("<line x1=\"")
        .append(number(x1))
        .append("\" y1=\"")
        .append(number(y1))
        .append("\" x2=\"")
        .append(number(x2))
        .append("\" y2=\"")
        .append(number(y2))
        .append("\" stroke=\"")
        .append(stroke)
        .append("\" stroke-width=\"")
        .append(number(width))
        .append("\"/>\n");
    return this;
  }

  Svg circle(double x, double y, double radius, String fill, String hint) {
    out.append("<circle cx=\"")
        .append(number(x))
        .append("\" cy=\"")
        .append(number(y))
        .append("\" r=\"")
        .append(number(radius))
        .append("\" fill=\"")
        .append(fill)
        .append('"');
    return end("circle", hint);
  }

  /// @param attributes such as `fill="none" stroke="#000"`, written as they are
  Svg path(String data, String attributes, String hint) {
    out.append("<path d=\"").append(data).append("\" ").append(attributes);
    return end("path", hint);
  }

  private Svg end(String element, String hint) {
    if (hint.isEmpty()) {
      out.append("/>\n");
    } else {
      out.append("><title>")
          .append(escape(hint))
          .append("</title></")
          .append(element)
          .append(">\n");
    }
    return this;
  }

  Svg text(double x, double y, Anchor anchor, String text) {
    return text(x, y, anchor, text, INK, 13);
  }

  Svg text(double x, double y, Anchor anchor, String text, String fill, double size) {
    out.append("<text x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\" text-anchor=\"")
        .append(anchor.word)
        .append("\" fill=\"")
        .append(fill)
        .append("\" font-size=\"")
        .append(number(size))
        .append("\">")
        .append(escape(text))
        .append("</text>\n");
    return this;
  }

  /// Text that reads from bottom to top, centred at the point.
  Svg upward(double x, double y, String text) {
    out.append("<text transform=\"translate(")
        .append(number(x))
        .append(' ')
        .append(number(y))
        .append(") rotate(-90)\" text-anchor=\"middle\" fill=\"")
        .append(SOFT)
        .append("\" font-size=\"12\">")
        .append(escape(text))
        .append("</text>\n");
    return this;
  }

  /// Which end of a text its x is.
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    final String word;

    Anchor(String word) {
      this.word = word;
    }
  }

  String finish() {
    return out + "</svg>\n";
  }

  /// At most two decimals, without trailing zeros.
  static String number(double value) {
    String text =
        BigDecimal.valueOf(value)
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    return text.equals("-0") ? "0" : text;
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        // Control characters are not allowed in XML, whatever a label holds.
        default -> escaped.append(c < ' ' || c == '\ufffe' || c == '\uffff' ? ' ' : c);
      }
    }
    return escaped.toString();
  }

  /// About how wide a text is in pixels, in a wide sans serif.
  static double width(String text, double size) {
    double ems = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      ems +=
          "iljtfI.,:;|!' ()".indexOf(c) >= 0
              ? 0.36
              : "mwMW@%".indexOf(c) >= 0 ? 0.95 : Character.isUpperCase(c) ? 0.72 : 0.62;
    }
    return ems * size;
  }

  /// The text in one line or, broken between words, in two; the second is cut when too wide.
  static List<String> wrap(String text, double size, double pixels) {
    if (width(text, size) <= pixels) {
      return List.of(text);
    }
    int end = text.length();
    do {
      end = text.lastIndexOf(' ', end - 1);
    } while (end > 0 && width(text.substring(0, end), size) > pixels);
    return end <= 0
        ? List.of(fit(text, size, pixels))
        : List.of(text.substring(0, end), fit(text.substring(end + 1), size, pixels));
  }

  /// The text, cut with an ellipsis when it is wider than that.
  static String fit(String text, double size, double pixels) {
    if (width(text, size) <= pixels) {
      return text;
    }
    int end = text.length();
    while (end > 1 && width(text.substring(0, end) + "…", size) > pixels) {
      end--;
    }
    return text.substring(0, end).strip() + "…";
  }
}
