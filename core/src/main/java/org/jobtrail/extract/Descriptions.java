package org.jobtrail.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands between one job's heading and the next: its duties.
final class Descriptions {
  /// Longer ones are cut; more than this is no description of one job.
  private static final int MOST_TOKENS = 1500;

  private final List<Line> lines;

  Descriptions(List<Line> lines) {
    this.lines = lines;
  }

  /// The duties of the job at the index, to the next job or heading; null when there are none.
  @Nullable Phrase of(List<Entry> entries, int index) {
    return between(
        entries.get(index).last(),
        index + 1 < entries.size() ? entries.get(index + 1).first() : Integer.MAX_VALUE);
  }

  /// What stands from one token to before another, or to the next heading; null when nothing does.
  @Nullable Phrase between(int first, int last) {
    int line = lineOf(first);
    if (line < 0) {
      return null;
    }
    int end = first;
    for (int l = line; l < lines.size() && !lines.get(l).heading(); l++) {
      if (lines.get(l).first() >= last) {
        break;
      }
      end = lines.get(l).last();
    }
    end = Math.min(Math.min(end, last), first + MOST_TOKENS);
    return end - first < 2 ? null : new Phrase(first, end, 1);
  }

  /// The line that holds the token, or the next one; -1 past the last.
  private int lineOf(int token) {
    int low = 0;
    int high = lines.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lines.get(middle).last() <= token) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < lines.size() ? low : -1;
  }
}
