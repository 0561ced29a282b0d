package org.jobtrail.simulate.llm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Puts words, hidden or plain, into Word documents.
final class DocxEdits {
  private static final String DOCUMENT = "word/document.xml";
  private static final String VANISHED_PARAGRAPH =
      "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr>%s</w:r></w:p>";

  private DocxEdits() {}

  static List<Hiding> hidings() {
    List<Hiding> all = new ArrayList<>();
    run(all, "vanish", "hidden-markup", "<w:vanish/>");
    run(all, "white", "white", "<w:color w:val=\"FFFFFF\"/>");
    run(all, "nearly-white", "white", "<w:color w:val=\"FDFDFE\"/>");
    run(all, "tiny", "tiny", "<w:sz w:val=\"2\"/>");
    run(
        all,
        "colour-of-its-shade",
        "white",
        "<w:color w:val=\"1F3864\"/><w:shd w:val=\"clear\" w:fill=\"1F3864\"/>");
    run(all, "style", "hidden-markup", "<w:rStyle w:val=\"Gone\"/>");
    all.add(
        new Hiding(
            "vanished-paragraph",
            "docx",
            "hidden-markup",
            (clean, text, random) ->
                edited(
                    clean,
                    xml ->
                        insertedAfter(
                            xml,
                            "</w:p>",
                            VANISHED_PARAGRAPH.replace("%s", words(text)),
                            random))));
    all.add(
        new Hiding(
            "deleted-text",
            "docx",
            "",
            (clean, text, random) ->
                inRun(
                    clean,
                    "<w:del w:id=\"9\" w:author=\"x\"><w:r><w:delText>"
                        + TextEdits.xml(text)
                        + "</w:delText></w:r></w:del>",
                    random)));
    all.add(
        new Hiding(
            "field-code",
            "docx",
            "",
            (clean, text, random) ->
                inRun(
                    clean,
                    "<w:r><w:instrText xml:space=\"preserve\">"
                        + TextEdits.xml(text)
                        + "</w:instrText></w:r>",
                    random)));
    all.add(
        new Hiding(
            "tag-characters",
            "docx",
            "zero-width",
            (clean, text, random) ->
                inRun(clean, "<w:r>" + words(TextEdits.tags(text)) + "</w:r>", random)));
    return all;
  }

  private static void run(List<Hiding> all, String kind, String reason, String properties) {
    all.add(
        new Hiding(
            kind,
            "docx",
            reason,
            (clean, text, random) ->
                inRun(
                    clean,
                    "<w:r><w:rPr>" + properties + "</w:rPr>" + words(text) + "</w:r>",
                    random)));
  }

  private static byte[] inRun(byte[] clean, String run, SplittableRandom random)
      throws IOException {
    return edited(clean, xml -> insertedAfter(xml, "</w:r>", run, random));
  }

  /// Lines that a reader sees, as paragraphs at the end.
  static byte[] shown(byte[] clean, List<String> lines) throws IOException {
    StringBuilder paragraphs = new StringBuilder();
    lines.forEach(l -> paragraphs.append("<w:p><w:r>").append(words(l)).append("</w:r></w:p>"));
    return edited(clean, xml -> xml.replace("<w:sectPr>", paragraphs + "<w:sectPr>"));
  }

  /// A line that a reader sees after the first of the items, or at the end where there is none.
  static byte[] shownAmongItems(byte[] clean, String line) throws IOException {
    String item =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r>"
            + words(line)
            + "</w:r></w:p>";
    return edited(
        clean,
        xml -> {
          int numbered = xml.indexOf("<w:numPr>");
          int end = xml.indexOf("</w:p>", numbered);
          return numbered < 0
              ? xml.replace("<w:sectPr>", item + "<w:sectPr>")
              : xml.substring(0, end + 6) + item + xml.substring(end + 6);
        });
  }

  private static String words(String text) {
    return "<w:t xml:space=\"preserve\">" + TextEdits.xml(text) + "</w:t>";
  }

  private static String insertedAfter(
      String xml, String mark, String what, SplittableRandom random) {
    List<Integer> ends = new ArrayList<>();
    for (int at = xml.indexOf(mark); at >= 0; at = xml.indexOf(mark, at + 1)) {
      ends.add(at + mark.length());
    }
    int at = ends.get(random.nextInt(ends.size()));
    return xml.substring(0, at) + what + xml.substring(at);
  }

  private static byte[] edited(byte[] clean, UnaryOperator<String> edit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(clean));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String changed =
            switch (entry.getName()) {
              case DOCUMENT -> edit.apply(xml);
              case "word/styles.xml" ->
                  xml.replace(
                      "</w:styles>",
                      "<w:style w:type=\"character\" w:styleId=\"Base\"><w:rPr><w:vanish/></w:rPr>"
                          + "</w:style><w:style w:type=\"character\" w:styleId=\"Gone\">"
                          + "<w:basedOn w:val=\"Base\"/></w:style></w:styles>");
              default -> xml;
            };
        TextEdits.part(
            out, new ZipEntry(entry.getName()), changed.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
