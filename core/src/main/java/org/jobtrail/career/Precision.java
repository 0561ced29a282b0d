package org.jobtrail.career;

/// How finely a date was stated, finest first.
public enum Precision {
  DAY,
  MONTH,
  QUARTER,
  YEAR;

  /// The word that files use: `day`, `month`, `quarter` or `year`.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
