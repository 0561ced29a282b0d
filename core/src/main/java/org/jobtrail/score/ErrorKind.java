package org.jobtrail.score;

import java.util.Locale;

/// A way in which an engine and the gold differ about one job.
enum ErrorKind {
  /// In the gold alone.
  MISSING,
  /// Said by the engine alone.
  SPURIOUS,
  TITLE,
  /// Wrong at year; so is `END`.
  START,
  END,
  /// Right at year, wrong at month; so is `END_MONTH`.
  START_MONTH,
  END_MONTH,
  EMPLOYER,
  PLACE;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// Whether it makes the whole experience wrong.
  boolean grave() {
    return compareTo(START_MONTH) < 0;
  }
}
