package org.jobtrail.normalise;

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
    for (String[] ending : ENDINGS) {
      if (word.endsWith(ending[0]) && n - ending[0].length() >= 2) {
        return word.substring(0, n - ending[0].length()) + ending[1];
      }
    }
    char last = word.charAt(n - 1);
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
