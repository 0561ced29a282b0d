package org.jobtrail.panel;

import java.util.Locale;

/// What a record is beside the one before it.
public enum TransitionKind {
  /// A person's first record.
  FIRST,
  /// The same outcome as before.
  STAY,
  /// Another one.
  MOVE;

  /// As files have it: `first`, `stay`, `move`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
