package org.jobtrail.extract;

import java.util.Arrays;
import org.jobtrail.extract.date.DateRange;
import org.jspecify.annotations.Nullable;

/// One job while it is being put together: its dates, what its surroundings offer, what was chosen.
///
/// Slots are the places a title may stand in: the text before and after the dates on their own
/// line, and up to four lines above and below.
final class Entry {
  /// How many lines above and below are looked at.
  static final int REACH = 4;

  static final int SLOTS = 2 * REACH + 2;

  /// The text before the dates on their line; lower slots are lines above, higher ones below.
  static final int BEFORE = REACH;

  /// The text after the dates on their line.
  static final int AFTER = 2 * REACH + 1;

  final DateRange range;

  /// The line of the range's first token.
  final int line;

  /// The line of the range's last token.
  final int lastLine;

  final Section section;

  /// First token that may belong to the text before the range.
  final int from;

  /// One past the last token that may belong to the text after it.
  int to = Integer.MAX_VALUE;

  final Piece[] slots = new Piece[SLOTS];
  final int[] slotLines = new int[SLOTS];

  /// Its title was found by its place in a column, not beside the dates.
  boolean stacked;

  int chosen = -1;
  double score;
  @Nullable Phrase title;
  @Nullable Phrase employer;

  /// The slot the employer stands in, -1 when there is none.
  int employerSlot = -1;

  @Nullable Phrase place;

  Entry(DateRange range, int line, int lastLine, Section section, int from) {
    this.range = range;
    this.line = line;
    this.lastLine = lastLine;
    this.section = section;
    this.from = from;
    Arrays.fill(slots, Piece.EMPTY);
    Arrays.fill(slotLines, line);
  }

  double titleScore() {
    return title == null ? -10 : title.score();
  }

  /// The first token of everything that was taken for this job's heading.
  int first() {
    int first = range.first();
    first = title == null ? first : Math.min(first, title.first());
    return employer == null ? first : Math.min(first, employer.first());
  }

  /// One past the last token of this job's heading.
  int last() {
    int last = Math.max(range.last(), range.endLast());
    last = title == null ? last : Math.max(last, title.last());
    last = place == null ? last : Math.max(last, place.last());
    return employer == null ? last : Math.max(last, employer.last());
  }
}
