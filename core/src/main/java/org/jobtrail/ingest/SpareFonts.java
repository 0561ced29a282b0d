package org.jobtrail.ingest;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/// Stands in for every font that a PDF doesn't carry, with the one that PDFBox ships.
///
/// Nothing is drawn, so shapes don't matter; widths come from the PDF. PDFBox's own mapper would
/// search the machine's fonts first, which takes seconds and differs from machine to machine.
final class SpareFonts implements FontMapper {
  private final TrueTypeFont font;

  private SpareFonts() throws IOException {
    try (InputStream in =
        FontMapper.class.getResourceAsStream(
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
      if (in == null) {
        throw new IOException("PDFBox's own font is missing from its jar");
      }
      font = new TTFParser().parse(new RandomAccessReadBuffer(in));
    }
  }

  /// From now on PDFBox uses this mapper, in the whole program.
  static void install() {
    try {
      FontMappers.set(new SpareFonts());
    } catch (IOException e) {
      throw new IllegalStateException("PDFBox's jar is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public FontMapping<TrueTypeFont> getTrueTypeFont(
      String baseFont, @Nullable PDFontDescriptor descriptor) {
    return new FontMapping<>(font, true);
  }

  @Override
  public FontMapping<FontBoxFont> getFontBoxFont(
      String baseFont, @Nullable PDFontDescriptor descriptor) {
    return new FontMapping<>(font, true);
  }

  @Override
  public CIDFontMapping getCIDFont(
      String baseFont, @Nullable PDFontDescriptor descriptor, @Nullable PDCIDSystemInfo info) {
    return new CIDFontMapping(null, font, true);
  }
}
