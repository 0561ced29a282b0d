package org.jobtrail.ingest;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// How an element of a web page looks, as far as that decides whether its text can be read; handed
/// down to what is inside it.
///
/// @param hidden why nothing inside can be seen
/// @param invisible `visibility: hidden`, which an inner element may take back
/// @param ink luminance of the text; NaN when not known, -1 when there is none
/// @param pixels size of the text
record HtmlLook(
    HiddenText.@Nullable Reason hidden,
    boolean invisible,
    double ink,
    double ground,
    double pixels,
    boolean verbatim) {
  /// Of the page itself: black on white, in the size that browsers begin with.
  static final HtmlLook BODY = new HtmlLook(null, false, Look.BLACK, Look.WHITE, 16, false);

  private static final Pattern LENGTH =
      Pattern.compile("(-?[\\d.]+)\\s*(px|pt|em|rem|%|vw|vh|cm|mm|in|ex|ch)?.*");

  /// Why the text can't be seen; null when it can.
  HiddenText.@Nullable Reason reason() {
    if (hidden != null) {
      return hidden;
    }
    if (invisible) {
      return HiddenText.Reason.HIDDEN_MARKUP;
    }
    if (pixels < 2.5) {
      return HiddenText.Reason.TINY;
    }
    return ink < 0 || !Look.isReadable(ink, ground) ? HiddenText.Reason.WHITE : null;
  }

  /// How an element inside looks.
  ///
  /// @param style its declarations, property to value
  HtmlLook inside(Element element, String tag, Map<String, String> style) {
    HiddenText.Reason why = hidden == null ? hides(element, tag, style) : hidden;
    boolean unseen =
        switch (style.getOrDefault("visibility", "")) {
          case "hidden", "collapse" -> true;
          case "visible" -> false;
          default -> invisible;
        };
    double paper = ground;
    String paint =
        style.getOrDefault(
            "background-color", style.getOrDefault("background", element.attr("bgcolor")));
    if (!paint.isEmpty() && !paint.equals("none") && !paint.equals("inherit")) {
      Double there =
          paint.contains("url(") || paint.contains("gradient")
              ? Double.valueOf(Double.NaN)
              : ofPaint(paint);
      paper = there == null ? paper : there;
    }
    if (style.containsKey("background-image") && !style.get("background-image").equals("none")) {
      paper = Double.NaN;
    }
    double letters = ink;
    String color = style.getOrDefault("color", tag.equals("font") ? element.attr("color") : "");
    if (tag.equals("body") && color.isEmpty()) {
      color = element.attr("text");
    }
    if (!color.isEmpty() && !color.equals("inherit") && !color.equals("currentcolor")) {
      Double there = Look.ofCss(color);
      letters = there == null ? -1 : there;
    }
    boolean asTyped =
        tag.equals("pre")
            || tag.equals("textarea")
            || switch (style.getOrDefault("white-space", "")) {
              case "pre", "pre-wrap", "pre-line" -> true;
              case "normal", "nowrap" -> false;
              default -> verbatim;
            };
    return new HtmlLook(why, unseen, letters, paper, pixels(style, pixels), asTyped);
  }

  /// `background` may list more than a colour.
  private static @Nullable Double ofPaint(String paint) {
    Double whole = Look.ofCss(paint);
    if (whole == null || !Double.isNaN(whole)) {
      return whole;
    }
    for (String part : paint.split("\\s+(?![^(]*\\))")) {
      Double one = Look.ofCss(part);
      if (one == null || !Double.isNaN(one)) {
        return one;
      }
    }
    return Double.NaN;
  }

  private static HiddenText.@Nullable Reason hides(
      Element element, String tag, Map<String, String> style) {
    if (element.hasAttr("hidden")
        || style.getOrDefault("display", "").equals("none")
        || (tag.equals("dialog") && !element.hasAttr("open"))) {
      return HiddenText.Reason.HIDDEN_MARKUP;
    }
    if (number(style.getOrDefault("opacity", "1"), 1) < 0.06) {
      return HiddenText.Reason.HIDDEN_MARKUP;
    }
    String position = style.getOrDefault("position", "");
    boolean placed = position.equals("absolute") || position.equals("fixed");
    if (number(style.getOrDefault("text-indent", ""), 0) <= -300
        || number(style.getOrDefault("margin-left", ""), 0) <= -900
        || number(style.getOrDefault("margin-top", ""), 0) <= -3000) {
      return HiddenText.Reason.OFF_PAGE;
    }
    if (placed || position.equals("relative")) {
      if (number(style.getOrDefault("left", ""), 0) <= -300
          || number(style.getOrDefault("right", ""), 0) <= -300
          || number(style.getOrDefault("top", ""), 0) <= -300
          || number(style.getOrDefault("left", ""), 0) >= 5000
          || number(style.getOrDefault("top", ""), 0) >= 50_000) {
        return HiddenText.Reason.OFF_PAGE;
      }
    }
    boolean cut = style.getOrDefault("overflow", "").matches("hidden|clip");
    String clip = style.getOrDefault("clip", "").replaceAll("[\\s,]+", " ");
    if ((placed
            && clip.matches(
                "rect\\(\\s?(0|1px)(px)? (0|1px)(px)? (0|1px)(px)? (0|1px)(px)?\\s?\\)"))
        || style
            .getOrDefault("clip-path", "")
            .matches("inset\\((50|100)%.*|circle\\(0.*|polygon\\(0 0, 0 0.*")
        || (cut && isZero(style, "height"))
        || (cut && isZero(style, "max-height"))
        || (cut && isZero(style, "width"))
        || style.getOrDefault("transform", "").matches("scale[xy]?\\(0(?:[ ,].*)?\\)")) {
      return HiddenText.Reason.OFF_PAGE;
    }
    return null;
  }

  private static boolean isZero(Map<String, String> style, String property) {
    String value = style.get(property);
    return value != null && value.matches("[01](\\.0)?(px|pt|em)?") && number(value, 9) <= 1;
  }

  private static double number(String value, double otherwise) {
    Matcher m = LENGTH.matcher(value);
    if (!m.matches()) {
      return otherwise;
    }
    try {
      double n = Double.parseDouble(m.group(1));
      String unit = m.group(2);
      return unit == null
          ? n
          : switch (unit) {
            case "em", "rem", "ex", "ch" -> 16 * n;
            case "%", "vw", "vh" -> n <= -100 ? -1000 : n;
            case "cm" -> 38 * n;
            case "mm" -> 3.8 * n;
            case "in" -> 96 * n;
            default -> n;
          };
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static double pixels(Map<String, String> style, double outer) {
    String size = style.getOrDefault("font-size", "");
    if (size.isEmpty()) {
      Matcher m =
          Pattern.compile("(?:^|\\s)([\\d.]+(?:px|pt|em|rem|%))(?:/\\S+)?\\s")
              .matcher(style.getOrDefault("font", ""));
      size = m.find() ? m.group(1) : "";
    }
    Matcher m = LENGTH.matcher(size);
    if (!m.matches()) {
      return size.isEmpty() || outer >= 6 || size.equals("inherit") || size.equals("smaller")
          ? outer
          : 13;
    }
    try {
      double n = Double.parseDouble(m.group(1));
      String unit = m.group(2);
      if (unit == null) {
        return n == 0 ? 0 : outer;
      }
      return switch (unit) {
        case "px" -> n;
        case "pt" -> n * 4 / 3;
        case "rem" -> 16 * n;
        case "em" -> outer * n;
        case "ex", "ch" -> outer * n / 2;
        case "%" -> outer * n / 100;
        default -> n == 0 ? 0 : Math.max(outer, 6);
      };
    } catch (NumberFormatException e) {
      return outer;
    }
  }
}
