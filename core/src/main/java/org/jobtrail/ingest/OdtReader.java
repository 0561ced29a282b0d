package org.jobtrail.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;

/// Reads an OpenDocument text from its XML.
final class OdtReader {
  private final Pages pages;
  private final Map<String, RunStyle> styles = new HashMap<>();
  private final Map<String, String> parents = new HashMap<>();

  private OdtReader(Pages pages) {
    this.pages = pages;
  }

  static Reading read(PackageParts parts, Limits limits, Deadline deadline) {
    Pages pages = new Pages(limits);
    OdtReader reader = new OdtReader(pages);
    byte[] manifest = parts.bytes("META-INF/manifest.xml");
    if (manifest != null
        && new String(manifest, java.nio.charset.StandardCharsets.UTF_8)
            .contains("encryption-data")) {
      throw new Unfit(Reason.ENCRYPTED, "asks for a password; save it without one");
    }
    if (!parts.has("content.xml")) {
      throw new Unfit(Reason.BROKEN, "a package without a document in it; save it again as odt");
    }
    String page = reader.story(parts.xml("styles.xml", deadline));
    String body = reader.story(parts.xml("content.xml", deadline));
    Flow all = new Flow();
    all.verbatim(page);
    all.block();
    all.verbatim(body);
    pages.show(Mojibake.mend(all.toString()));
    CareerDate date = parts.xml("meta.xml", deadline).date("date", "creation-date");
    boolean images = parts.names().stream().anyMatch(name -> name.startsWith("Pictures/"));
    return new Reading("odt", pages.visible(), pages.hidden(), date, images);
  }

  /// The body, a table cell or a text box, each with lines of its own.
  private static final class Place {
    private final StoryLines lines = new StoryLines();
    private final Flow flow = lines.flow();
    private int openParagraphs;
  }

  private String story(XmlEvents xml) {
    Deque<Place> places = new ArrayDeque<>();
    places.push(new Place());
    Deque<RunStyle> looks = new ArrayDeque<>();
    looks.push(RunStyle.NONE);
    String styleName = "";
    boolean bullet = false;
    while (xml.next()) {
      Place at = places.element();
      if (xml.starts()) {
        String name = xml.name();
        RunStyle look = looks.element();
        switch (name) {
          case "tracked-changes", "annotation", "forms", "sequence-decls" -> {
            xml.skip();
            continue;
          }
          case "style" -> {
            styleName = xml.attribute("name");
            parents.put(styleName, xml.attribute("parent-style-name"));
          }
          case "text-properties", "paragraph-properties", "table-cell-properties" -> {
            RunStyle own = styles.getOrDefault(styleName, RunStyle.NONE);
            styles.put(styleName, with(own, xml));
          }
          case "p", "h" -> {
            at.lines.openParagraph();
            look = style(xml.attribute("style-name")).over(look);
            at.openParagraphs++;
            if (bullet) {
              at.flow.mark("• ");
              bullet = false;
            }
          }
          case "span", "a" -> look = style(xml.attribute("style-name")).over(look);
          case "hidden-text", "hidden-paragraph" ->
              look = new RunStyle(true, null, null, null).over(look);
          case "section" -> {
            if (xml.attribute("display").equals("none")) {
              look = new RunStyle(true, null, null, null).over(look);
            }
          }
          case "list-item" -> bullet = true;
          case "s" -> show(at, " ", look);
          case "tab" -> at.flow.tab();
          case "line-break" -> at.flow.lineBreak();
          case "text-box", "custom-shape" -> places.push(new Place());
          case "table-row" -> at.lines.openRow();
          case "table-cell" -> {
            look = style(xml.attribute("style-name")).over(look);
            places.push(new Place());
          }
          default -> {}
        }
        looks.push(look);
      } else if (xml.isText()) {
        if (at.openParagraphs > 0) {
          show(at, xml.text(), looks.element());
        }
      } else if (xml.ends()) {
        looks.pop();
        switch (xml.name()) {
          case "p", "h" -> {
            at.openParagraphs--;
            at.lines.closeParagraph();
          }
          case "list-item" -> bullet = false;
          case "text-box", "custom-shape" -> {
            Place box = places.pop();
            places.element().lines.add(box.lines);
          }
          case "table-cell" -> {
            Place cell = places.pop();
            places.element().lines.addCell(cell.lines);
          }
          case "table-row" -> at.lines.closeRow();
          default -> {}
        }
      }
    }
    StoryLines story = places.getLast().lines;
    story.flow().block();
    story.addBoxes();
    return story.toString();
  }

  private void show(Place at, String text, RunStyle look) {
    HiddenText.Reason reason = look.reason();
    if (reason == null) {
      at.flow.text(text);
    } else {
      pages.hide(reason, text);
    }
  }

  private RunStyle style(String name) {
    RunStyle whole = RunStyle.NONE;
    String at = name;
    for (int depth = 0; depth < 20 && at != null && !at.isEmpty(); depth++) {
      whole = whole.over(styles.getOrDefault(at, RunStyle.NONE));
      at = parents.get(at);
    }
    return whole;
  }

  private static RunStyle with(RunStyle style, XmlEvents xml) {
    Boolean hidden = xml.attribute("display").equals("none") ? Boolean.TRUE : style.hidden();
    Double ink = style.ink();
    String color = xml.attribute("color");
    if (!color.isEmpty() && xml.name().equals("text-properties")) {
      Double there =
          xml.attribute("use-window-font-color").equals("true")
              ? Double.valueOf(Double.NaN)
              : Look.ofCss(color);
      ink = there == null ? Double.valueOf(Double.NaN) : there;
    }
    Double ground = style.ground();
    String back = xml.attribute("background-color");
    if (!back.isEmpty() && !back.equals("transparent")) {
      ground = Look.ofCss(back);
    }
    Double points = style.points();
    String size = xml.attribute("font-size");
    if (size.endsWith("pt")) {
      try {
        points = Double.valueOf(size.substring(0, size.length() - 2));
      } catch (NumberFormatException e) {
        // An odd size decides nothing.
      }
    }
    return new RunStyle(hidden, ink, ground, points);
  }
}
