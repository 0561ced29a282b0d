package org.jobtrail.panel;

/// How long a period is.
public enum PeriodUnit {
  /// Periods are calendar years.
  YEAR,
  /// Periods are quarters, numbered as {@link org.jobtrail.career.Quarter#index} does.
  QUARTER
}
