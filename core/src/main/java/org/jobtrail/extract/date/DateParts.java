package org.jobtrail.extract.date;

import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.WordClass;

/// Tells what ties the parts of one date together, and what sets it apart from its neighbours.
final class DateParts {
  private final Tokens tokens;
  private final Years years;

  DateParts(Tokens tokens, Years years) {
    this.tokens = tokens;
    this.years = years;
  }

  /// Past the "th", "er", "º" or ".º" glued to a number.
  int skipOrdinal(int number) {
    int j =
        tokens.isMark(number, '.')
                && number + 1 < tokens.size()
                && glued(number)
                && glued(number + 1)
            ? number + 1
            : number;
    return ordinalAt(j) > j ? ordinalAt(j) : number;
  }

  int ordinalAt(int j) {
    if (j < tokens.size() && glued(j)) {
      if (tokens.isWord(j) && tokens.length(j) <= 2) {
        return j + 1;
      }
      if (tokens.isMark(j, 'º') || tokens.isMark(j, '°')) {
        return j + 1;
      }
    }
    return j;
  }

  /// "of", "de", "del", "van" between the parts of a date.
  boolean isOf(int j) {
    return tokens.isWord(j)
        && tokens.length(j) <= 3
        && tokens.is(j, WordClass.FUNCTION)
        && !tokens.is(j, WordClass.RANGE)
        && !tokens.is(j, WordClass.MONTH)
        && !tokens.is(j, WordClass.UNTIL)
        && !tokens.is(j, WordClass.SINCE)
        && !onNewLine(j);
  }

  /// In `Jan-2015` and `Jan-15` the dash ties month and year; in `Jan - March` it doesn't.
  boolean dashBindsYear(int dash) {
    return glued(dash)
        && dash + 1 < tokens.size()
        && glued(dash + 1)
        && tokens.isNumber(dash + 1)
        && (tokens.length(dash + 1) == 4 || tokens.length(dash + 1) == 2);
  }

  boolean isDateSeparator(int i) {
    return tokens.isMark(i, '/') || tokens.isMark(i, '-') || tokens.isMark(i, '.');
  }

  /// Whether a dash or a range word and another date follow.
  boolean beforeDash(int i) {
    return i + 1 < tokens.size()
        && (tokens.isMark(i, '-') || tokens.is(i, WordClass.RANGE) || tokens.isMark(i, '/'))
        && (tokens.isNumber(i + 1)
            || tokens.is(i + 1, WordClass.ONGOING)
            || tokens.isMark(i + 1, '?'));
  }

  boolean beforeYear(int i) {
    int j = tokens.isMark(i, '.') || tokens.isMark(i, ',') ? i + 1 : i;
    return j < tokens.size()
        && (tokens.isNumber(j)
            && ((tokens.length(j) == 4 && years.isInRange(j))
                || (tokens.length(j) == 2 && glued(j))));
  }

  boolean gluedToNumberBefore(int i) {
    return i > 1
        && glued(i)
        && tokens.isMark(i - 1)
        && glued(i - 1)
        && tokens.isNumber(i - 2)
        && (tokens.mark(i - 1) == '/' || tokens.mark(i - 1) == '.')
        && tokens.length(i - 2) < 4;
  }

  boolean gluedToNumberAfter(int i) {
    return i + 1 < tokens.size()
        && (tokens.isMark(i, '/') || tokens.isMark(i, '.'))
        && glued(i)
        && glued(i + 1)
        && tokens.isNumber(i + 1)
        && tokens.length(i + 1) > 2
        && tokens.length(i + 1) != 4;
  }

  boolean glued(int i) {
    return tokens.gap(i) == Gap.NONE;
  }

  boolean onNewLine(int i) {
    return tokens.gap(i) == Gap.LINE;
  }
}
