package org.jobtrail.extract.date;

import static org.jobtrail.extract.date.DatePoint.Form.NAMED_MONTH;
import static org.jobtrail.extract.date.DatePoint.Form.NUMERIC;
import static org.jobtrail.extract.date.DatePoint.Form.ONGOING;
import static org.jobtrail.extract.date.DatePoint.Form.SEASON;
import static org.jobtrail.extract.date.DatePoint.Form.YEAR;

import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Reads one date that begins at a given token: a month and a year, a day, a year, a season, a
/// quarter, "present".
///
/// Years outside `[1930, 2035]` are no dates. Two digits mean 2000 to 2035, else the 1900s.
final class DatePoints {
  static final int FIRST_YEAR = 1930;
  static final int LAST_YEAR = 2035;

  private final Tokens tokens;
  private final DayOrder order;
  private final HyphenatedYear hyphenated;

  DatePoints(Tokens tokens, DayOrder order, HyphenatedYear hyphenated) {
    this.tokens = tokens;
    this.order = order;
    this.hyphenated = hyphenated;
  }

  /// The date that begins at the token, or null.
  @Nullable DatePoint at(int i) {
    if (i >= tokens.size()) {
      return null;
    }
    if (tokens.isNumber(i)) {
      return number(i);
    }
    if (tokens.isWord(i)) {
      long classes = tokens.classes(i) | tokens.phraseClasses(i);
      if ((classes & WordClass.MONTH.bit()) != 0) {
        return month(i);
      }
      if ((classes & WordClass.SEASON.bit()) != 0) {
        return season(i);
      }
      int quarter = quarterWord(i);
      if (quarter > 0) {
        return quarter(i, i + 1, quarter);
      }
      return null;
    }
    if (tokens.isMark(i, '\'') && twoDigits(i + 1) && tokens.gap(i + 1) == Gap.NONE) {
      return new DatePoint(i, i + 2, century(tokens.value(i + 1)), 0, 0, 0, YEAR);
    }
    return null;
  }

  /// "present", "heden", "à ce jour" at the token, or null.
  @Nullable DatePoint ongoing(int i) {
    if (i >= tokens.size()) {
      return null;
    }
    if (tokens.startsPhrase(i, WordClass.ONGOING)) {
      return new DatePoint(i, i + tokens.phraseLength(i), 0, 0, 0, 0, ONGOING);
    }
    return tokens.is(i, WordClass.ONGOING) ? new DatePoint(i, i + 1, 0, 0, 0, 0, ONGOING) : null;
  }

  private @Nullable DatePoint number(int i) {
    int length = tokens.length(i);
    if (length == 4) {
      return isYear(i) ? year(i) : null;
    }
    if (length > 2) {
      return null;
    }
    int masked = maskedYear(i);
    if (masked > 0) {
      return new DatePoint(i, masked, -1, 0, 0, 0, YEAR);
    }
    DatePoint numeric = numeric(i);
    if (numeric != null) {
      return numeric;
    }
    return dayThenMonth(i);
  }

  private DatePoint year(int i) {
    int year = tokens.value(i);
    if (i + 2 < tokens.size() && isDateSeparator(i + 1) && glued(i + 1) && glued(i + 2)) {
      int month = tokens.isNumber(i + 2) && tokens.length(i + 2) <= 2 ? tokens.value(i + 2) : 0;
      if (month >= 1 && month <= 12) {
        char separator = tokens.mark(i + 1);
        if (tokens.isMark(i + 3, separator)
            && glued(i + 3)
            && i + 4 < tokens.size()
            && tokens.isNumber(i + 4)
            && glued(i + 4)
            && tokens.length(i + 4) <= 2) {
          return new DatePoint(i, i + 5, year, month, tokens.value(i + 4), 0, NUMERIC);
        }
        // 2004-06 alone is two years; before another date or behind "since" it is June.
        boolean twoYears =
            separator == '-'
                && month > year % 100
                && hyphenated == HyphenatedYear.YEARS
                && !tokens.is(i - 1, WordClass.SINCE)
                && !beforeDash(i + 3);
        if ((tokens.length(i + 2) == 2 && !twoYears) || (separator == '/' && !beforeYear(i + 3))) {
          return new DatePoint(i, i + 3, year, month, 0, 0, NUMERIC);
        }
      }
    }
    if (i + 1 < tokens.size() && tokens.isWord(i + 1) && !onNewLine(i + 1)) {
      int quarter = quarterWord(i + 1);
      if (quarter > 0) {
        return new DatePoint(i, i + 2, year, 0, 0, quarter, SEASON);
      }
      if (tokens.is(i + 1, WordClass.MONTH) && !beforeYear(i + 2)) {
        return new DatePoint(i, i + 2, year, tokens.number(i + 1), 0, 0, NAMED_MONTH);
      }
      if (tokens.is(i + 1, WordClass.SEASON) && !beforeYear(i + 2)) {
        return new DatePoint(i, i + 2, year, 0, 0, seasonQuarter(tokens.number(i + 1)), SEASON);
      }
    }
    return new DatePoint(i, i + 1, year, 0, 0, 0, YEAR);
  }

  /// `3/1/2011`, `03/2015`, `09/14`, `1.3.2011`, `03-2015`.
  private @Nullable DatePoint numeric(int i) {
    if (i + 2 >= tokens.size() || !isDateSeparator(i + 1) || !tokens.isNumber(i + 2)) {
      return null;
    }
    int a = tokens.value(i);
    int b = tokens.value(i + 2);
    char separator = tokens.mark(i + 1);
    boolean tight = glued(i + 1) && glued(i + 2);
    if (gluedToNumberBefore(i)) {
      return null;
    }
    if (tight
        && tokens.length(i + 2) <= 2
        && tokens.isMark(i + 3, separator)
        && i + 4 < tokens.size()
        && glued(i + 3)
        && glued(i + 4)
        && tokens.isNumber(i + 4)) {
      int year = yearValue(i + 4);
      if (year > 0 && !gluedToNumberAfter(i + 5)) {
        boolean dayFirst = separator == '.' || order == DayOrder.DAY_FIRST;
        int day = dayFirst ? a : b;
        int month = dayFirst ? b : a;
        if (month > 12 && day <= 12) {
          int swap = day;
          day = month;
          month = swap;
        }
        if (month >= 1 && month <= 12 && day <= 31) {
          return new DatePoint(i, i + 5, year, month, day, 0, NUMERIC);
        }
      }
      return null;
    }
    if (a < 1 || a > 12) {
      return null;
    }
    boolean sameLine = !onNewLine(i + 1) && !onNewLine(i + 2);
    if (tokens.length(i + 2) == 4 && isYearNumber(i + 2) && sameLine) {
      // "03 - 2015" with spaces is no month unless the mark is a slash.
      return tight || separator == '/' ? new DatePoint(i, i + 3, b, a, 0, 0, NUMERIC) : null;
    }
    if (tight && separator == '/' && tokens.length(i + 2) == 2 && !gluedToNumberAfter(i + 3)) {
      return new DatePoint(i, i + 3, century(b), a, 0, 0, NUMERIC);
    }
    return null;
  }

  /// `15 april 1990`, `1er janvier 2010`, `14. März 2011`, `5th of May 2010`.
  private @Nullable DatePoint dayThenMonth(int i) {
    int day = tokens.value(i);
    if (day < 1 || day > 31) {
      return null;
    }
    int j = skipOrdinal(i + 1);
    if (tokens.isMark(j, '.') || tokens.isMark(j, '-') || tokens.isMark(j, '/')) {
      j++;
    }
    if (j < tokens.size() && isOf(j)) {
      j++;
    }
    if (j >= tokens.size()) {
      return null;
    }
    if (tokens.is(j, WordClass.QUARTER) && day <= 4) {
      return quarter(i, j + 1, day);
    }
    if (!tokens.isWord(j) || !tokens.is(j, WordClass.MONTH) || onNewLine(j)) {
      return null;
    }
    DatePoint rest = month(j);
    if (rest == null || rest.day() > 0) {
      return null;
    }
    if (rest.yearMissing()) {
      return new DatePoint(i, rest.last(), 0, rest.month(), day, 0, NAMED_MONTH);
    }
    return new DatePoint(i, rest.last(), rest.year(), rest.month(), day, 0, NAMED_MONTH);
  }

  private @Nullable DatePoint month(int i) {
    int month = tokens.number(i);
    if (month < 1 || month > 12) {
      return null;
    }
    int j = i + 1;
    if (tokens.isMark(j, '.') && glued(j)) {
      j++;
    }
    int plain = j;
    if (tokens.isMark(j, ',')
        || tokens.isMark(j, '/')
        || (tokens.isMark(j, '-') && dashBindsYear(j))) {
      j++;
    }
    if (j < tokens.size() && isOf(j)) {
      j++;
    }
    if (j >= tokens.size()) {
      return monthOnly(i, plain, month);
    }
    if (tokens.isMark(j, '\'') && twoDigits(j + 1)) {
      return new DatePoint(i, j + 2, century(tokens.value(j + 1)), month, 0, 0, NAMED_MONTH);
    }
    if (tokens.isWord(j) && tokens.length(j) == 4 && isMask(j)) {
      return new DatePoint(i, j + 1, -1, month, 0, 0, NAMED_MONTH);
    }
    if (!tokens.isNumber(j)) {
      return monthOnly(i, plain, month);
    }
    if (tokens.length(j) == 4) {
      return isYearNumber(j)
          ? new DatePoint(i, j + 1, tokens.value(j), month, 0, 0, NAMED_MONTH)
          : null;
    }
    int masked = maskedYear(j);
    if (masked > 0) {
      return new DatePoint(i, masked, -1, month, 0, 0, NAMED_MONTH);
    }
    if (tokens.length(j) > 2) {
      return null;
    }
    // A day, then perhaps a year; else the two digits are the year.
    int value = tokens.value(j);
    int k = skipOrdinal(j + 1);
    boolean ordinal = k > j + 1;
    if (tokens.isMark(k, ',') || tokens.isMark(k, '.')) {
      k++;
    }
    if (k < tokens.size() && tokens.isNumber(k) && tokens.length(k) == 4 && isYearNumber(k)) {
      if (value >= 1 && value <= 31) {
        return new DatePoint(i, k + 1, tokens.value(k), month, value, 0, NAMED_MONTH);
      }
      return null;
    }
    if (ordinal || tokens.length(j) != 2 || onNewLine(j)) {
      return monthOnly(i, plain, month);
    }
    return century(value) > 0
        ? new DatePoint(i, j + 1, century(value), month, 0, 0, NAMED_MONTH)
        : monthOnly(i, plain, month);
  }

  private @Nullable DatePoint monthOnly(int i, int last, int month) {
    return tokens.shape(i) == Shape.LOWER && tokens.length(i) < 3
        ? null
        : new DatePoint(i, last, 0, month, 0, 0, NAMED_MONTH);
  }

  private @Nullable DatePoint season(int i) {
    int season = tokens.number(i);
    int j = tokens.startsPhrase(i, WordClass.SEASON) ? i + tokens.phraseLength(i) : i + 1;
    if (tokens.isMark(j, '(')) {
      // "Winter Break (4 weeks), 2008"
      int close = j;
      while (close < tokens.size() && close < j + 5 && !tokens.isMark(close, ')')) {
        close++;
      }
      j = tokens.isMark(close, ')') ? close + 1 : j;
    }
    if (tokens.isMark(j, ',') || tokens.isMark(j, '/') || tokens.isMark(j, ':')) {
      j++;
    }
    if (j < tokens.size() && isOf(j)) {
      j++;
    }
    if (j >= tokens.size()) {
      return null;
    }
    if (tokens.isMark(j, '\'') && twoDigits(j + 1)) {
      return new DatePoint(
          i, j + 2, century(tokens.value(j + 1)), 0, 0, seasonQuarter(season), SEASON);
    }
    if (!tokens.isNumber(j)) {
      return null;
    }
    int masked = maskedYear(j);
    if (masked > 0) {
      return new DatePoint(i, masked, -1, 0, 0, 0, SEASON);
    }
    return tokens.length(j) == 4 && isYearNumber(j)
        ? new DatePoint(i, j + 1, tokens.value(j), 0, 0, seasonQuarter(season), SEASON)
        : null;
  }

  private @Nullable DatePoint quarter(int first, int after, int quarter) {
    int j = after;
    if (tokens.isMark(j, '/') || tokens.isMark(j, '-') || tokens.isMark(j, ',')) {
      j++;
    }
    if (j < tokens.size() && isOf(j)) {
      j++;
    }
    return j < tokens.size() && tokens.isNumber(j) && tokens.length(j) == 4 && isYearNumber(j)
        ? new DatePoint(first, j + 1, tokens.value(j), 0, 0, quarter, SEASON)
        : null;
  }

  /// 1 to 4 for `Q3`, `T3`, `K3`, else 0.
  private int quarterWord(int i) {
    if (tokens.length(i) != 2) {
      return 0;
    }
    char letter = tokens.text().charAt(tokens.start(i));
    char digit = tokens.text().charAt(tokens.start(i) + 1);
    boolean named = letter == 'Q' || letter == 'T' || letter == 'K' || letter == 'q';
    return named && digit >= '1' && digit <= '4' ? digit - '0' : 0;
  }

  /// The lexicon numbers seasons by the quarter that most of each lies in.
  private static int seasonQuarter(int season) {
    return season;
  }

  /// One past a masked year that begins at the token (`20XX`, `19__`), else 0.
  private int maskedYear(int i) {
    int value = tokens.value(i);
    if (tokens.length(i) != 2 || (value != 20 && value != 19) || i + 1 >= tokens.size()) {
      return 0;
    }
    if (tokens.isWord(i + 1) && glued(i + 1) && tokens.length(i + 1) == 2 && isMask(i + 1)) {
      return i + 2;
    }
    boolean marks =
        (tokens.isMark(i + 1, '_') || tokens.isMark(i + 1, '?') || tokens.isMark(i + 1, '•'))
            && glued(i + 1)
            && i + 2 < tokens.size()
            && tokens.isMark(i + 2, tokens.mark(i + 1))
            && glued(i + 2);
    return marks ? i + 3 : 0;
  }

  private boolean isMask(int i) {
    for (int c = tokens.start(i); c < tokens.end(i); c++) {
      char ch = tokens.text().charAt(c);
      if (ch != 'X' && ch != 'x' && ch != 'Y') {
        return false;
      }
    }
    return true;
  }

  /// Whether a four-digit number in date position is a year.
  private boolean isYearNumber(int i) {
    int value = tokens.value(i);
    return value >= FIRST_YEAR && value <= LAST_YEAR;
  }

  /// Whether a four-digit number on its own is a year and not money, a telephone number or a count.
  private boolean isYear(int i) {
    if (!isYearNumber(i)) {
      return false;
    }
    if (i > 0 && !onNewLine(i) && tokens.is(i - 1, WordClass.PRODUCT)) {
      return false;
    }
    if (i > 1 && tokens.isMark(i - 1, '-') && glued(i - 1) && tokens.is(i - 2, WordClass.PRODUCT)) {
      return false;
    }
    if (i > 0 && glued(i)) {
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
          && glued(i - 1)
          && tokens.isNumber(i - 2)
          && tokens.length(i - 2) != 4) {
        return false;
      }
      if (before == '.'
          && i > 1
          && glued(i - 1)
          && tokens.isWord(i - 2)
          && tokens.length(i - 2) > 4) {
        return true;
      }
    }
    if (i + 1 < tokens.size() && glued(i + 1)) {
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
          && glued(i + 2)
          && tokens.isNumber(i + 2)
          && tokens.length(i + 2) == 3) {
        return false;
      }
    }
    return true;
  }

  private int yearValue(int i) {
    if (tokens.length(i) == 4) {
      return isYearNumber(i) ? tokens.value(i) : 0;
    }
    return tokens.length(i) == 2 ? century(tokens.value(i)) : 0;
  }

  static int century(int twoDigits) {
    return twoDigits <= LAST_YEAR - 2000 ? 2000 + twoDigits : 1900 + twoDigits;
  }

  private boolean twoDigits(int i) {
    return i < tokens.size() && tokens.isNumber(i) && tokens.length(i) == 2;
  }

  /// Past the "th", "er", "º" or ".º" glued to a number.
  private int skipOrdinal(int number) {
    int j =
        tokens.isMark(number, '.')
                && number + 1 < tokens.size()
                && glued(number)
                && glued(number + 1)
            ? number + 1
            : number;
    return ordinalAt(j) > j ? ordinalAt(j) : number;
  }

  private int ordinalAt(int j) {
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
  private boolean isOf(int j) {
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
  private boolean dashBindsYear(int dash) {
    return glued(dash)
        && dash + 1 < tokens.size()
        && glued(dash + 1)
        && tokens.isNumber(dash + 1)
        && (tokens.length(dash + 1) == 4 || tokens.length(dash + 1) == 2);
  }

  private boolean isDateSeparator(int i) {
    return tokens.isMark(i, '/') || tokens.isMark(i, '-') || tokens.isMark(i, '.');
  }

  /// Whether a dash or a range word and another date follow.
  private boolean beforeDash(int i) {
    return i + 1 < tokens.size()
        && (tokens.isMark(i, '-') || tokens.is(i, WordClass.RANGE) || tokens.isMark(i, '/'))
        && (tokens.isNumber(i + 1)
            || tokens.is(i + 1, WordClass.ONGOING)
            || tokens.isMark(i + 1, '?'));
  }

  private boolean beforeYear(int i) {
    int j = tokens.isMark(i, '.') || tokens.isMark(i, ',') ? i + 1 : i;
    return j < tokens.size()
        && (tokens.isNumber(j)
            && ((tokens.length(j) == 4 && isYearNumber(j)) || (tokens.length(j) == 2 && glued(j))));
  }

  private boolean gluedToNumberBefore(int i) {
    return i > 1
        && glued(i)
        && tokens.isMark(i - 1)
        && glued(i - 1)
        && tokens.isNumber(i - 2)
        && (tokens.mark(i - 1) == '/' || tokens.mark(i - 1) == '.')
        && tokens.length(i - 2) < 4;
  }

  private boolean gluedToNumberAfter(int i) {
    return i + 1 < tokens.size()
        && (tokens.isMark(i, '/') || tokens.isMark(i, '.'))
        && glued(i)
        && glued(i + 1)
        && tokens.isNumber(i + 1)
        && tokens.length(i + 1) > 2
        && tokens.length(i + 1) != 4;
  }

  private boolean glued(int i) {
    return tokens.gap(i) == Gap.NONE;
  }

  private boolean onNewLine(int i) {
    return tokens.gap(i) == Gap.LINE;
  }
}
