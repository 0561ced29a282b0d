package org.jobtrail.simulate.llm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/// Puts words, hidden or plain, into PDFs.
final class PdfEdits {
  private static final int WIDTH = 90;
  private static final float LEADING = 9;

  /// Below the last line of any simulated page.
  private static final float TOP = 46;

  private PdfEdits() {}

  static List<Hiding> hidings() {
    List<Hiding> all = new ArrayList<>();
    add(
        all,
        "white",
        "white",
        (page, text) -> {
          page.setNonStrokingColor(0.99f, 0.99f, 1f);
          lines(page, text, 50, TOP, 8);
        });
    add(
        all,
        "colour-of-its-box",
        "white",
        (page, text) -> {
          page.setNonStrokingColor(0.2f, 0.3f, 0.4f);
          page.addRect(45, 5, 500, 50);
          page.fill();
          page.setNonStrokingColor(0.2f, 0.3f, 0.41f);
          lines(page, text, 50, TOP, 8);
        });
    add(all, "tiny", "tiny", (page, text) -> lines(page, text, 50, TOP, 0.8f));
    add(all, "below-the-page", "off-page", (page, text) -> lines(page, text, 50, -30, 9));
    add(all, "beside-the-page", "off-page", (page, text) -> lines(page, text, 1200, 500, 9));
    add(
        all,
        "clipped",
        "off-page",
        (page, text) -> {
          page.addRect(590, 5, 2, 2);
          page.clip();
          lines(page, text, 50, TOP, 8);
        });
    add(
        all,
        "rendering-mode",
        "invisible-mode",
        (page, text) -> {
          page.setRenderingMode(RenderingMode.NEITHER);
          lines(page, text, 50, 400, 9);
        });
    add(
        all,
        "transparent",
        "invisible-mode",
        (page, text) -> {
          PDExtendedGraphicsState clear = new PDExtendedGraphicsState();
          clear.setNonStrokingAlphaConstant(0f);
          page.setGraphicsStateParameters(clear);
          lines(page, text, 50, 400, 9);
        });
    add(
        all,
        "covered",
        "covered",
        (page, text) -> {
          lines(page, text, 50, TOP, 8);
          page.setNonStrokingColor(0.9f, 0.9f, 0.9f);
          page.addRect(40, 2, 520, 52);
          page.fill();
        });
    all.add(
        new Hiding(
            "switched-off-layer",
            "pdf",
            "hidden-markup",
            (clean, text, _) -> layered(clean, text)));
    return all;
  }

  @FunctionalInterface
  private interface Drawing {
    void on(PDPageContentStream page, String text) throws IOException;
  }

  private static void add(List<Hiding> all, String kind, String reason, Drawing drawing) {
    all.add(
        new Hiding(
            kind,
            "pdf",
            reason,
            (clean, text, _) -> edited(clean, (pdf, page) -> drawing.on(page, text))));
  }

  @FunctionalInterface
  private interface Change {
    void on(PDDocument pdf, PDPageContentStream firstPage) throws IOException;
  }

  private static byte[] layered(byte[] clean, String text) throws IOException {
    return edited(
        clean,
        (pdf, page) -> {
          PDOptionalContentProperties layers = new PDOptionalContentProperties();
          PDOptionalContentGroup layer = new PDOptionalContentGroup("notes");
          layers.addGroup(layer);
          layers.setGroupEnabled(layer, false);
          pdf.getDocumentCatalog().setOCProperties(layers);
          page.beginMarkedContent(COSName.OC, layer);
          lines(page, text, 50, 400, 9);
          page.endMarkedContent();
        });
  }

  private static byte[] edited(byte[] clean, Change change) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(clean)) {
      try (PDPageContentStream page =
          new PDPageContentStream(pdf, pdf.getPage(0), AppendMode.APPEND, true, true)) {
        change.on(pdf, page);
      }
      return saved(pdf, clean);
    }
  }

  /// Lines that a reader sees, on a page of their own at the end.
  static byte[] shown(byte[] clean, List<String> lines) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(clean)) {
      PDPage page = new PDPage(PDRectangle.A4);
      pdf.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        float y = 780;
        for (String line : lines) {
          y = lines(content, line, 54, y, 9) - LEADING;
        }
      }
      return saved(pdf, clean);
    }
  }

  private static byte[] saved(PDDocument pdf, byte[] clean) throws IOException {
    // The file's identifier would come from the clock otherwise.
    pdf.setDocumentId((long) Arrays.hashCode(clean));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pdf.save(bytes);
    return bytes.toByteArray();
  }

  /// Sets the text in lines of some 90 characters; the baseline that would come next.
  private static float lines(
      PDPageContentStream page, String text, float x, float top, float points) throws IOException {
    PDType1Font font = new PDType1Font(FontName.HELVETICA);
    float y = top;
    StringBuilder line = new StringBuilder();
    // No word may run off the page.
    String broken = text.replaceAll("(\\S{" + (WIDTH - 10) + "})(?=\\S)", "$1 ");
    for (String word : (broken + " \n").split(" ", -1)) {
      if (word.equals("\n") || line.length() + word.length() > WIDTH) {
        page.beginText();
        page.setFont(font, points);
        page.newLineAtOffset(x, y);
        page.showText(line.toString().stripTrailing());
        page.endText();
        y -= Math.max(points, 1) * 1.15f;
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    return y;
  }
}
