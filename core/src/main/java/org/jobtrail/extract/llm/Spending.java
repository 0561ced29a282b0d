package org.jobtrail.extract.llm;

import java.math.BigDecimal;
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
}
