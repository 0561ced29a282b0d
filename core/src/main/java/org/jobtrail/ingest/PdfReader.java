package org.jobtrail.ingest;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.DefaultResourceCache;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;

/// Reads a PDF: every glyph with its place and look, then lines in reading order.
final class PdfReader {
  static {
    SpareFonts.install();
  }

  private PdfReader() {}

  /// Loads what the first PDF would have to wait for: the fonts that stand in for those a PDF
  /// lacks.
  static void load() {
    // The static initialiser did it.
  }

  static Reading read(byte[] bytes, Limits limits, Deadline deadline) {
    try (PDDocument pdf =
        Loader.loadPDF(
            new RandomAccessReadBuffer(bytes),
            "",
            null,
            null,
            IOUtils.createMemoryOnlyStreamCache())) {
      int count = pdf.getNumberOfPages();
      if (count > limits.maxPages()) {
        throw new Unfit(
            Reason.TOO_MANY_PAGES,
            count
                + " pages, at most "
                + limits.maxPages()
                + " are read; split it or raise the limit");
      }
      if (count == 0) {
        throw new Unfit(Reason.EMPTY, "a PDF without pages");
      }
      pdf.setResourceCache(new DefaultResourceCache());
      Pages pages = new Pages(limits);
      boolean images = false;
      int unmapped = 0;
      boolean first = true;
      for (PDPage page : pdf.getPages()) {
        deadline.check();
        if (!first) {
          pages.nextPage();
        }
        first = false;
        PdfPage content = PdfPage.read(page, pdf, deadline);
        images |= content.hasImages();
        unmapped += content.unmapped();
        List<String> lines = PageLayout.lines(content.visible());
        for (String line : lines) {
          pages.show(Mojibake.mend(line)).show("\n");
        }
        content.hidden().forEach(h -> pages.hide(h.reason(), h.text()));
      }
      VisibleText text = pages.visible();
      if (text.text().isBlank() && unmapped > 0) {
        throw new Unfit(
            Reason.IMAGE_ONLY,
            "its fonts don't say which characters they show; run text recognition (OCR) on it first");
      }
      return new Reading("pdf", text, pages.hidden(), date(pdf), images);
    } catch (InvalidPasswordException e) {
      throw new Unfit(Reason.ENCRYPTED, "asks for a password; save it without one");
    } catch (IOException | RuntimeException e) {
      throw e instanceof Unfit unfit
          ? unfit
          : new Unfit(Reason.BROKEN, "not a whole PDF; export or copy it again");
    }
  }

  /// When it was last changed, else when it was made.
  private static CareerDate date(PDDocument pdf) {
    PDDocumentInformation info = pdf.getDocumentInformation();
    for (COSName key : List.of(COSName.MOD_DATE, COSName.CREATION_DATE)) {
      if (info.getCOSObject().getDictionaryObject(key) instanceof COSString s) {
        CareerDate date = DocumentDates.of(s.getString());
        if (!(date instanceof CareerDate.Unknown)) {
          return date;
        }
      }
    }
    return CareerDate.unknown();
  }
}
