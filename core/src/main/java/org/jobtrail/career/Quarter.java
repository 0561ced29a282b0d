package org.jobtrail.career;

import java.time.LocalDate;

/// A calendar quarter, counted as `4 * year + (quarter - 1)` so that differences are quarters.
///
/// Source: JobHop's released tables (arXiv 2505.07653), which write `Q1 2000`.
///
/// @param index `4 * year + (quarter - 1)`, year in `[1, 9999]`
public record Quarter(int index) implements Comparable<Quarter> {
  public Quarter {
    if (index < 4 || index >= 40_000) {
      throw new IllegalArgumentException("quarter index must be in [4, 39999], found " + index);
    }
  }

  /// @param quarter 1 to 4
  public static Quarter of(int year, int quarter) {
    if (quarter < 1 || quarter > 4) {
      throw new IllegalArgumentException("quarter must be 1 to 4, found " + quarter);
    }
    return new Quarter(4 * year + quarter - 1);
  }

  public static Quarter of(LocalDate date) {
    return of(date.getYear(), (date.getMonthValue() + 2) / 3);
  }

  /// Reads JobHop's form, `Q1 2000`.
  ///
  /// @throws IllegalArgumentException for any other form
  public static Quarter parseJobHop(String text) {
    if (!text.matches("Q[1-4] \\d{4}")) {
      throw new IllegalArgumentException(
          "a quarter is written like \"Q1 2000\", found \"" + text + '"');
    }
    return of(Integer.parseInt(text.substring(3)), text.charAt(1) - '0');
  }

  public int year() {
    return index / 4;
  }

  /// 1 to 4.
  public int quarter() {
    return index % 4 + 1;
  }

  /// JobHop's form, `Q1 2000`.
  public String jobHop() {
    return "Q%d %04d".formatted(quarter(), year());
  }

  @Override
  public int compareTo(Quarter other) {
    return Integer.compare(index, other.index);
  }
}
