package org.jobtrail.career;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The start or end of an experience: stated, still going on, or not stated at all.
///
/// *Ongoing* and *unknown* are never merged: an ongoing end is censored at the document's own date,
/// an unknown end says nothing.
public sealed interface CareerDate {

  /// A stated date.
  ///
  /// @param first the first day of the stated day, month, quarter or year
  record Known(LocalDate first, Precision precision) implements CareerDate {
    public Known {
      boolean whole =
          switch (precision) {
            case DAY -> true;
            case MONTH -> first.getDayOfMonth() == 1;
            case QUARTER -> first.getDayOfMonth() == 1 && first.getMonthValue() % 3 == 1;
            case YEAR -> first.getDayOfYear() == 1;
          };
      if (!whole || first.getYear() < 1 || first.getYear() > 9999) {
        throw new IllegalArgumentException(
            first + " is not the first day of a " + precision.word() + " in years 1 to 9999");
      }
    }

    /// The last day of the stated period.
    public LocalDate last() {
      return switch (precision) {
        case DAY -> first;
        case MONTH -> first.plusMonths(1).minusDays(1);
        case QUARTER -> first.plusMonths(3).minusDays(1);
        case YEAR -> first.plusYears(1).minusDays(1);
      };
    }
  }

  /// "present", "heden", "à ce jour": going on when the document was written. Only an end can be.
  record Ongoing() implements CareerDate {}

  /// Not stated.
  record Unknown() implements CareerDate {}

  static CareerDate ongoing() {
    return new Ongoing();
  }

  static CareerDate unknown() {
    return new Unknown();
  }

  Pattern FORM = Pattern.compile("(\\d{4})(?:-(?:Q([1-4])|(\\d{2})(?:-(\\d{2}))?))?");

  static CareerDate ofDay(int year, int month, int day) {
    return new Known(LocalDate.of(year, month, day), Precision.DAY);
  }

  static CareerDate ofMonth(int year, int month) {
    return new Known(LocalDate.of(year, month, 1), Precision.MONTH);
  }

  static CareerDate ofQuarter(int year, int quarter) {
    return new Known(LocalDate.of(year, 3 * quarter - 2, 1), Precision.QUARTER);
  }

  static CareerDate ofYear(int year) {
    return new Known(LocalDate.of(year, 1, 1), Precision.YEAR);
  }

  /// Reads `YYYY-MM-DD`, `YYYY-MM`, `YYYY-Qn`, `YYYY` or `ongoing`.
  ///
  /// @throws IllegalArgumentException for any other form, naming the forms
  static CareerDate parse(String text) {
    if (text.equals("ongoing")) {
      return ongoing();
    }
    Matcher m = FORM.matcher(text);
    try {
      if (m.matches()) {
        int year = Integer.parseInt(m.group(1));
        if (m.group(2) != null) {
          return ofQuarter(year, Integer.parseInt(m.group(2)));
        }
        if (m.group(3) == null) {
          return ofYear(year);
        }
        int month = Integer.parseInt(m.group(3));
        return m.group(4) == null
            ? ofMonth(year, month)
            : ofDay(year, month, Integer.parseInt(m.group(4)));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "no such date: \"" + text + "\" (" + e.getMessage() + ')', e);
    }
    throw new IllegalArgumentException(
        "a date is YYYY-MM-DD, YYYY-MM, YYYY-Qn, YYYY or ongoing, found \"" + text + '"');
  }

  /// The file form, `YYYY-MM-DD`, `YYYY-MM`, `YYYY-Qn`, `YYYY` or `ongoing`; empty when unknown.
  default Optional<String> text() {
    return switch (this) {
      case Known(LocalDate d, Precision p) -> {
        String day = d.toString();
        yield Optional.of(
            switch (p) {
              case DAY -> day;
              case MONTH -> day.substring(0, 7);
              case QUARTER -> day.substring(0, 4) + "-Q" + (d.getMonthValue() + 2) / 3;
              case YEAR -> day.substring(0, 4);
            });
      }
      case Ongoing _ -> Optional.of("ongoing");
      case Unknown _ -> Optional.empty();
    };
  }

  /// `known`, `ongoing` or `unknown`, as files write the status.
  default String status() {
    return switch (this) {
      case Known _ -> "known";
      case Ongoing _ -> "ongoing";
      case Unknown _ -> "unknown";
    };
  }

  /// The quarter in which a known date begins; a year-only date lands on Q1, as in JobHop.
  default Optional<Quarter> quarter() {
    return this instanceof Known k ? Optional.of(Quarter.of(k.first())) : Optional.empty();
  }
}
