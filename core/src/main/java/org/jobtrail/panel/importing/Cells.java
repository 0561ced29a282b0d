package org.jobtrail.panel.importing;

import java.util.OptionalInt;
import org.jobtrail.career.Quarter;
import org.jobtrail.panel.PeriodUnit;

/// Numbers and periods as tables write them.
final class Cells {
  private Cells() {}

  /// NaN for what is no finite number.
  static double number(String cell) {
    if (!cell.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
      return Double.NaN;
    }
    double number = Double.parseDouble(cell);
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /// A year from 1 to 9999, which a spreadsheet may have given a `.0`.
  static OptionalInt year(String cell) {
    return cell.matches("0*[1-9]\\d{0,3}(\\.0+)?")
        ? OptionalInt.of(Integer.parseInt(cell.replaceFirst("\\..*", "")))
        : OptionalInt.empty();
  }

  /// A year; or a quarter as `2001-Q3`, `2001Q3`, `Q3 2001` or its index.
  static OptionalInt period(String cell, PeriodUnit unit) {
    return switch (unit) {
      case YEAR -> year(cell);
      case QUARTER -> quarter(cell);
    };
  }

  private static OptionalInt quarter(String cell) {
    if (cell.matches("\\d{4}-?Q[1-4]") && !cell.startsWith("0000")) {
      return OptionalInt.of(
          Quarter.of(Integer.parseInt(cell.substring(0, 4)), cell.charAt(cell.length() - 1) - '0')
              .index());
    }
    if (cell.matches("Q[1-4] \\d{4}") && !cell.endsWith("0000")) {
      return OptionalInt.of(Quarter.parseJobHop(cell).index());
    }
    if (cell.matches("[1-9]\\d{0,4}")) {
      int index = Integer.parseInt(cell);
      return index >= 4 && index < 40_000 ? OptionalInt.of(index) : OptionalInt.empty();
    }
    return OptionalInt.empty();
  }
}
