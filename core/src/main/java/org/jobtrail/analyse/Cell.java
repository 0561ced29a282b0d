package org.jobtrail.analyse;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// One entry of a published table.
///
/// @see Table
public sealed interface Cell {
  /// As in the CSV file: plain digits, a point, no thousands separator.
  String csv();

  /// As people read it: thousands separated by a thin space.
  String shown();

  /// The number behind it; NaN for a text and for what is not there.
  double value();

  record Text(String text) implements Cell {
    @Override
    public String csv() {
      return text;
    }

    @Override
    public String shown() {
      return text;
    }

    @Override
    public double value() {
      return Double.NaN;
    }
  }

  record Count(long count) implements Cell {
    @Override
    public String csv() {
      return Long.toString(count);
    }

    @Override
    public String shown() {
      return Numbers.grouped(count);
    }

    @Override
    public double value() {
      return count;
    }
  }

  /// A number rounded to so many decimals.
  record Decimal(double value, int decimals) implements Cell {
    @Override
    public String csv() {
      return Double.isInfinite(value)
          ? "Inf"
          : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    @Override
    public String shown() {
      return Double.isInfinite(value) ? "∞" : Numbers.decimal(value, decimals);
    }
  }

  /// A share in `[0, 1]`, shown in per cent.
  record Share(double value) implements Cell {
    @Override
    public String csv() {
      return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP).toPlainString();
    }

    @Override
    public String shown() {
      return Numbers.percent(value);
    }
  }

  /// Not published, to protect few people.
  record Suppressed() implements Cell {
    @Override
    public String csv() {
      return "suppressed";
    }

    @Override
    public String shown() {
      return "hidden";
    }

    @Override
    public double value() {
      return Double.NaN;
    }
  }

  /// There is no such number: no interval, no observation, not applicable.
  record Absent() implements Cell {
    @Override
    public String csv() {
      return "";
    }

    @Override
    public String shown() {
      return "–";
    }

    @Override
    public double value() {
      return Double.NaN;
    }
  }

  static Cell text(String text) {
    return new Text(text);
  }

  static Cell count(long count) {
    return new Count(count);
  }

  /// NaN becomes {@link Absent}.
  static Cell number(double value, int decimals) {
    return Double.isNaN(value) ? new Absent() : new Decimal(value, decimals);
  }

  /// NaN becomes {@link Absent}.
  static Cell share(double value) {
    return Double.isNaN(value) ? new Absent() : new Share(value);
  }

  static Cell suppressed() {
    return new Suppressed();
  }

  static Cell absent() {
    return new Absent();
  }
}
