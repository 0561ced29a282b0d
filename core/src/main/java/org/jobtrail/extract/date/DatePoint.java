package org.jobtrail.extract.date;

import java.time.YearMonth;
import org.jobtrail.career.CareerDate;

/// One date in the text, as far as it was written.
///
/// @param first first token
/// @param last one past the last token
/// @param year 0 when the text leaves it out (`June - August 2011`), -1 when it is masked (`20XX`)
/// @param month 0 when not written
/// @param day 0 when not written
/// @param quarter 0 when not written; a season counts as the quarter most of it lies in
/// @param form how it was written
record DatePoint(int first, int last, int year, int month, int day, int quarter, Form form) {
  enum Form {
    NAMED_MONTH,
    NUMERIC,
    YEAR,
    SEASON,
    ONGOING
  }

  boolean masked() {
    return year < 0;
  }

  boolean yearMissing() {
    return year == 0 && form != Form.ONGOING;
  }

  boolean yearOnly() {
    return form == Form.YEAR;
  }

  DatePoint withYear(int newYear) {
    return new DatePoint(first, last, newYear, month, day, quarter, form);
  }

  CareerDate date() {
    if (form == Form.ONGOING) {
      return CareerDate.ongoing();
    }
    if (year <= 0) {
      return CareerDate.unknown();
    }
    if (month > 0) {
      return day > 0 && day <= YearMonth.of(year, month).lengthOfMonth()
          ? CareerDate.ofDay(year, month, day)
          : CareerDate.ofMonth(year, month);
    }
    return quarter > 0 ? CareerDate.ofQuarter(year, quarter) : CareerDate.ofYear(year);
  }
}
