package org.jobtrail.predict.text;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jobtrail.panel.PeriodUnit;

/// The periods that can be written as text, of the years 1000 to 2999, and how: `1984`, `1984-Q3`.
record WrittenPeriods(PeriodUnit unit) {
  static final int FIRST_YEAR = 1000;
  static final int LAST_YEAR = 2999;

  private int perYear() {
    return unit == PeriodUnit.YEAR ? 1 : 4;
  }

  /// The period with number 0.
  int first() {
    return FIRST_YEAR * perYear();
  }

  private int size() {
    return (LAST_YEAR - FIRST_YEAR + 1) * perYear();
  }

  /// The period's number, from 0; empty outside those years.
  OptionalInt number(int period) {
    int number = period - first();
    return number >= 0 && number < size() ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /// The number of a year's first period.
  int numberOfYear(int year) {
    return (year - FIRST_YEAR) * perYear();
  }

  String text(int period) {
    return perYear() == 1
        ? String.format(Locale.ROOT, "%04d", period)
        : String.format(Locale.ROOT, "%04d-Q%d", period / 4, period % 4 + 1);
  }

  /// In the order of their numbers.
  List<String> all() {
    return IntStream.range(0, size()).mapToObj(number -> text(first() + number)).toList();
  }
}
