package org.jobtrail.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Documents for tests, made on the spot.
final class Made {
  static final PDFont HELVETICA = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

  private Made() {}

  @FunctionalInterface
  interface Drawing {
    void on(PDPageContentStream page) throws IOException;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// One A4 page per drawing.
  static byte[] pdf(Drawing... drawings) {
    try (PDDocument pdf = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      for (Drawing drawing : drawings) {
        PDPage page = new PDPage(PDRectangle.A4);
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
          drawing.on(content);
        }
      }
      pdf.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void line(PDPageContentStream page, float x, float y, float size, String text)
      throws IOException {
    page.beginText();
    page.setFont(HELVETICA, size);
    page.newLineAtOffset(x, y);
    page.showText(text);
    page.endText();
  }

  static byte[] zip(SequencedMap<String, byte[]> entries) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (ZipOutputStream out = new ZipOutputStream(bytes)) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          out.putNextEntry(new ZipEntry(entry.getKey()));
          out.write(entry.getValue());
          out.closeEntry();
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] zip(String name, byte[] content) {
    SequencedMap<String, byte[]> one = new java.util.LinkedHashMap<>();
    one.put(name, content);
    return zip(one);
  }

  static byte[] gzip(byte[] content) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(content);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A docx with this inside `<w:body>`.
  static byte[] docx(String body) {
    return docx(body, Map.of());
  }

  /// @param more further parts, such as `word/styles.xml`
  static byte[] docx(String body, Map<String, String> more) {
    SequencedMap<String, byte[]> parts = new java.util.LinkedHashMap<>();
    parts.put(
        "[Content_Types].xml",
        utf8("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"));
    parts.put(
        "_rels/.rels",
        utf8(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                + "relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"));
    parts.put("word/document.xml", utf8(word("document", "<w:body>" + body + "</w:body>")));
    new java.util.TreeMap<>(more).forEach((name, xml) -> parts.put(name, utf8(xml)));
    return zip(parts);
  }

  static String word(String root, String inside) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:"
        + root
        + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
        + " xmlns:v=\"urn:schemas-microsoft-com:vml\">"
        + inside
        + "</w:"
        + root
        + '>';
  }

  /// An odt with these automatic styles and this inside `<office:text>`.
  static byte[] odt(String styles, String body) {
    SequencedMap<String, byte[]> parts = new java.util.LinkedHashMap<>();
    parts.put("mimetype", utf8("application/vnd.oasis.opendocument.text"));
    parts.put(
        "content.xml",
        utf8(
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                + " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
                + " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
                + " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
                + " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\">"
                + "<office:automatic-styles>"
                + styles
                + "</office:automatic-styles><office:body><office:text>"
                + body
                + "</office:text></office:body></office:document-content>"));
    parts.put(
        "meta.xml",
        utf8(
            "<office:document-meta xmlns:office=\"o\" xmlns:dc=\"d\"><office:meta>"
                + "<dc:date>2018-04-03T10:00:00</dc:date></office:meta></office:document-meta>"));
    return zip(parts);
  }

  static Ingested ingest(String name, byte[] bytes) {
    return ingest(name, bytes, Limits.DEFAULT);
  }

  static Ingested ingest(String name, byte[] bytes, Limits limits) {
    RawDocument raw =
        new RawDocument(
            DocumentIds.withoutEnding(name),
            name,
            name,
            new RawDocument.Bytes(bytes.length, _ -> bytes));
    return new Ingester(limits).ingest(raw);
  }

  /// @throws AssertionError if it was set aside
  static Document read(String name, byte[] bytes) {
    return switch (ingest(name, bytes)) {
      case Ingested.Accepted(Document document) -> document;
      case Ingested.Quarantined q -> throw new AssertionError(name + ": " + q);
    };
  }

  static String text(String name, byte[] bytes) {
    return read(name, bytes).text().text();
  }
}
