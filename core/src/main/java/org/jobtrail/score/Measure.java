package org.jobtrail.score;

import java.util.Locale;

/// A number that a judgement's counts give.
public enum Measure {
  PRECISION,
  RECALL,
  /// Micro, over experiences.
  F1,
  /// The mean of the résumés' own F1.
  MACRO_F1;

  /// The suffix in JSON keys, such as `macro_f1`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
