package org.jobtrail.extract.text;

import java.text.Normalizer;
import java.util.Locale;

/// Lower-cases, strips accents and hashes; the one place that says when two words are the same.
final class Folding {
  private static final char[] FOLDED = new char[0x2000];

  static {
    for (char c = 0; c < FOLDED.length; c++) {
      String plain = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      FOLDED[c] = plain.toLowerCase(Locale.ROOT).charAt(0);
    }
    FOLDED['ß'] = 's';
    FOLDED['œ'] = 'o';
    FOLDED['Œ'] = 'o';
    FOLDED['ø'] = 'o';
    FOLDED['ł'] = 'l';
  }

  static final long SEED = 0xcbf29ce484222325L;
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private Folding() {}

  static char fold(char c) {
    return c < FOLDED.length ? FOLDED[c] : Character.toLowerCase(c);
  }

  /// Adds one folded character to a word's hash.
  static long add(long hash, char folded) {
    long h = (hash ^ folded) * STEP;
    return h ^ (h >>> 29);
  }

  /// Adds one word's hash to a phrase's.
  static long addWord(long phrase, long word) {
    long h = (phrase + word) * STEP;
    return h ^ (h >>> 31);
  }
}
