package org.jobtrail.extract.date;

import org.jobtrail.career.CareerDate;

/// From when to when, as written.
///
/// @param first first token of the whole expression, with its "since" or "from"
/// @param last one past its last token; of a range that wraps, of its first line
/// @param start known or unknown
/// @param startFirst first token of the start's own words; equals `startLast` when there are none
/// @param endFirst first token of the end's own words; equals `endLast` when there are none
/// @param form how it was written
/// @param confidence that this is a date range at all and was read as meant, in `[0, 1]`
public record DateRange(
    int first,
    int last,
    CareerDate start,
    int startFirst,
    int startLast,
    CareerDate end,
    int endFirst,
    int endLast,
    Form form,
    double confidence) {

  /// How a range was written.
  public enum Form {
    /// Two dates, or a date and "present".
    RANGE,
    /// One date that is both.
    SINGLE,
    /// One year that is both: the weakest sign of a job.
    SINGLE_YEAR,
    /// "since 2012", "2013-", "2012 onwards".
    OPEN,
    /// "until 1999".
    UNTIL,
    /// Years that were masked, `20XX`.
    MASKED,
    /// No date at all; the tokens say where the job stands.
    NONE
  }

  /// Whether its end stands in the next line, behind other cells: past `last`.
  public boolean wraps() {
    return endFirst > last;
  }

  /// Whether it says more than a single date would.
  public boolean isRange() {
    return form == Form.RANGE || form == Form.OPEN;
  }
}
