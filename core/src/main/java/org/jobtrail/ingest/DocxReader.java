package org.jobtrail.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;
import org.jspecify.annotations.Nullable;

/// Reads a Word document from its XML: headers, body, text boxes, footnotes, footers.
final class DocxReader {
  private static final int DEEPEST = 2000;

  private final Pages pages;
  private final Deadline deadline;
  private final Map<String, RunStyle> styles = new HashMap<>();
  private RunStyle defaults = RunStyle.NONE;

  private DocxReader(Pages pages, Deadline deadline) {
    this.pages = pages;
    this.deadline = deadline;
  }

  static Reading read(PackageParts parts, Limits limits, Deadline deadline) {
    Pages pages = new Pages(limits);
    DocxReader reader = new DocxReader(pages, deadline);
    try {
      String main = reader.mainPart(parts);
      String folder = main.substring(0, main.lastIndexOf('/') + 1);
      reader.readStyles(parts.xml(folder + "styles.xml"));
      Set<String> above = new LinkedHashSet<>();
      Set<String> below = new LinkedHashSet<>();
      for (String name : parts.names()) {
        if (name.matches("\\Q" + folder + "\\Eheader\\d*\\.xml")) {
          above.add(reader.story(parts.xml(name)));
        } else if (name.matches("\\Q" + folder + "\\E(footnotes|endnotes|footer\\d*)\\.xml")) {
          below.add(reader.story(parts.xml(name)));
        }
      }
      Flow all = new Flow();
      above.forEach(text -> all.verbatim(text + "\n"));
      all.block();
      all.verbatim(reader.story(parts.xml(main)));
      all.block();
      below.forEach(text -> all.verbatim(text + "\n"));
      pages.show(Mojibake.mend(all.toString()));
      boolean images = parts.names().stream().anyMatch(name -> name.startsWith(folder + "media/"));
      return new Reading("docx", pages.visible(), pages.hidden(), date(parts), images);
    } catch (XMLStreamException e) {
      throw new Unfit(
          Reason.BROKEN, "its XML is damaged; open it in a word processor and save it again");
    }
  }

  private String mainPart(PackageParts parts) throws XMLStreamException {
    XMLStreamReader xml = parts.xml("_rels/.rels");
    while (xml != null && xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT
          && attribute(xml, "Type").endsWith("/officeDocument")) {
        String target = attribute(xml, "Target").replaceFirst("^/", "");
        if (parts.has(target)) {
          return target;
        }
      }
    }
    if (parts.has("word/document.xml")) {
      return "word/document.xml";
    }
    throw new Unfit(Reason.BROKEN, "a package without a document in it; save it again as docx");
  }

  private static CareerDate date(PackageParts parts) throws XMLStreamException {
    XMLStreamReader xml = parts.xml("docProps/core.xml");
    CareerDate created = CareerDate.unknown();
    while (xml != null && xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        if (name.equals("modified") || name.equals("created")) {
          CareerDate date = DocumentDates.of(xml.getElementText());
          if (name.equals("modified") && !(date instanceof CareerDate.Unknown)) {
            return date;
          }
          created = date;
        }
      }
    }
    return created;
  }

  private void readStyles(@Nullable XMLStreamReader xml) throws XMLStreamException {
    String id = "";
    RunStyle style = RunStyle.NONE;
    boolean isDefault = false;
    Map<String, String> parents = new HashMap<>();
    while (xml != null && xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "docDefaults" -> isDefault = true;
          case "style" -> {
            id = attribute(xml, "styleId");
            style = RunStyle.NONE;
          }
          case "basedOn" -> parents.put(id, attribute(xml, "val"));
          default -> style = with(style, xml);
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (xml.getLocalName().equals("style")) {
          styles.put(id, style);
        } else if (xml.getLocalName().equals("docDefaults") && isDefault) {
          defaults = style;
          style = RunStyle.NONE;
          isDefault = false;
        }
      }
    }
    Map<String, RunStyle> own = new HashMap<>(styles);
    for (String name : own.keySet()) {
      RunStyle whole = RunStyle.NONE;
      String at = name;
      for (int depth = 0; depth < 20 && at != null; depth++) {
        whole = whole.over(own.getOrDefault(at, RunStyle.NONE));
        at = parents.get(at);
      }
      styles.put(name, whole);
    }
  }

  /// The style with what one property element adds to it.
  private static RunStyle with(RunStyle style, XMLStreamReader xml) {
    String value = attribute(xml, "val");
    return switch (xml.getLocalName()) {
      case "vanish", "specVanish" ->
          new RunStyle(isOn(value), style.ink(), style.ground(), style.points());
      case "color" ->
          new RunStyle(style.hidden(), luminance(value), style.ground(), style.points());
      case "sz" -> new RunStyle(style.hidden(), style.ink(), style.ground(), halfPoints(value));
      case "shd" -> {
        String fill = attribute(xml, "fill");
        yield fill.isEmpty() || fill.equals("auto")
            ? style
            : new RunStyle(style.hidden(), style.ink(), luminance(fill), style.points());
      }
      case "highlight" ->
          value.isEmpty() || value.equals("none")
              ? style
              : new RunStyle(style.hidden(), style.ink(), Double.NaN, style.points());
      default -> style;
    };
  }

  private static boolean isOn(String value) {
    return !value.equals("0") && !value.equals("false") && !value.equals("off");
  }

  private static Double luminance(String hex) {
    Double there = hex.length() == 6 ? Look.ofHex(hex) : null;
    return there == null ? Double.valueOf(Double.NaN) : there;
  }

  private static @Nullable Double halfPoints(String value) {
    try {
      return Double.parseDouble(value) / 2;
    } catch (NumberFormatException e) {
      return null;
    }
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

  /// Where the reader is: a table cell, a text box, or the story itself, each with its own lines.
  private static final class Place {
    private final Flow flow = new Flow();
    private final StringBuilder boxes = new StringBuilder();
    private RunStyle paragraph = RunStyle.NONE;
    private RunStyle run = RunStyle.NONE;
    private @Nullable Double ground;
    private boolean inRunProperties;
    private boolean inParagraphProperties;
    private boolean lastCellWasOneLine;
    private boolean anyCell;
    private int lengthBefore;
  }

  /// One story, such as the body or a header, as lines.
  private String story(@Nullable XMLStreamReader xml) throws XMLStreamException {
    Deque<Place> places = new ArrayDeque<>();
    places.push(new Place());
    int depth = 0;
    int skipping = 0;
    int events = 0;
    while (xml != null && xml.hasNext()) {
      int event = xml.next();
      if ((++events & 0xFFF) == 0) {
        deadline.check();
      }
      Place at = places.element();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (++depth > DEEPEST) {
          throw new Unfit(Reason.BROKEN, "nested too deeply to be read; save it again");
        }
        if (skipping > 0) {
          skipping++;
          continue;
        }
        switch (xml.getLocalName()) {
          // Old copies of what Choice holds; text that was deleted or moved away; field codes.
          case "Fallback", "del", "moveFrom", "instrText", "delText", "delInstrText" ->
              skipping = 1;
          case "p" -> {
            at.flow.block();
            at.flow.mark("");
            at.lengthBefore = at.flow.length();
            at.paragraph = RunStyle.NONE;
          }
          case "pPr" -> at.inParagraphProperties = true;
          case "pStyle" ->
              at.paragraph =
                  at.paragraph.over(styles.getOrDefault(attribute(xml, "val"), RunStyle.NONE));
          case "numId" -> {
            if (at.inParagraphProperties && !attribute(xml, "val").equals("0")) {
              at.flow.mark("• ");
            }
          }
          case "r" -> at.run = RunStyle.NONE;
          case "rPr" -> at.inRunProperties = !at.inParagraphProperties;
          case "rStyle" -> {
            if (at.inRunProperties) {
              at.run = at.run.over(styles.getOrDefault(attribute(xml, "val"), RunStyle.NONE));
            }
          }
          case "t" -> {
            if (xml.getNamespaceURI() != null && !xml.getNamespaceURI().contains("/math")) {
              show(at, xml.getElementText());
              depth--;
            }
          }
          case "tab", "ptab" -> {
            if (!at.inParagraphProperties) {
              at.flow.tab();
            }
          }
          case "br", "cr" -> at.flow.lineBreak();
          case "noBreakHyphen" -> show(at, "-");
          case "sym" -> show(at, symbol(attribute(xml, "char")));
          case "txbxContent" -> places.push(new Place());
          case "tr" -> {
            at.flow.block();
            at.anyCell = false;
            at.lastCellWasOneLine = false;
          }
          case "tc" -> {
            Place cell = new Place();
            cell.ground = at.ground;
            places.push(cell);
          }
          case "shd" -> {
            String fill = attribute(xml, "fill");
            if (at.inRunProperties) {
              at.run = with(at.run, xml);
            } else if (!fill.isEmpty() && !fill.equals("auto")) {
              if (at.inParagraphProperties) {
                at.paragraph = with(at.paragraph, xml);
              } else {
                at.ground = luminance(fill);
              }
            }
          }
          default -> {
            if (at.inRunProperties) {
              at.run = with(at.run, xml);
            }
          }
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
        if (skipping > 0) {
          skipping--;
          continue;
        }
        switch (xml.getLocalName()) {
          case "pPr" -> at.inParagraphProperties = false;
          case "rPr" -> at.inRunProperties = false;
          case "p" -> {
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
          case "txbxContent" -> {
            Place box = places.pop();
            places.element().boxes.append(box.flow).append('\n');
          }
          case "tc" -> {
            Place cell = places.pop();
            addCell(places.element(), cell.flow.toString());
          }
          case "tr" -> at.flow.block();
          default -> {}
        }
      }
    }
    return places.getLast().flow.toString();
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

  private void show(Place at, String text) {
    RunStyle style = at.run.over(at.paragraph).over(defaults);
    if (style.ground() == null && at.ground != null) {
      style = new RunStyle(style.hidden(), style.ink(), at.ground, style.points());
    }
    HiddenText.Reason reason = style.reason();
    if (reason == null) {
      at.flow.text(text);
    } else {
      pages.hide(reason, text);
    }
  }

  private static String symbol(String hex) {
    try {
      return Character.toString((char) Integer.parseInt(hex, 16));
    } catch (NumberFormatException e) {
      return "";
    }
  }
}
