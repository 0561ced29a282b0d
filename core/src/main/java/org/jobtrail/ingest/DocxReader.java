package org.jobtrail.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;
import org.jspecify.annotations.Nullable;

/// Reads a Word document from its XML: headers, body, text boxes, footnotes, footers.
final class DocxReader {
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
    String main = reader.mainPart(parts);
    String folder = main.substring(0, main.lastIndexOf('/') + 1);
    reader.readStyles(parts.xml(folder + "styles.xml", deadline));
    Set<String> above = new LinkedHashSet<>();
    Set<String> below = new LinkedHashSet<>();
    for (String name : parts.names()) {
      if (name.matches("\\Q" + folder + "\\Eheader\\d*\\.xml")) {
        above.add(reader.story(parts.xml(name, deadline)));
      } else if (name.matches("\\Q" + folder + "\\E(footnotes|endnotes|footer\\d*)\\.xml")) {
        below.add(reader.story(parts.xml(name, deadline)));
      }
    }
    Flow all = new Flow();
    above.forEach(text -> all.verbatim(text + "\n"));
    all.block();
    all.verbatim(reader.story(parts.xml(main, deadline)));
    all.block();
    below.forEach(text -> all.verbatim(text + "\n"));
    pages.show(Mojibake.mend(all.toString()));
    CareerDate date = parts.xml("docProps/core.xml", deadline).date("modified", "created");
    boolean images = parts.names().stream().anyMatch(name -> name.startsWith(folder + "media/"));
    return new Reading("docx", pages.visible(), pages.hidden(), date, images);
  }

  private String mainPart(PackageParts parts) {
    XmlEvents xml = parts.xml("_rels/.rels", deadline);
    while (xml.next()) {
      if (xml.starts() && xml.attribute("Type").endsWith("/officeDocument")) {
        String target = xml.attribute("Target").replaceFirst("^/", "");
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

  private void readStyles(XmlEvents xml) {
    String id = "";
    RunStyle style = RunStyle.NONE;
    boolean isDefault = false;
    Map<String, String> parents = new HashMap<>();
    while (xml.next()) {
      if (xml.starts()) {
        switch (xml.name()) {
          case "docDefaults" -> isDefault = true;
          case "style" -> {
            id = xml.attribute("styleId");
            style = RunStyle.NONE;
          }
          case "basedOn" -> parents.put(id, xml.attribute("val"));
          default -> style = with(style, xml);
        }
      } else if (xml.ends()) {
        if (xml.name().equals("style")) {
          styles.put(id, style);
        } else if (xml.name().equals("docDefaults") && isDefault) {
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
  private static RunStyle with(RunStyle style, XmlEvents xml) {
    String value = xml.attribute("val");
    return switch (xml.name()) {
      case "vanish", "specVanish" ->
          new RunStyle(isOn(value), style.ink(), style.ground(), style.points());
      case "color" ->
          new RunStyle(style.hidden(), luminance(value), style.ground(), style.points());
      case "sz" -> new RunStyle(style.hidden(), style.ink(), style.ground(), halfPoints(value));
      case "shd" -> {
        String fill = xml.attribute("fill");
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

  /// Where the reader is: a table cell, a text box, or the story itself, each with its own lines.
  private static final class Place {
    private final StoryLines lines = new StoryLines();
    private final Flow flow = lines.flow();
    private RunStyle paragraph = RunStyle.NONE;
    private RunStyle run = RunStyle.NONE;
    private @Nullable Double ground;
    private boolean inRunProperties;
    private boolean inParagraphProperties;
    private boolean markVanishes;
  }

  /// One story, such as the body or a header, as lines.
  private String story(XmlEvents xml) {
    Deque<Place> places = new ArrayDeque<>();
    places.push(new Place());
    while (xml.next()) {
      Place at = places.element();
      if (xml.starts()) {
        switch (xml.name()) {
          // Old copies of what Choice holds; text that was deleted or moved away; field codes.
          case "Fallback", "del", "moveFrom", "instrText", "delText", "delInstrText" -> xml.skip();
          case "p" -> {
            at.lines.openParagraph();
            at.paragraph = RunStyle.NONE;
            at.markVanishes = false;
          }
          case "pPr" -> at.inParagraphProperties = true;
          case "pStyle" ->
              at.paragraph =
                  at.paragraph.over(styles.getOrDefault(xml.attribute("val"), RunStyle.NONE));
          case "numId" -> {
            if (at.inParagraphProperties && !xml.attribute("val").equals("0")) {
              at.flow.mark("• ");
            }
          }
          case "r" -> at.run = RunStyle.NONE;
          case "rPr" -> at.inRunProperties = !at.inParagraphProperties;
          case "rStyle" -> {
            if (at.inRunProperties) {
              at.run = at.run.over(styles.getOrDefault(xml.attribute("val"), RunStyle.NONE));
            }
          }
          case "t" -> {
            if (!xml.namespace().isEmpty() && !xml.namespace().contains("/math")) {
              show(at, xml.elementText());
            }
          }
          case "tab", "ptab" -> {
            if (!at.inParagraphProperties) {
              at.flow.tab();
            }
          }
          case "br", "cr" -> at.flow.lineBreak();
          case "noBreakHyphen" -> show(at, "-");
          case "sym" -> show(at, symbol(xml.attribute("char")));
          case "txbxContent" -> places.push(new Place());
          case "tr" -> at.lines.openRow();
          case "tc" -> {
            Place cell = new Place();
            cell.ground = at.ground;
            places.push(cell);
          }
          case "shd" -> {
            String fill = xml.attribute("fill");
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
            } else if (at.inParagraphProperties && xml.name().equals("vanish")) {
              at.markVanishes = isOn(xml.attribute("val"));
            }
          }
        }
      } else if (xml.ends()) {
        switch (xml.name()) {
          case "pPr" -> at.inParagraphProperties = false;
          case "rPr" -> at.inRunProperties = false;
          case "p" -> at.lines.closeParagraph(at.markVanishes);
          case "txbxContent" -> {
            Place box = places.pop();
            places.element().lines.add(box.lines);
          }
          case "tc" -> {
            Place cell = places.pop();
            places.element().lines.addCell(cell.lines);
          }
          case "tr" -> at.lines.closeRow();
          default -> {}
        }
      }
    }
    return places.getLast().flow.toString();
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
