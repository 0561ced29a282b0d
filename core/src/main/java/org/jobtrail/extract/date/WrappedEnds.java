package org.jobtrail.extract.date;

import org.jobtrail.career.CareerDate;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jspecify.annotations.Nullable;

/// Finds the end of a range in a narrow cell that wraps: `07/1980 –`, then the other cells of the
/// row, then `07/1985` at the beginning of the next line.
///
/// The dash, or the word in its place, stands at the end of the upper line's cell or before the
/// date in the lower line, where the date fills its cell.
final class WrappedEnds {
  /// Tokens between the two lines' beginnings at most; a row of a table is no longer.
  private static final int LONGEST_ROW = 60;

  private final Tokens tokens;
  private final DatePoints points;
  private final Connectors connectors;

  WrappedEnds(Tokens tokens, DatePoints points, Connectors connectors) {
    this.tokens = tokens;
    this.points = points;
    this.connectors = connectors;
  }

  /// The date or "present" that ends what the start begins; null when its cell doesn't wrap.
  @Nullable DatePoint of(DatePoint start) {
    int after = connectors.pastDash(start.last());
    if (start.masked() || start.yearMissing() || !connectors.afterBreak(after)) {
      return null;
    }
    int below = nextLine(after);
    if (below < 0) {
      return null;
    }
    boolean dangles = after > start.last();
    int first = tokens.isMark(below, '|') ? below : connectors.after(below);
    if (!dangles && first == below) {
      return null;
    }
    DatePoint end = points.ongoing(first);
    if (end == null) {
      end = points.at(first);
    }
    if (end == null || !connectors.afterBreak(end.last()) || !follows(end, start)) {
      return null;
    }
    // A year with more beside it is rather the next job's.
    boolean alone = end.last() >= tokens.size() || tokens.gap(end.last()) == Gap.LINE;
    return end.yearOnly() && first == below && !alone && !emptyCells(end.last()) ? null : end;
  }

  private static boolean follows(DatePoint end, DatePoint start) {
    if (end.form() == DatePoint.Form.ONGOING) {
      return true;
    }
    return !end.masked()
        && !end.yearMissing()
        && end.date() instanceof CareerDate.Known to
        && start.date() instanceof CareerDate.Known from
        && !to.last().isBefore(from.first());
  }

  /// The first token of the line below that of the token; -1 when there is none near.
  private int nextLine(int i) {
    for (int j = i; j < Math.min(tokens.size(), i + LONGEST_ROW); j++) {
      if (tokens.gap(j) == Gap.LINE) {
        return j;
      }
    }
    return -1;
  }

  private boolean emptyCells(int i) {
    int j = i;
    while (tokens.isMark(j, '|') && (j == i || tokens.gap(j) != Gap.LINE)) {
      j++;
    }
    return j > i && (j >= tokens.size() || tokens.gap(j) == Gap.LINE);
  }
}
