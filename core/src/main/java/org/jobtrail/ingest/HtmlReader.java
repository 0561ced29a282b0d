package org.jobtrail.ingest;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Reads a web page as a browser without scripts would show it: blocks as lines, table rows and
/// flex rows as one line with tabs, and apart from that what the styles hide.
final class HtmlReader {
  private static final int DEEPEST = 1500;
  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "body",
          "center",
          "dd",
          "details",
          "dialog",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "header",
          "hr",
          "html",
          "legend",
          "li",
          "main",
          "nav",
          "section",
          "summary",
          "tr",
          "td",
          "th",
          "tbody",
          "thead",
          "tfoot",
          "caption",
          "option");
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre");
  private static final Set<String> NEVER_SHOWN =
      Set.of(
          "script",
          "style",
          "head",
          "title",
          "template",
          "noscript",
          "iframe",
          "object",
          "embed",
          "audio",
          "video",
          "canvas",
          "datalist",
          "meta",
          "link",
          "base",
          "param",
          "source",
          "track");
  private static final Pattern LENGTH =
      Pattern.compile("(-?[\\d.]+)\\s*(px|pt|em|rem|%|vw|vh|cm|mm|in|ex|ch)?.*");

  private final HtmlStyles styles;
  private final Pages pages;
  private final Deadline deadline;
  private Flow flow = new Flow();
  private int elements;

  private HtmlReader(HtmlStyles styles, Pages pages, Deadline deadline) {
    this.styles = styles;
    this.pages = pages;
    this.deadline = deadline;
  }

  /// What an element hands down to what is inside it.
  ///
  /// @param hidden why nothing inside can be seen
  /// @param invisible `visibility: hidden`, which an inner element may take back
  /// @param ink luminance of the text; NaN when not known, -1 when there is none
  /// @param pixels size of the text
  private record State(
      HiddenText.@Nullable Reason hidden,
      boolean invisible,
      double ink,
      double ground,
      double pixels,
      boolean verbatim) {
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
  }

  static Reading read(String text, Limits limits, Deadline deadline) {
    Document html = Jsoup.parse(text);
    deadline.check();
    checkDepth(html, deadline);
    Pages pages = new Pages(limits);
    HtmlReader reader = new HtmlReader(HtmlStyles.of(html, deadline), pages, deadline);
    reader.element(html.body(), new State(null, false, Look.BLACK, Look.WHITE, 16, false));
    pages.show(Mojibake.mend(reader.flow.toString()));
    return new Reading(
        "html", pages.visible(), pages.hidden(), date(html), html.selectFirst("img, svg") != null);
  }

  private static void checkDepth(Document html, Deadline deadline) {
    int depth = 0;
    int seen = 0;
    Node node = html;
    while (true) {
      if ((++seen & 0xFFF) == 0) {
        deadline.check();
      }
      if (depth > DEEPEST) {
        throw new Unfit(
            Reason.BROKEN, "elements nested more than " + DEEPEST + " deep; export it again");
      }
      if (node.childNodeSize() > 0) {
        node = node.childNode(0);
        depth++;
        continue;
      }
      while (node.nextSibling() == null) {
        Node parent = node.parent();
        if (parent == null) {
          return;
        }
        node = parent;
        depth--;
      }
      Node next = node.nextSibling();
      if (next == null) {
        return;
      }
      node = next;
    }
  }

  private static CareerDate date(Document html) {
    for (String name :
        new String[] {
          "dcterms.modified",
          "last-modified",
          "article:modified_time",
          "dc.date.modified",
          "date",
          "dc.date",
          "dcterms.created",
          "article:published_time",
          "created"
        }) {
      for (Element meta : html.select("meta[content]")) {
        String key = meta.hasAttr("name") ? meta.attr("name") : meta.attr("property");
        if (key.isEmpty()) {
          key = meta.attr("http-equiv");
        }
        if (key.equalsIgnoreCase(name)) {
          CareerDate date = DocumentDates.of(meta.attr("content"));
          if (!(date instanceof CareerDate.Unknown)) {
            return date;
          }
        }
      }
    }
    return CareerDate.unknown();
  }

  private void children(Element parent, State state) {
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode text) {
        show(text.getWholeText(), state);
      } else if (child instanceof Element element) {
        element(element, state);
      }
    }
  }

  private void show(String text, State state) {
    HiddenText.Reason reason = state.reason();
    if (reason != null) {
      pages.hide(reason, text);
    } else if (state.verbatim) {
      flow.verbatim(text);
    } else {
      flow.text(text);
    }
  }

  private void element(Element element, State outer) {
    if ((++elements & 0xFF) == 0) {
      deadline.check();
    }
    String tag = element.normalName();
    if (NEVER_SHOWN.contains(tag)) {
      return;
    }
    Map<String, String> style = styles.of(element);
    State state = state(element, tag, style, outer);
    if (tag.equals("br")) {
      flow.lineBreak();
      return;
    }
    if (tag.equals("input")) {
      String type = element.attr("type");
      if (type.isEmpty() || type.equals("text") || type.equals("email") || type.equals("date")) {
        show(element.attr("value"), state);
      } else if (type.equals("hidden")) {
        pages.hide(HiddenText.Reason.HIDDEN_MARKUP, element.attr("value"));
      }
      return;
    }
    String display = style.getOrDefault("display", "");
    boolean inline = display.startsWith("inline") && !display.equals("inline-flex");
    boolean floats = style.getOrDefault("float", "none").matches("left|right");
    boolean isParagraph = PARAGRAPHS.contains(tag) && !inline;
    boolean isBlock =
        !inline
            && (isParagraph
                || BLOCKS.contains(tag)
                || display.equals("block")
                || display.equals("list-item"));
    boolean sideBySide =
        tag.equals("tr")
            || display.equals("table-row")
            || (display.endsWith("flex")
                && !style.getOrDefault("flex-direction", "row").startsWith("column"))
            || display.endsWith("grid");
    boolean isCell = tag.equals("td") || tag.equals("th");
    if (isCell || display.equals("table-cell")) {
      isBlock = false;
    }
    if (isParagraph) {
      flow.paragraph();
    } else if (isBlock || sideBySide) {
      flow.block();
    } else if (floats) {
      flow.tab();
    }
    if (tag.equals("li") && state.reason() == null && !display.startsWith("inline")) {
      flow.mark("• ");
    }
    if (sideBySide) {
      cells(element, state);
    } else {
      children(element, state);
    }
    if (isParagraph) {
      flow.paragraph();
    } else if (isBlock || sideBySide) {
      flow.block();
    } else if (floats) {
      flow.tab();
    }
  }

  /// Children that stand beside each other: on one line as long as each of them is one line.
  private void cells(Element row, State state) {
    Flow outer = flow;
    boolean lastWasOneLine = false;
    for (Node child : row.childNodes()) {
      flow = new Flow();
      if (child instanceof Element element) {
        element(element, state);
      } else if (child instanceof TextNode text) {
        show(text.getWholeText(), state);
      }
      String cell = flow.toString();
      if (cell.isBlank()) {
        continue;
      }
      if (lastWasOneLine) {
        outer.tab();
      } else {
        outer.block();
      }
      outer.verbatim(cell);
      lastWasOneLine = cell.indexOf('\n') < 0;
    }
    flow = outer;
  }

  private static State state(Element element, String tag, Map<String, String> style, State outer) {
    HiddenText.Reason hidden = outer.hidden;
    if (hidden == null) {
      hidden = hides(element, tag, style);
    }
    boolean invisible =
        switch (style.getOrDefault("visibility", "")) {
          case "hidden", "collapse" -> true;
          case "visible" -> false;
          default -> outer.invisible;
        };
    double ground = outer.ground;
    String paint =
        style.getOrDefault(
            "background-color", style.getOrDefault("background", element.attr("bgcolor")));
    if (!paint.isEmpty() && !paint.equals("none") && !paint.equals("inherit")) {
      Double there =
          paint.contains("url(") || paint.contains("gradient")
              ? Double.valueOf(Double.NaN)
              : ofPaint(paint);
      ground = there == null ? ground : there;
    }
    if (style.containsKey("background-image") && !style.get("background-image").equals("none")) {
      ground = Double.NaN;
    }
    double ink = outer.ink;
    String color = style.getOrDefault("color", tag.equals("font") ? element.attr("color") : "");
    if (tag.equals("body") && color.isEmpty()) {
      color = element.attr("text");
    }
    if (!color.isEmpty() && !color.equals("inherit") && !color.equals("currentcolor")) {
      Double there = Look.ofCss(color);
      ink = there == null ? -1 : there;
    }
    double pixels = pixels(style, outer.pixels);
    boolean verbatim =
        tag.equals("pre")
            || tag.equals("textarea")
            || switch (style.getOrDefault("white-space", "")) {
              case "pre", "pre-wrap", "pre-line" -> true;
              case "normal", "nowrap" -> false;
              default -> outer.verbatim;
            };
    return new State(hidden, invisible, ink, ground, pixels, verbatim);
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
