package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.List;

/// E-mail addresses, also with a space beside the `@`.
///
/// Every character is looked at a bounded number of times, however the text is made.
public final class Emails {
  private Emails() {}

  /// In the order of the text, none overlapping.
  public static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int local = at;
      if (local > from && Character.isWhitespace(text.charAt(local - 1))) {
        local--;
      }
      int start = local;
      while (start > from
          && (isLocal(text.charAt(start - 1)) || isInnerApostrophe(text, start - 1, local))) {
        start--;
      }
      int end = domainEnd(text, at + 1);
      if (start < local && end > 0) {
        found.add(new Found(start, end, Kind.EMAIL));
        from = end;
      }
    }
    return found;
  }

  /// One past `example.org` with at most one space before it; -1 when none stands there.
  private static int domainEnd(String text, int from) {
    int i = from;
    if (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    int dots = 0;
    while (i < text.length() && isLabel(text.charAt(i))) {
      while (i < text.length() && isLabel(text.charAt(i))) {
        i++;
      }
      if (i + 1 >= text.length() || text.charAt(i) != '.' || !isLabel(text.charAt(i + 1))) {
        return dots > 0 ? i : -1;
      }
      dots++;
      i++;
    }
    return -1;
  }

  /// "o'connor@": between two letters; a quotation mark has none before it.
  private static boolean isInnerApostrophe(String text, int i, int local) {
    char c = text.charAt(i);
    return (c == '\'' || c == '’')
        && i > 0
        && Character.isLetter(text.charAt(i - 1))
        && i + 1 < local
        && Character.isLetter(text.charAt(i + 1));
  }

  private static boolean isLocal(char c) {
    return isLabel(c) || c == '.' || c == '_' || c == '%' || c == '+';
  }

  private static boolean isLabel(char c) {
    return Character.isLetter(c) || isNumber(c) || c == '-';
  }

  private static boolean isNumber(char c) {
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }
}
