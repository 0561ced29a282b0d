package org.jobtrail.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jobtrail.simulate.Block.Beside;
import org.jobtrail.simulate.Block.Bullet;
import org.jobtrail.simulate.Block.Face;
import org.jobtrail.simulate.Block.Heading;
import org.jobtrail.simulate.Block.Label;
import org.jobtrail.simulate.Block.Line;
import org.jobtrail.simulate.Block.Space;
import org.jobtrail.simulate.Block.Split;
import org.jobtrail.simulate.Block.Table;

/// A Word document (ISO/IEC 29500, WordprocessingML): paragraphs, tab stops, tables, real bullets.
///
/// Written part by part instead of through POI: POI stamps its zip entries and properties with the
/// clock, and the same seed must give the same bytes.
final class DocxWriter {
  private static final String W =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final int TEXT_WIDTH = 9638;

  private final StringBuilder out = new StringBuilder();
  private final int look;

  private DocxWriter(int look) {
    this.look = look;
  }

  static byte[] write(Sheet sheet) throws IOException {
    DocxWriter writer = new DocxWriter(sheet.look());
    writer.document(sheet);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      part(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
              + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
              + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
              + override("/word/document.xml", "wordprocessingml.document.main")
              + override("/word/styles.xml", "wordprocessingml.styles")
              + override("/word/numbering.xml", "wordprocessingml.numbering")
              + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
              + "</Types>");
      part(
          zip,
          "_rels/.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              + "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
              + "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
              + "</Relationships>");
      part(zip, "docProps/core.xml", properties(sheet));
      part(
          zip,
          "word/_rels/document.xml.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              + "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
              + "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>"
              + "</Relationships>");
      part(zip, "word/styles.xml", writer.styles());
      part(
          zip,
          "word/numbering.xml",
          "<w:numbering "
              + W
              + "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/>"
              + "<w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/>"
              + "<w:pPr><w:ind w:left=\"360\" w:hanging=\"240\"/></w:pPr></w:lvl></w:abstractNum>"
              + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>");
      part(zip, "word/document.xml", writer.out.toString());
    }
    return bytes.toByteArray();
  }

  private static String override(String part, String type) {
    return "<Override PartName=\""
        + part
        + "\" ContentType=\"application/vnd.openxmlformats-officedocument."
        + type
        + "+xml\"/>";
  }

  private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
    zip.write((HEAD + xml).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String properties(Sheet sheet) {
    String stamp = "xsi:type=\"dcterms:W3CDTF\">" + sheet.date() + "T09:00:00Z</dcterms:";
    return "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
        + " xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
        + "<dcterms:created "
        + stamp
        + "created><dcterms:modified "
        + stamp
        + "modified></cp:coreProperties>";
  }

  private String styles() {
    String font = List.of("Calibri", "Arial", "Times New Roman").get(look % 3);
    return "<w:styles "
        + W
        + "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\""
        + font
        + "\" w:hAnsi=\""
        + font
        + "\"/><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults>"
        + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
        + style("Title", "Title", "<w:b/><w:sz w:val=\"36\"/>", "")
        + style(
            "Heading1",
            "heading 1",
            "<w:b/><w:color w:val=\"1F3A5F\"/><w:sz w:val=\"26\"/>",
            "<w:pPr><w:spacing w:before=\"240\" w:after=\"60\"/><w:outlineLvl w:val=\"0\"/></w:pPr>")
        + "</w:styles>";
  }

  private static String style(String id, String name, String run, String paragraph) {
    return "<w:style w:type=\"paragraph\" w:styleId=\""
        + id
        + "\"><w:name w:val=\""
        + name
        + "\"/><w:basedOn w:val=\"Normal\"/>"
        + paragraph
        + "<w:rPr>"
        + run
        + "</w:rPr></w:style>";
  }

  private void document(Sheet sheet) {
    out.append("<w:document ").append(W).append("><w:body>");
    paragraph("<w:pStyle w:val=\"Title\"/>", run(sheet.name(), Face.PLAIN));
    sheet.contact().forEach(line -> paragraph("", run(line, Face.PLAIN)));
    for (String line : sheet.trap()) {
      String hide =
          look % 2 == 0 ? "<w:vanish/>" : "<w:color w:val=\"FFFFFF\"/><w:sz w:val=\"2\"/>";
      paragraph("", "<w:r><w:rPr>" + hide + "</w:rPr>" + text(line) + "</w:r>");
    }
    if (sheet.side().isEmpty()) {
      sheet.main().forEach(this::block);
    } else {
      table(List.of(2900, TEXT_WIDTH - 2900));
      out.append("<w:tr>");
      cell(2900, sheet.side());
      cell(TEXT_WIDTH - 2900, sheet.main());
      out.append("</w:tr></w:tbl>");
      paragraph("", "");
    }
    out.append("<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>");
    out.append("<w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\"");
    out.append(" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/>");
    out.append("</w:sectPr></w:body></w:document>");
  }

  private void block(Block block) {
    switch (block) {
      case Heading(String text) ->
          paragraph("<w:pStyle w:val=\"Heading1\"/>", run(text, Face.PLAIN));
      case Line line -> paragraph("", run(line.text(), line.face()));
      case Split(Line left, String right) -> {
        String tab = "<w:tab w:val=\"right\" w:pos=\"" + TEXT_WIDTH + "\"/>";
        paragraph(
            "<w:tabs>" + tab + "</w:tabs>",
            run(left.text(), left.face()) + "<w:r><w:tab/>" + text(right) + "</w:r>");
      }
      case Beside(String left, List<Block> right) -> {
        table(List.of(2400, TEXT_WIDTH - 2400));
        out.append("<w:tr>");
        cell(2400, List.of(Block.plain(left)));
        cell(TEXT_WIDTH - 2400, right);
        out.append("</w:tr></w:tbl>");
      }
      case Bullet(String text) ->
          paragraph(
              "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
              run(text, Face.PLAIN));
      case Label(String label, String value) -> {
        if (look % 2 == 0) {
          table(List.of(3200, TEXT_WIDTH - 3200));
          out.append("<w:tr>");
          cell(3200, List.of(Block.plain(label)));
          cell(TEXT_WIDTH - 3200, List.of(Block.plain(value)));
          out.append("</w:tr></w:tbl>");
        } else {
          paragraph("", run(label + ": ", Face.BOLD) + run(value, Face.PLAIN));
        }
      }
      case Table(List<List<String>> rows) -> {
        int width = TEXT_WIDTH / rows.getFirst().size();
        table(rows.getFirst().stream().map(_ -> width).toList());
        Face face = Face.BOLD;
        for (List<String> row : rows) {
          out.append("<w:tr>");
          for (String text : row) {
            cell(width, List.of(new Line(text, face)));
          }
          out.append("</w:tr>");
          face = Face.PLAIN;
        }
        out.append("</w:tbl>");
        paragraph("", "");
      }
      case Space _ -> paragraph("", "");
    }
  }

  private void table(List<Integer> widths) {
    out.append("<w:tbl><w:tblPr><w:tblW w:w=\"").append(TEXT_WIDTH);
    out.append("\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    widths.forEach(w -> out.append("<w:gridCol w:w=\"").append(w).append("\"/>"));
    out.append("</w:tblGrid>");
  }

  private void cell(int width, List<Block> blocks) {
    out.append("<w:tc><w:tcPr><w:tcW w:w=\"").append(width);
    out.append("\" w:type=\"dxa\"/></w:tcPr>");
    blocks.forEach(this::block);
    if (blocks.getLast() instanceof Beside || blocks.getLast() instanceof Label) {
      // A cell must end with a paragraph, and these may end with a table.
      paragraph("", "");
    }
    out.append("</w:tc>");
  }

  private void paragraph(String properties, String runs) {
    out.append("<w:p>");
    if (!properties.isEmpty()) {
      out.append("<w:pPr>").append(properties).append("</w:pPr>");
    }
    out.append(runs).append("</w:p>");
  }

  private static String run(String text, Face face) {
    String properties =
        switch (face) {
          case PLAIN -> "";
          case BOLD -> "<w:rPr><w:b/></w:rPr>";
          case ITALIC -> "<w:rPr><w:i/></w:rPr>";
        };
    return "<w:r>" + properties + text(text) + "</w:r>";
  }

  private static String text(String text) {
    return "<w:t xml:space=\"preserve\">"
        + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        + "</w:t>";
  }
}
