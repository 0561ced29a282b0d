package org.jobtrail.analyse.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// A straight line from numbers to pixels, with round ticks.
///
/// @param low number at pixel `from`
/// @param high number at pixel `to`
record Scale(double low, double high, double from, double to) {
  Scale {
    if (!(high > low)) {
      high = low + 1;
    }
  }

  /// From 0 (or a round number below) to a round number that covers the largest value.
  static Scale covering(double least, double most, double from, double to) {
    double low = Math.min(0, least);
    double high = Double.isNaN(most) || most <= low ? low + 1 : most;
    double step = step(high - low, 5);
    return new Scale(Math.floor(low / step) * step, Math.ceil(high / step - 1e-9) * step, from, to);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /// Round numbers in the range, about so many.
  List<Double> ticks(int about) {
    double step = step(high - low, about);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private static double step(double range, int about) {
    double rough = range / about;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double unit = rough / power;
    return power * (unit <= 1.0001 ? 1 : unit <= 2.0001 ? 2 : unit <= 5.0001 ? 5 : 10);
  }

  /// A tick as text: `0.2`, `1500`, `−4`.
  static String label(double tick) {
    BigDecimal number =
        BigDecimal.valueOf(tick).setScale(6, java.math.RoundingMode.HALF_UP).stripTrailingZeros();
    String digits = number.abs().toPlainString();
    int whole = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
    StringBuilder text = new StringBuilder(digits);
    if (whole > 4) {
      for (int i = whole - 3; i > 0; i -= 3) {
        text.insert(i, '\u202f');
      }
    }
    return (number.signum() < 0 ? "−" : "") + text;
  }
}
