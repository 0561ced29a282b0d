package org.jobtrail.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;
import org.jspecify.annotations.Nullable;

/// Reads an OpenDocument text from its XML.
final class OdtReader {
  private static final int DEEPEST = 2000;

  private final Pages pages;
  private final Deadline deadline;
  private final Map<String, RunStyle> styles = new HashMap<>();
  private final Map<String, String> parents = new HashMap<>();

  private OdtReader(Pages pages, Deadline deadline) {
    this.pages = pages;
    this.deadline = deadline;
  }

  static Reading read(PackageParts parts, Limits limits, Deadline deadline) {
    Pages pages = new Pages(limits);
    OdtReader reader = new OdtReader(pages, deadline);
    try {
      byte[] manifest = parts.bytes("META-INF/manifest.xml");
      if (manifest != null
          && new String(manifest, java.nio.charset.StandardCharsets.UTF_8)
              .contains("encryption-data")) {
        throw new Unfit(Reason.ENCRYPTED, "asks for a password; save it without one");
      }
      if (!parts.has("content.xml")) {
        throw new Unfit(Reason.BROKEN, "a package without a document in it; save it again as odt");
      }
      String page = reader.story(parts.xml("styles.xml"));
      String body = reader.story(parts.xml("content.xml"));
      Flow all = new Flow();
      all.verbatim(page);
      all.block();
      all.verbatim(body);
      pages.show(Mojibake.mend(all.toString()));
      boolean images = parts.names().stream().anyMatch(name -> name.startsWith("Pictures/"));
      return new Reading("odt", pages.visible(), pages.hidden(), date(parts), images);
    } catch (XMLStreamException e) {
      throw new Unfit(
          Reason.BROKEN, "its XML is damaged; open it in a word processor and save it again");
    }
  }

  private static CareerDate date(PackageParts parts) throws XMLStreamException {
    XMLStreamReader xml = parts.xml("meta.xml");
    CareerDate created = CareerDate.unknown();
    while (xml != null && xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        if (name.equals("date") || name.equals("creation-date")) {
          CareerDate date = DocumentDates.of(xml.getElementText());
          if (name.equals("date") && !(date instanceof CareerDate.Unknown)) {
            return date;
          }
          created = date;
        }
      }
    }
    return created;
  }

  /// The body, a table cell or a text box, each with lines of its own.
  private static final class Place {
    private final Flow flow = new Flow();
    private final StringBuilder boxes = new StringBuilder();
    private boolean anyCell;
    private int lengthBefore;
    private boolean lastCellWasOneLine;
    private int openParagraphs;
  }

  private String story(@Nullable XMLStreamReader xml) throws XMLStreamException {
    Deque<Place> places = new ArrayDeque<>();
    places.push(new Place());
    Deque<RunStyle> looks = new ArrayDeque<>();
    looks.push(RunStyle.NONE);
    String styleName = "";
    int skipping = 0;
    int events = 0;
    boolean bullet = false;
    while (xml != null && xml.hasNext()) {
      int event = xml.next();
      if ((++events & 0xFFF) == 0) {
        deadline.check();
      }
      Place at = places.element();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (skipping > 0) {
            skipping++;
            continue;
          }
          String name = xml.getLocalName();
          RunStyle look = looks.element();
          switch (name) {
            case "tracked-changes", "annotation", "forms", "sequence-decls" -> skipping = 1;
            case "style" -> {
              styleName = attribute(xml, "name");
              parents.put(styleName, attribute(xml, "parent-style-name"));
            }
            case "text-properties", "paragraph-properties", "table-cell-properties" -> {
              RunStyle own = styles.getOrDefault(styleName, RunStyle.NONE);
              styles.put(styleName, with(own, xml));
            }
            case "p", "h" -> {
              at.flow.block();
              look = style(attribute(xml, "style-name")).over(look);
              at.openParagraphs++;
              at.flow.mark("");
              at.lengthBefore = at.flow.length();
              if (bullet) {
                at.flow.mark("• ");
                bullet = false;
              }
            }
            case "span", "a" -> look = style(attribute(xml, "style-name")).over(look);
            case "hidden-text", "hidden-paragraph" ->
                look = new RunStyle(true, null, null, null).over(look);
            case "section" -> {
              if (attribute(xml, "display").equals("none")) {
                look = new RunStyle(true, null, null, null).over(look);
              }
            }
            case "list-item" -> bullet = true;
            case "s" -> show(at, " ", look);
            case "tab" -> at.flow.tab();
            case "line-break" -> at.flow.lineBreak();
            case "text-box", "custom-shape" -> places.push(new Place());
            case "table-row" -> {
              at.flow.block();
              at.anyCell = false;
            }
            case "table-cell" -> {
              look = style(attribute(xml, "style-name")).over(look);
              places.push(new Place());
            }
            default -> {}
          }
          if (skipping == 0) {
            looks.push(look);
            if (looks.size() > DEEPEST) {
              throw new Unfit(Reason.BROKEN, "nested too deeply to be read; save it again");
            }
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (skipping == 0 && at.openParagraphs > 0) {
            show(at, xml.getText(), looks.element());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (skipping > 0) {
            skipping--;
            continue;
          }
          looks.pop();
          switch (xml.getLocalName()) {
            case "p", "h" -> {
              at.openParagraphs--;
              at.flow.block();
              if (at.flow.length() == at.lengthBefore) {
                // An empty paragraph shows as a blank line.
                at.flow.paragraph();
              }
              if (!at.boxes.isEmpty()) {
                at.flow.verbatim(at.boxes);
                at.boxes.setLength(0);
                at.flow.block();
              }
            }
            case "list-item" -> bullet = false;
            case "text-box", "custom-shape" -> {
              Place box = places.pop();
              places.element().boxes.append(box.flow).append('\n');
            }
            case "table-cell" -> {
              Place cell = places.pop();
              addCell(places.element(), cell.flow.toString());
            }
            case "table-row" -> at.flow.block();
            default -> {}
          }
        }
        default -> {}
      }
    }
    Place story = places.getLast();
    story.flow.block();
    if (!story.boxes.isEmpty()) {
      story.flow.verbatim(story.boxes);
    }
    return story.flow.toString();
  }

  private static void addCell(Place row, String cell) {
    if (cell.isBlank()) {
      return;
    }
    if (row.anyCell && row.lastCellWasOneLine) {
      row.flow.tab();
    } else if (row.anyCell) {
      row.flow.block();
    }
    row.flow.verbatim(cell);
    row.anyCell = true;
    row.lastCellWasOneLine = cell.indexOf('\n') < 0;
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

  private static RunStyle with(RunStyle style, XMLStreamReader xml) {
    Boolean hidden = attribute(xml, "display").equals("none") ? Boolean.TRUE : style.hidden();
    Double ink = style.ink();
    String color = attribute(xml, "color");
    if (!color.isEmpty() && xml.getLocalName().equals("text-properties")) {
      Double there =
          attribute(xml, "use-window-font-color").equals("true")
              ? Double.valueOf(Double.NaN)
              : Look.ofCss(color);
      ink = there == null ? Double.valueOf(Double.NaN) : there;
    }
    Double ground = style.ground();
    String back = attribute(xml, "background-color");
    if (!back.isEmpty() && !back.equals("transparent")) {
      ground = Look.ofCss(back);
    }
    Double points = style.points();
    String size = attribute(xml, "font-size");
    if (size.endsWith("pt")) {
      try {
        points = Double.valueOf(size.substring(0, size.length() - 2));
      } catch (NumberFormatException e) {
        // An odd size decides nothing.
      }
    }
    return new RunStyle(hidden, ink, ground, points);
  }

  private static String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        String value = xml.getAttributeValue(i);
        return value == null ? "" : value;
      }
    }
    return "";
  }
}
