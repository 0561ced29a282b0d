package org.jobtrail.simulate;

import java.time.YearMonth;
import java.util.Locale;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Language;

/// How one résumé writes its dates; `weight` is how often in a hundred or so.
enum DateStyle {
  MONTH_NUMBER(24),
  MONTH_WORD(18),
  MONTH_SHORT(16),
  YEAR(20),
  MONTH_DASH(4),
  ISO(4),
  DAY(4),
  SHORT_YEAR(4),
  MONTH_SHORT_YEAR(4),
  QUARTER(2);

  private final int weight;

  DateStyle(int weight) {
    this.weight = weight;
  }

  int weight() {
    return weight;
  }

  /// Whether words can stand around it: "from March 2015 to June 2017".
  boolean wordy() {
    return this == MONTH_WORD || this == MONTH_SHORT || this == YEAR;
  }

  /// Whether a dash without spaces would run into the date's own.
  boolean dashed() {
    return this == MONTH_DASH || this == ISO;
  }

  /// @param end the last day of the month rather than the first, where days are written
  String write(YearMonth month, boolean end, Words words) {
    int y = month.getYear();
    int m = month.getMonthValue();
    return switch (this) {
      case MONTH_NUMBER -> String.format(Locale.ROOT, "%02d/%04d", m, y);
      case MONTH_DASH -> String.format(Locale.ROOT, "%02d-%04d", m, y);
      case MONTH_WORD -> words.all("month").get(m - 1) + ' ' + y;
      case MONTH_SHORT -> words.all("month.short").get(m - 1) + ' ' + y;
      case YEAR -> String.valueOf(y);
      case ISO -> String.format(Locale.ROOT, "%04d-%02d", y, m);
      case DAY -> day(end ? month.lengthOfMonth() : 1, month, words);
      case SHORT_YEAR -> String.format(Locale.ROOT, "'%02d", y % 100);
      case MONTH_SHORT_YEAR -> String.format(Locale.ROOT, "%02d/%02d", m, y % 100);
      case QUARTER -> String.format(Locale.ROOT, "Q%d %04d", (m + 2) / 3, y);
    };
  }

  /// What the words state, as precise as they are.
  CareerDate states(YearMonth month, boolean end) {
    int y = month.getYear();
    int m = month.getMonthValue();
    return switch (this) {
      case MONTH_NUMBER, MONTH_DASH, MONTH_WORD, MONTH_SHORT, ISO, MONTH_SHORT_YEAR ->
          CareerDate.ofMonth(y, m);
      case YEAR, SHORT_YEAR -> CareerDate.ofYear(y);
      case DAY -> CareerDate.ofDay(y, m, end ? month.lengthOfMonth() : 1);
      case QUARTER -> CareerDate.ofQuarter(y, (m + 2) / 3);
    };
  }

  /// The month as a word in English, where 01/03 would leave the reader wondering.
  private static String day(int day, YearMonth month, Words words) {
    return words.language().equals(Language.ENGLISH)
        ? day + " " + MONTH_WORD.write(month, false, words)
        : String.format(Locale.ROOT, "%02d/%02d/%04d", day, month.getMonthValue(), month.getYear());
  }
}
