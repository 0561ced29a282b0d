package org.jobtrail.ingest;

import java.util.ArrayList;
import java.util.List;

/// Puts accents that were drawn as glyphs of their own back on their letters: old TeX fonts.
final class Accents {
  private static final String SPACING = "\u00B4`\u00A8\u02C6^\u02DC~\u00B8\u02C7\u02DA\u02D8\u02DD";
  private static final String COMBINING =
      "\u0301\u0300\u0308\u0302\u0302\u0303\u0303\u0327\u030C\u030A\u0306\u030B";

  private Accents() {}

  static List<Glyph> merged(List<Glyph> glyphs) {
    boolean any = false;
    for (Glyph g : glyphs) {
      any |= accent(g) != 0;
    }
    if (!any) {
      return glyphs;
    }
    List<Glyph> merged = new ArrayList<>(glyphs.size());
    for (int i = 0; i < glyphs.size(); i++) {
      Glyph g = glyphs.get(i);
      char accent = accent(g);
      if (accent != 0 && i + 1 < glyphs.size() && sitsOn(g, glyphs.get(i + 1))) {
        merged.add(with(glyphs.get(i + 1), accent));
        i++;
      } else if (accent != 0 && !merged.isEmpty() && sitsOn(g, merged.getLast())) {
        merged.add(with(merged.removeLast(), accent));
      } else {
        merged.add(g);
      }
    }
    return merged;
  }

  private static char accent(Glyph g) {
    if (g.text().length() != 1) {
      return 0;
    }
    char c = g.text().charAt(0);
    if (c >= 0x300 && c <= 0x36F) {
      return c;
    }
    int at = SPACING.indexOf(c);
    return at < 0 ? 0 : COMBINING.charAt(at);
  }

  private static boolean sitsOn(Glyph accent, Glyph letter) {
    float width = letter.right() - letter.left();
    return !letter.text().isEmpty()
        && Character.isLetter(letter.text().charAt(letter.text().length() - 1))
        && accent.middle() > letter.left() - 0.1f * width
        && accent.middle() < letter.right() + 0.1f * width
        && Math.abs(accent.baseline() - letter.baseline()) < 0.6f * letter.size();
  }

  private static Glyph with(Glyph letter, char accent) {
    // A dotless i carries its accent instead of its dot.
    String base = letter.text().replace('\u0131', 'i') + accent;
    return new Glyph(
        java.text.Normalizer.normalize(base, java.text.Normalizer.Form.NFC),
        letter.left(),
        letter.right(),
        letter.baseline(),
        letter.size());
  }
}
