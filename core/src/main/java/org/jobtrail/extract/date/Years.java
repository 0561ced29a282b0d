package org.jobtrail.extract.date;

import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.WordClass;

/// Tells years from other numbers, and what two digits mean.
///
/// Years outside `[1930, 2035]` are no dates. Two digits mean 2000 to 2035, else the 1900s.
final class Years {
  static final int FIRST = 1930;
  static final int LAST = 2035;

  private final Tokens tokens;

  Years(Tokens tokens) {
    this.tokens = tokens;
  }

  /// One past a masked year that begins at the token (`20XX`, `19__`), else 0.
  int masked(int i) {
    int value = tokens.value(i);
    if (tokens.length(i) != 2 || (value != 20 && value != 19) || i + 1 >= tokens.size()) {
      return 0;
    }
    if (tokens.isWord(i + 1) && isGlued(i + 1) && tokens.length(i + 1) == 2 && isMask(i + 1)) {
      return i + 2;
    }
    boolean marks =
        (tokens.isMark(i + 1, '_') || tokens.isMark(i + 1, '?') || tokens.isMark(i + 1, '•'))
            && isGlued(i + 1)
            && i + 2 < tokens.size()
            && tokens.isMark(i + 2, tokens.mark(i + 1))
            && isGlued(i + 2);
    return marks ? i + 3 : 0;
  }

  boolean isMask(int i) {
    for (int c = tokens.start(i); c < tokens.end(i); c++) {
      char ch = tokens.text().charAt(c);
      if (ch != 'X' && ch != 'x' && ch != 'Y') {
        return false;
      }
    }
    return true;
  }

  /// Whether a four-digit number in date position is a year.
  boolean isInRange(int i) {
    int value = tokens.value(i);
    return value >= FIRST && value <= LAST;
  }

  /// Whether a four-digit number on its own is a year and not money, a telephone number or a count.
  boolean isYear(int i) {
    if (!isInRange(i)) {
      return false;
    }
    if (i > 0 && tokens.gap(i) != Gap.LINE && tokens.is(i - 1, WordClass.PRODUCT)) {
      return false;
    }
    if (i > 1
        && tokens.isMark(i - 1, '-')
        && isGlued(i - 1)
        && tokens.is(i - 2, WordClass.PRODUCT)) {
      return false;
    }
    if (i > 0 && isGlued(i)) {
      char before = tokens.mark(i - 1);
      if (before == '$'
          || before == '€'
          || before == '£'
          || before == '#'
          || before == '+'
          || before == '='
          || before == '@'
          || before == '_'
          || before == '\\') {
        return false;
      }
      if (tokens.isWord(i - 1)) {
        return false;
      }
      if ((before == '.' || before == ',' || before == '-')
          && i > 1
          && isGlued(i - 1)
          && tokens.isNumber(i - 2)
          && tokens.length(i - 2) != 4) {
        return false;
      }
      if (before == '.'
          && i > 1
          && isGlued(i - 1)
          && tokens.isWord(i - 2)
          && tokens.length(i - 2) > 4) {
        return true;
      }
    }
    if (i + 1 < tokens.size() && isGlued(i + 1)) {
      if (tokens.isWord(i + 1)
          && !tokens.is(i + 1, WordClass.ONGOING)
          && tokens.length(i + 1) < 3) {
        return false;
      }
      char after = tokens.mark(i + 1);
      if (after == '%' || after == '+' || after == '@' || after == '_' || after == '$') {
        return false;
      }
      if ((after == '.' || after == ',')
          && i + 2 < tokens.size()
          && isGlued(i + 2)
          && tokens.isNumber(i + 2)
          && tokens.length(i + 2) == 3) {
        return false;
      }
    }
    return true;
  }

  int value(int i) {
    if (tokens.length(i) == 4) {
      return isInRange(i) ? tokens.value(i) : 0;
    }
    return tokens.length(i) == 2 ? century(tokens.value(i)) : 0;
  }

  static int century(int twoDigits) {
    return twoDigits <= LAST - 2000 ? 2000 + twoDigits : 1900 + twoDigits;
  }

  boolean hasTwoDigits(int i) {
    return i < tokens.size() && tokens.isNumber(i) && tokens.length(i) == 2;
  }

  private boolean isGlued(int i) {
    return tokens.gap(i) == Gap.NONE;
  }
}
