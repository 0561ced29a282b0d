package org.jobtrail.ingest;

import java.util.Map;
import java.util.Set;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

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

  static Reading read(String text, Limits limits, Deadline deadline) {
    Document html = Jsoup.parse(text);
    deadline.check();
    checkDepth(html, deadline);
    Pages pages = new Pages(limits);
    HtmlReader reader = new HtmlReader(HtmlStyles.of(html, deadline), pages, deadline);
    reader.element(html.body(), HtmlLook.BODY);
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

  private void children(Element parent, HtmlLook look) {
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode text) {
        show(text.getWholeText(), look);
      } else if (child instanceof Element element) {
        element(element, look);
      }
    }
  }

  private void show(String text, HtmlLook look) {
    HiddenText.Reason reason = look.reason();
    if (reason != null) {
      pages.hide(reason, text);
    } else if (look.verbatim()) {
      flow.verbatim(text);
    } else {
      flow.text(text);
    }
  }

  private void element(Element element, HtmlLook outer) {
    if ((++elements & 0xFF) == 0) {
      deadline.check();
    }
    String tag = element.normalName();
    if (NEVER_SHOWN.contains(tag)) {
      return;
    }
    Map<String, String> style = styles.of(element);
    HtmlLook look = outer.inside(element, tag, style);
    if (tag.equals("br")) {
      flow.lineBreak();
      return;
    }
    if (tag.equals("input")) {
      String type = element.attr("type");
      if (type.isEmpty() || type.equals("text") || type.equals("email") || type.equals("date")) {
        show(element.attr("value"), look);
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
    if (tag.equals("li") && look.reason() == null && !display.startsWith("inline")) {
      flow.mark("• ");
    }
    if (sideBySide) {
      cells(element, look);
    } else {
      children(element, look);
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
  private void cells(Element row, HtmlLook look) {
    Flow outer = flow;
    boolean lastWasOneLine = false;
    for (Node child : row.childNodes()) {
      flow = new Flow();
      if (child instanceof Element element) {
        element(element, look);
      } else if (child instanceof TextNode text) {
        show(text.getWholeText(), look);
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
}
