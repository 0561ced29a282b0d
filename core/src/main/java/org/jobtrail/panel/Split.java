package org.jobtrail.panel;

import java.util.Locale;

/// The part of a panel that a person is in: people are divided, never records.
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /// As files have it: `train`, `valid`, `test`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
