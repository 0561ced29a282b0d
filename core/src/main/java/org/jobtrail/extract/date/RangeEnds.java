package org.jobtrail.extract.date;

import org.jobtrail.career.CareerDate;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Finds the end of a range right behind its start: past a connector, or past nothing at all where
/// a dash was lost (`January 2006  December 2007`).
final class RangeEnds {
  private static final int LONGEST_CONNECTOR = 3;

  private final Tokens tokens;
  private final DatePoints points;
  private final Connectors connectors;

  RangeEnds(Tokens tokens, DatePoints points, Connectors connectors) {
    this.tokens = tokens;
    this.points = points;
    this.connectors = connectors;
  }

  /// @param connected a dash or a word joins it to its start
  record End(DatePoint point, boolean connected) {}

  /// The end that follows the start, with or without a dash; null when none does.
  @Nullable End of(DatePoint start) {
    int j = start.last();
    int limit = Math.min(tokens.size(), j + LONGEST_CONNECTOR);
    // "present" with its own connector: "to date", "jusqu'à ce jour".
    DatePoint end = null;
    boolean connected = false;
    if (j < tokens.size() && tokens.startsPhrase(j, WordClass.ONGOING)) {
      end = points.ongoing(j);
      connected = true;
    }
    while (end == null && j < limit) {
      int next = connectors.after(j);
      if (next == j) {
        break;
      }
      connected = true;
      j = next;
      end = j < tokens.size() ? endAt(start, j) : null;
    }
    if (end == null && !connected && j < tokens.size()) {
      end = afterLostDash(start, j);
    }
    return end == null ? null : new End(end, connected);
  }

  private @Nullable DatePoint endAt(DatePoint start, int j) {
    DatePoint ongoing = points.ongoing(j);
    if (ongoing != null) {
      return ongoing;
    }
    // 1995-99, '98-02, 2007-8
    if (tokens.isNumber(j)
        && start.yearOnly()
        && !start.masked()
        && tokens.length(j) == 2
        && tokens.gap(j) == Gap.NONE) {
      boolean date =
          j + 1 < tokens.size()
              && (tokens.isMark(j + 1, '/') || tokens.isMark(j + 1, '.'))
              && j + 2 < tokens.size()
              && tokens.gap(j + 1) == Gap.NONE
              && tokens.gap(j + 2) == Gap.NONE
              && tokens.isNumber(j + 2);
      if (!date) {
        int year = start.year() / 100 * 100 + tokens.value(j);
        if (year < start.year()) {
          year += 100;
        }
        return year <= Years.LAST && year - start.year() < 60
            ? new DatePoint(j, j + 1, year, 0, 0, 0, DatePoint.Form.YEAR)
            : null;
      }
    }
    return points.at(j);
  }

  /// Two dates with nothing between them but white space.
  private @Nullable DatePoint afterLostDash(DatePoint start, int j) {
    DatePoint ongoing = points.ongoing(j);
    if (ongoing != null) {
      boolean wide = tokens.gap(j) == Gap.WIDE || tokens.gap(j) == Gap.LINE;
      boolean named = tokens.shape(j) != Shape.LOWER && tokens.length(j) > 3;
      return wide || named ? ongoing : null;
    }
    if (tokens.gap(j) == Gap.NONE) {
      return null;
    }
    if (tokens.isMark(j)) {
      return null;
    }
    DatePoint end = points.at(j);
    if (end == null || (end.yearMissing() && !start.yearMissing())) {
      return null;
    }
    if (start.yearMissing()) {
      return end.month() > 0 && end.day() == 0 && start.day() == 0 && !end.yearMissing()
          ? end
          : null;
    }
    boolean alike = start.yearOnly() == end.yearOnly() || start.form() == end.form();
    if (!alike || start.masked() != end.masked()) {
      return null;
    }
    return start.masked() || !isBefore(end.date(), start.date()) ? end : null;
  }

  /// Whether a known end lies before a known start, at the precision of both.
  static boolean isBefore(CareerDate end, CareerDate start) {
    return end instanceof CareerDate.Known e
        && start instanceof CareerDate.Known s
        && e.last().isBefore(s.first());
  }
}
