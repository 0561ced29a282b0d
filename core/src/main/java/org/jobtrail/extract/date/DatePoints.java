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
/// {@link Years} says which numbers are years, {@link DateParts} what ties the parts of a date.
final class DatePoints {
  private final Tokens tokens;
  private final DayOrder order;
  private final HyphenatedYear hyphenated;
  private final Years years;
  private final DateParts parts;

  DatePoints(Tokens tokens, DayOrder order, HyphenatedYear hyphenated) {
    this.tokens = tokens;
    this.order = order;
    this.hyphenated = hyphenated;
    this.years = new Years(tokens);
    this.parts = new DateParts(tokens, years);
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
    if (tokens.isMark(i, '\'') && years.hasTwoDigits(i + 1) && tokens.gap(i + 1) == Gap.NONE) {
      return new DatePoint(i, i + 2, Years.century(tokens.value(i + 1)), 0, 0, 0, YEAR);
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
      return years.isYear(i) ? year(i) : null;
    }
    if (length > 2) {
      return null;
    }
    int masked = years.masked(i);
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
    if (i + 2 < tokens.size()
        && parts.isDateSeparator(i + 1)
        && parts.glued(i + 1)
        && parts.glued(i + 2)) {
      int month = tokens.isNumber(i + 2) && tokens.length(i + 2) <= 2 ? tokens.value(i + 2) : 0;
      if (month >= 1 && month <= 12) {
        char separator = tokens.mark(i + 1);
        if (tokens.isMark(i + 3, separator)
            && parts.glued(i + 3)
            && i + 4 < tokens.size()
            && tokens.isNumber(i + 4)
            && parts.glued(i + 4)
            && tokens.length(i + 4) <= 2) {
          return new DatePoint(i, i + 5, year, month, tokens.value(i + 4), 0, NUMERIC);
        }
        // 2004-06 alone is two years; before another date or behind "since" it is June.
        boolean twoYears =
            separator == '-'
                && month > year % 100
                && hyphenated == HyphenatedYear.YEARS
                && !tokens.is(i - 1, WordClass.SINCE)
                && !parts.beforeDash(i + 3);
        if ((tokens.length(i + 2) == 2 && !twoYears)
            || (separator == '/' && !parts.beforeYear(i + 3))) {
          return new DatePoint(i, i + 3, year, month, 0, 0, NUMERIC);
        }
      }
    }
    if (i + 1 < tokens.size() && tokens.isWord(i + 1) && !parts.onNewLine(i + 1)) {
      int quarter = quarterWord(i + 1);
      if (quarter > 0) {
        return new DatePoint(i, i + 2, year, 0, 0, quarter, SEASON);
      }
      if (tokens.is(i + 1, WordClass.MONTH) && !parts.beforeYear(i + 2)) {
        return new DatePoint(i, i + 2, year, tokens.number(i + 1), 0, 0, NAMED_MONTH);
      }
      if (tokens.is(i + 1, WordClass.SEASON) && !parts.beforeYear(i + 2)) {
        return new DatePoint(i, i + 2, year, 0, 0, tokens.number(i + 1), SEASON);
      }
    }
    return new DatePoint(i, i + 1, year, 0, 0, 0, YEAR);
  }

  /// `3/1/2011`, `03/2015`, `09/14`, `1.3.2011`, `03-2015`.
  private @Nullable DatePoint numeric(int i) {
    if (i + 2 >= tokens.size() || !parts.isDateSeparator(i + 1) || !tokens.isNumber(i + 2)) {
      return null;
    }
    int a = tokens.value(i);
    int b = tokens.value(i + 2);
    char separator = tokens.mark(i + 1);
    boolean tight = parts.glued(i + 1) && parts.glued(i + 2);
    if (parts.gluedToNumberBefore(i)) {
      return null;
    }
    if (tight
        && tokens.length(i + 2) <= 2
        && tokens.isMark(i + 3, separator)
        && i + 4 < tokens.size()
        && parts.glued(i + 3)
        && parts.glued(i + 4)
        && tokens.isNumber(i + 4)) {
      int year = years.value(i + 4);
      if (year > 0 && !parts.gluedToNumberAfter(i + 5)) {
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
    boolean sameLine = !parts.onNewLine(i + 1) && !parts.onNewLine(i + 2);
    if (tokens.length(i + 2) == 4 && years.isInRange(i + 2) && sameLine) {
      // "03 - 2015" with spaces is no month unless the mark is a slash.
      return tight || separator == '/' ? new DatePoint(i, i + 3, b, a, 0, 0, NUMERIC) : null;
    }
    if (tight
        && separator == '/'
        && tokens.length(i + 2) == 2
        && !parts.gluedToNumberAfter(i + 3)) {
      return new DatePoint(i, i + 3, Years.century(b), a, 0, 0, NUMERIC);
    }
    return null;
  }

  /// `15 april 1990`, `1er janvier 2010`, `14. März 2011`, `5th of May 2010`.
  private @Nullable DatePoint dayThenMonth(int i) {
    int day = tokens.value(i);
    if (day < 1 || day > 31) {
      return null;
    }
    int j = parts.skipOrdinal(i + 1);
    if (tokens.isMark(j, '.') || tokens.isMark(j, '-') || tokens.isMark(j, '/')) {
      j++;
    }
    if (j < tokens.size() && parts.isOf(j)) {
      j++;
    }
    if (j >= tokens.size()) {
      return null;
    }
    if (tokens.is(j, WordClass.QUARTER) && day <= 4) {
      return quarter(i, j + 1, day);
    }
    if (!tokens.isWord(j) || !tokens.is(j, WordClass.MONTH) || parts.onNewLine(j)) {
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
    if (tokens.isMark(j, '.') && parts.glued(j)) {
      j++;
    }
    int plain = j;
    if (tokens.isMark(j, ',')
        || tokens.isMark(j, '/')
        || (tokens.isMark(j, '-') && parts.dashBindsYear(j))) {
      j++;
    }
    if (j < tokens.size() && parts.isOf(j)) {
      j++;
    }
    if (j >= tokens.size()) {
      return monthOnly(i, plain, month);
    }
    if (tokens.isMark(j, '\'') && years.hasTwoDigits(j + 1)) {
      return new DatePoint(i, j + 2, Years.century(tokens.value(j + 1)), month, 0, 0, NAMED_MONTH);
    }
    if (tokens.isWord(j) && tokens.length(j) == 4 && years.isMask(j)) {
      return new DatePoint(i, j + 1, -1, month, 0, 0, NAMED_MONTH);
    }
    if (!tokens.isNumber(j)) {
      return monthOnly(i, plain, month);
    }
    if (tokens.length(j) == 4) {
      return years.isInRange(j)
          ? new DatePoint(i, j + 1, tokens.value(j), month, 0, 0, NAMED_MONTH)
          : null;
    }
    int masked = years.masked(j);
    if (masked > 0) {
      return new DatePoint(i, masked, -1, month, 0, 0, NAMED_MONTH);
    }
    if (tokens.length(j) > 2) {
      return null;
    }
    // A day, then perhaps a year; else the two digits are the year.
    int value = tokens.value(j);
    int k = parts.skipOrdinal(j + 1);
    boolean ordinal = k > j + 1;
    if (tokens.isMark(k, ',') || tokens.isMark(k, '.')) {
      k++;
    }
    if (k < tokens.size() && tokens.isNumber(k) && tokens.length(k) == 4 && years.isInRange(k)) {
      if (value >= 1 && value <= 31) {
        return new DatePoint(i, k + 1, tokens.value(k), month, value, 0, NAMED_MONTH);
      }
      return null;
    }
    if (ordinal || tokens.length(j) != 2 || parts.onNewLine(j)) {
      return monthOnly(i, plain, month);
    }
    return Years.century(value) > 0
        ? new DatePoint(i, j + 1, Years.century(value), month, 0, 0, NAMED_MONTH)
        : monthOnly(i, plain, month);
  }

  private @Nullable DatePoint monthOnly(int i, int last, int month) {
    return tokens.shape(i) == Shape.LOWER && tokens.length(i) < 3
        ? null
        : new DatePoint(i, last, 0, month, 0, 0, NAMED_MONTH);
  }

  private @Nullable DatePoint season(int i) {
    // The lexicon numbers seasons by the quarter that most of each lies in.
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
    if (j < tokens.size() && parts.isOf(j)) {
      j++;
    }
    if (j >= tokens.size()) {
      return null;
    }
    if (tokens.isMark(j, '\'') && years.hasTwoDigits(j + 1)) {
      return new DatePoint(i, j + 2, Years.century(tokens.value(j + 1)), 0, 0, season, SEASON);
    }
    if (!tokens.isNumber(j)) {
      return null;
    }
    int masked = years.masked(j);
    if (masked > 0) {
      return new DatePoint(i, masked, -1, 0, 0, 0, SEASON);
    }
    return tokens.length(j) == 4 && years.isInRange(j)
        ? new DatePoint(i, j + 1, tokens.value(j), 0, 0, season, SEASON)
        : null;
  }

  private @Nullable DatePoint quarter(int first, int after, int quarter) {
    int j = after;
    if (tokens.isMark(j, '/') || tokens.isMark(j, '-') || tokens.isMark(j, ',')) {
      j++;
    }
    if (j < tokens.size() && parts.isOf(j)) {
      j++;
    }
    return j < tokens.size() && tokens.isNumber(j) && tokens.length(j) == 4 && years.isInRange(j)
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
}
