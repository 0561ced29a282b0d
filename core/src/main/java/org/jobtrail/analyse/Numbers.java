package org.jobtrail.analyse;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Numbers as people read them, the same under every locale.
final class Numbers {
  private static final char THIN_SPACE = '\u202f';

  private Numbers() {}

  static String grouped(long count) {
    String digits = Long.toString(Math.abs(count));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      // Four digits stay together, as years and small counts read better so.
      if (i > 0 && digits.length() > 4 && (digits.length() - i) % 3 == 0) {
        text.append(THIN_SPACE);
      }
      text.append(digits.charAt(i));
    }
    return (count < 0 ? "−" : "") + text;
  }

  static String decimal(double value, int decimals) {
    String text =
        BigDecimal.valueOf(Math.abs(value))
            .setScale(decimals, RoundingMode.HALF_UP)
            .toPlainString();
    boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
    return value < 0 && !zero ? "−" + text : text;
  }

  static String percent(double share) {
    return decimal(100 * share, 1) + " %";
  }
}
