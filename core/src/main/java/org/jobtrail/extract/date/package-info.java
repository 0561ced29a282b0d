/// Dates and date ranges as résumés write them, in five languages.
///
/// In: {@link org.jobtrail.extract.text.Tokens}. Out: {@link org.jobtrail.extract.date.DateRange}s
/// in the order of the text. {@link org.jobtrail.extract.date.DateRanges} finds them;
/// {@link org.jobtrail.extract.date.DatePoints} reads one date. Whether a range belongs to a job is
/// not decided here.
@NullMarked
package org.jobtrail.extract.date;

import org.jspecify.annotations.NullMarked;
