package org.jobtrail.extract;

/// A stretch of a job's heading between two separators, and how much it looks like what.
final class HeadingField {
  /// What its words alone tell.
  enum Kind {
    PLAIN,
    EMPLOYER_MASK,
    PLACE
  }

  final int first;
  final int last;

  /// What stands before it: `^` for nothing, `@` for "at" in any language, else the mark.
  final char separator;

  final Kind kind;

  /// Label classes before it, "Position:"; 0 for none.
  long label;

  double title;
  double employer;

  HeadingField(int first, int last, char separator, Kind kind) {
    this.first = first;
    this.last = last;
    this.separator = separator;
    this.kind = kind;
  }
}
