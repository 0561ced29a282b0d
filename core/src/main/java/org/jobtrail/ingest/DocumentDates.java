package org.jobtrail.ingest;

import java.time.DateTimeException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.career.CareerDate;
import org.jspecify.annotations.Nullable;

/// Reads the date that a document's metadata state.
///
/// Only the calendar date as written counts: the same file gives the same date in every time zone.
/// Years before 1990 are what a tool writes that has no clock, so they count as not stated.
final class DocumentDates {
  private static final Pattern ISO =
      Pattern.compile("\\s*(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?(?:[T\\s].*)?\\s*");
  private static final Pattern PDF = Pattern.compile("\\s*D?:?(\\d{4})(\\d{2})(\\d{2})\\d*.*");

  private DocumentDates() {}

  /// Reads `2019-05-17`, `2019-05-17T10:00:00Z`, `2019-05`, `2019`, or PDF's `D:20190517...`.
  static CareerDate of(@Nullable String text) {
    if (text == null) {
      return CareerDate.unknown();
    }
    Matcher m = ISO.matcher(text);
    if (!m.matches()) {
      m = PDF.matcher(text);
      if (!m.matches()) {
        return CareerDate.unknown();
      }
    }
    try {
      int year = Integer.parseInt(m.group(1));
      if (year < 1990) {
        return CareerDate.unknown();
      }
      if (m.group(2) == null) {
        return CareerDate.ofYear(year);
      }
      int month = Integer.parseInt(m.group(2));
      return m.group(3) == null
          ? CareerDate.ofMonth(year, month)
          : CareerDate.ofDay(year, month, Integer.parseInt(m.group(3)));
    } catch (DateTimeException e) {
      return CareerDate.unknown();
    }
  }
}
