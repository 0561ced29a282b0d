package org.jobtrail.normalise;

import java.util.stream.Stream;

/// One written form for the plural, feminine and masculine of a folded word.
///
/// Blind to the language, because a title's own is often unknown: labels and titles go through the
/// same rules, so two words meet when their stems do and a crude stem harms nothing else.
final class Stem {
  /// From, to; the first that fits wins, then the next pass tries again, at most three passes.
  private static final String[][] ENDINGS = {
    {"erinnen", "er"},
    {"innen", "in"},
    {"trices", "teur"},
    {"trice", "teur"},
    {"euses", "eur"},
    {"euse", "eur"},
    {"ieres", "ier"},
    {"iere", "ier"},
    {"ennes", "en"},
    {"enne", "en"},
    {"eresse", "er"},
    {"erin", "er"},
    {"orin", "or"},
    {"eurin", "eur"},
    {"istin", "ist"},
    {"ntin", "nt"},
    {"ztin", "zt"},
    {"ogin", "og"},
    {"tores", "tor"},
    {"toras", "tor"},
    {"dores", "dor"},
    {"doras", "dor"},
    {"tora", "tor"},
    {"dora", "dor"},
    {"ersters", "er"},
    {"woman", "man"},
    {"women", "man"},
    {"men", "man"},
    {"person", "man"},
    {"ies", "y"},
    {"sses", "ss"},
    {"ches", "ch"},
    {"ants", "ant"},
    {"antes", "ant"},
    {"ante", "ant"},
    {"eurs", "eur"},
    {"iers", "ier"},
    {"ees", "e"},
    {"ee", "e"},
  };

  private static final String[][] NONE = {};

  /// The same by their last letter, in the same order: most words end in another.
  private static final String[][][] BY_LAST = new String[128][0][];

  static {
    for (int last = 0; last < BY_LAST.length; last++) {
      char c = (char) last;
      BY_LAST[last] =
          Stream.of(ENDINGS)
              .filter(e -> e[0].charAt(e[0].length() - 1) == c)
              .toArray(String[][]::new);
    }
  }

  private Stem() {}

  static String of(String word) {
    String stem = word;
    for (int pass = 0; pass < 2; pass++) {
      String next = once(stem);
      if (next.equals(stem)) {
        break;
      }
      stem = next;
    }
    return stem;
  }

  private static String once(String word) {
    int n = word.length();
    if (n < 4) {
      return word;
    }
    char last = word.charAt(n - 1);
    for (String[] ending : last < BY_LAST.length ? BY_LAST[last] : NONE) {
      if (word.endsWith(ending[0]) && n - ending[0].length() >= 2) {
        return word.substring(0, n - ending[0].length()) + ending[1];
      }
    }
    char before = word.charAt(n - 2);
    if (last == 's' && before != 's' && before != 'u' && before != 'i') {
      return word.substring(0, n - 1);
    }
    if (last == 'a' && n > 4) {
      return word.substring(0, n - 1) + 'o';
    }
    return word;
  }
}
