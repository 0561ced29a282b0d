package org.jobtrail.career;

/// One job as a résumé tells it, every value with its evidence. One post at one employer.
///
/// @param order position in the document, from 0
/// @param title the job title as written, without employer or place
/// @param description what the person did; the span may cover several lines
/// @param start never ongoing
/// @param end ongoing, known or unknown
/// @param confidence of the extractor in the experience as a whole, in `[0, 1]`; not calibrated
public record Experience(
    int order,
    Stated title,
    Stated employer,
    Stated place,
    Stated description,
    StatedDate start,
    StatedDate end,
    double confidence) {
  public Experience {
    if (order < 0) {
      throw new IllegalArgumentException("order must be >= 0, found " + order);
    }
    if (start.date() instanceof CareerDate.Ongoing) {
      throw new IllegalArgumentException("a start can't be ongoing");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in [0, 1], found " + confidence);
    }
  }
}
