package org.jobtrail.career;

/// One entry of a résumé's education part.
///
/// @param order position in the document, from 0
/// @param programme degree and field as written
/// @param level what the words of the entry say; `NONE` when they name no level
public record Education(
    int order,
    Stated programme,
    Stated institution,
    EducationLevel level,
    StatedDate start,
    StatedDate end,
    double confidence) {
  public Education {
    if (order < 0) {
      throw new IllegalArgumentException("order must be >= 0, found " + order);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in [0, 1], found " + confidence);
    }
  }
}
