package org.jobtrail.extract.llm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.SortedMap;

/// What calls came to.
///
/// @param attempts how many by outcome, failed ones too
/// @param cost in the currency; 0 without a price table
public record Spending(
    SortedMap<String, Long> attempts,
    long promptTokens,
    long completionTokens,
    BigDecimal cost,
    String currency) {
  public long calls() {
    return attempts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// As a progress line says it: `1,234,567 tokens, 0.1852 EUR`.
  public String text() {
    String tokens = String.format(Locale.ROOT, "%,d tokens", promptTokens + completionTokens);
    return currency.equals("none")
        ? tokens
        : tokens + ", " + cost.setScale(4, RoundingMode.HALF_UP).toPlainString() + ' ' + currency;
  }
}
