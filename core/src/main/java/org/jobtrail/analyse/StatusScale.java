package org.jobtrail.analyse;

import java.nio.file.Path;

/// Where the status scores of occupations come from. No scale ships with the project.
public sealed interface StatusScale {
  /// No scale was given: the part on status change is left out, and says so.
  record Absent() implements StatusScale {}

  /// A table with two columns, ISCO-08 code and score, such as ISEI-08; header optional.
  ///
  /// @param file `.csv` or `.csv.gz`
  record Table(Path file) implements StatusScale {}
}
