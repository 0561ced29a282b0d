package org.jobtrail.simulate;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.jobtrail.simulate.Block.Beside;
import org.jobtrail.simulate.Block.Bullet;
import org.jobtrail.simulate.Block.Face;
import org.jobtrail.simulate.Block.Heading;
import org.jobtrail.simulate.Block.Label;
import org.jobtrail.simulate.Block.Line;
import org.jobtrail.simulate.Block.Space;
import org.jobtrail.simulate.Block.Split;
import org.jobtrail.simulate.Block.Table;

/// A4 pages set with the standard fonts: text at positions, no structure, as real PDFs are.
///
/// The standard fonts hold Windows-1252 and no more; word lists and titles keep to it.
final class PdfWriter implements Closeable {
  private static final float LEFT = 54;
  private static final float RIGHT = PDRectangle.A4.getWidth() - 54;
  private static final float TOP = PDRectangle.A4.getHeight() - 60;
  private static final float BOTTOM = 56;

  private final PDDocument document = new PDDocument();
  private final List<PDPage> pages = new ArrayList<>();
  private final PDType1Font plain;
  private final PDType1Font bold;
  private final PDType1Font italic;
  private final float size;
  private final int look;
  private PDPageContentStream stream;
  private int page;
  private float left = LEFT;
  private float y = TOP;

  private PdfWriter(int look) throws IOException {
    this.look = look;
    boolean serif = look % 3 == 0;
    plain = new PDType1Font(serif ? FontName.TIMES_ROMAN : FontName.HELVETICA);
    bold = new PDType1Font(serif ? FontName.TIMES_BOLD : FontName.HELVETICA_BOLD);
    italic = new PDType1Font(serif ? FontName.TIMES_ITALIC : FontName.HELVETICA_OBLIQUE);
    size = serif ? 11 : 10;
    stream = open(0);
  }

  static byte[] write(Sheet sheet) throws IOException {
    try (PdfWriter writer = new PdfWriter(sheet.look())) {
      writer.sheet(sheet);
      writer.stream.close();
      Calendar written = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
      written.setTimeInMillis(sheet.date().atTime(9, 0).toInstant(ZoneOffset.UTC).toEpochMilli());
      writer.document.getDocumentInformation().setCreationDate(written);
      // PDFBox makes the file identifier from the clock unless it is told a number.
      writer.document.setDocumentId((long) sheet.look());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writer.document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private void sheet(Sheet sheet) throws IOException {
    text(LEFT, sheet.name(), bold, 18);
    y -= 26;
    for (String line : sheet.contact()) {
      text(LEFT, line, plain, size);
      y -= size * 1.3f;
    }
    for (String line : sheet.trap()) {
      stream.setNonStrokingColor(1f, 1f, 1f);
      text(LEFT, line, plain, 2);
      stream.setNonStrokingColor(0f, 0f, 0f);
      y -= 2.5f;
    }
    if (sheet.side().isEmpty()) {
      blocks(sheet.main(), RIGHT);
      return;
    }
    float top = y;
    float edge = LEFT + 140;
    stream.setNonStrokingColor(0.93f, 0.94f, 0.96f);
    stream.addRect(LEFT - 10, BOTTOM, edge - LEFT + 14, top - BOTTOM + size);
    stream.fill();
    stream.setNonStrokingColor(0f, 0f, 0f);
    blocks(sheet.side(), edge);
    if (page > 0) {
      stream.close();
      page = 0;
      stream = reopen(0);
    }
    y = top;
    left = edge + 24;
    blocks(sheet.main(), RIGHT);
  }

  private void blocks(List<Block> blocks, float right) throws IOException {
    for (Block block : blocks) {
      block(block, right);
    }
  }

  private void block(Block block, float right) throws IOException {
    switch (block) {
      case Heading(String heading) -> {
        y -= size * 0.9f;
        need(size * 4);
        stream.setNonStrokingColor(0.12f, 0.23f, 0.37f);
        text(left, look % 4 == 0 ? heading.toUpperCase(Locale.ROOT) : heading, bold, size + 3);
        stream.setNonStrokingColor(0f, 0f, 0f);
        if (look % 2 == 0) {
          stream.moveTo(left, y - 4);
          stream.lineTo(right, y - 4);
          stream.setLineWidth(0.5f);
          stream.stroke();
        }
        y -= size * 1.9f;
      }
      case Line line -> wrapped(left, right, line.text(), font(line.face()));
      case Split(Line line, String dates) -> {
        need(size * 3);
        float width = width(dates, plain);
        text(right - width, dates, plain, size);
        wrapped(left, right - width - 12, line.text(), font(line.face()));
      }
      case Beside(String dates, List<Block> beside) -> {
        need(size * 4);
        float column = Math.max(118, width(dates, plain) + 14);
        text(left, dates, plain, size);
        float outer = left;
        left += column;
        blocks(beside, right);
        left = outer;
      }
      case Bullet(String item) -> {
        need(size * 1.5f);
        text(left + 6, "•", plain, size);
        wrapped(left + 17, right, item, plain);
      }
      case Label(String label, String value) -> {
        need(size * 1.5f);
        text(left, label + (look % 2 == 0 ? ":" : ""), look % 5 == 0 ? bold : plain, size);
        wrapped(left + 165, right, value, plain);
      }
      case Table(List<List<String>> rows) -> table(rows, right);
      case Space _ -> y -= size * 0.8f;
    }
  }

  private void table(List<List<String>> rows, float right) throws IOException {
    int n = rows.getFirst().size();
    float[] widths = new float[n];
    float sum = 0;
    for (int i = 0; i < n; i++) {
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i), bold) + 10);
      }
      sum += widths[i];
    }
    float shrink = Math.min(1, (right - left) / sum);
    PDType1Font font = bold;
    for (List<String> row : rows) {
      need(size * 3);
      float top = y;
      float lowest = y;
      float x = left;
      for (int i = 0; i < n; i++) {
        y = top;
        wrapped(x, x + widths[i] * shrink - 6, row.get(i), font);
        lowest = Math.min(lowest, y);
        x += widths[i] * shrink;
      }
      y = lowest - 2;
      font = plain;
    }
  }

  private PDType1Font font(Face face) {
    return switch (face) {
      case PLAIN -> plain;
      case BOLD -> bold;
      case ITALIC -> italic;
    };
  }

  private void wrapped(float x, float right, String words, PDType1Font font) throws IOException {
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && x + width(longer, font) > right) {
        need(size * 1.4f);
        text(x, line.toString(), font, size);
        y -= size * 1.32f;
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    need(size * 1.4f);
    text(x, line.toString(), font, size);
    y -= size * 1.32f;
  }

  private float width(String text, PDType1Font font) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  private void text(float x, String text, PDType1Font font, float points) throws IOException {
    stream.beginText();
    stream.setFont(font, points);
    stream.newLineAtOffset(x, y);
    stream.showText(text);
    stream.endText();
  }

  /// Turns the page when less than this is left of it.
  private void need(float height) throws IOException {
    if (y - height < BOTTOM) {
      stream.close();
      page++;
      stream = page < pages.size() ? reopen(page) : open(page);
      y = TOP;
    }
  }

  private PDPageContentStream open(int number) throws IOException {
    PDPage added = new PDPage(PDRectangle.A4);
    document.addPage(added);
    pages.add(added);
    page = number;
    return new PDPageContentStream(document, added);
  }

  private PDPageContentStream reopen(int number) throws IOException {
    return new PDPageContentStream(
        document, pages.get(number), PDPageContentStream.AppendMode.APPEND, true, true);
  }

  @Override
  public void close() throws IOException {
    stream.close();
    document.close();
  }
}
