package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Gives dates that a column pulled away from their jobs the titles they belong to.
///
/// Where two or more ranges stand on lines of their own right below each other, the text of a
/// column was read apart from its dates. As many titles above them, else below, are theirs, in the
/// same order.
final class Stacks {
  private static final int REACH = 40;

  private final List<Line> lines;
  private final Anchors anchors;

  Stacks(List<Line> lines, Anchors anchors) {
    this.lines = lines;
    this.anchors = anchors;
  }

  void assign(List<Entry> entries) {
    int i = 0;
    while (i < entries.size()) {
      int end = i + 1;
      while (end < entries.size() && follows(entries.get(end - 1), entries.get(end))) {
        end++;
      }
      if (end - i >= 2 && isDatesOnly(entries.get(i))) {
        assign(entries, i, end);
      }
      i = end;
    }
  }

  private void assign(List<Entry> entries, int from, int to) {
    int wanted = to - from;
    List<Integer> titles = titles(entries.get(from).line, -1, wanted);
    Collections.reverse(titles);
    if (titles.size() < wanted) {
      titles = titles(entries.get(to - 1).lastLine, 1, wanted);
    }
    if (titles.size() < wanted) {
      return;
    }
    for (int k = 0; k < wanted; k++) {
      Entry e = entries.get(from + k);
      Arrays.fill(e.slots, Piece.EMPTY);
      // Not a slot of its own: the place beside the dates stands for wherever the title was found.
      e.slots[Entry.BEFORE] = anchors.piece(titles.get(k));
      e.slotLines[Entry.BEFORE] = titles.get(k);
      e.stacked = true;
    }
  }

  private boolean follows(Entry a, Entry b) {
    return b.line == a.lastLine + 1 && isDatesOnly(a) && isDatesOnly(b);
  }

  private boolean isDatesOnly(Entry e) {
    return e.range.last() - e.range.first()
            >= lines.get(e.lastLine).last() - lines.get(e.line).first() - 1
        && lines.get(e.line).section() != Section.EDUCATION;
  }

  /// Lines that are titles by their words, nearest first.
  private List<Integer> titles(int start, int step, int wanted) {
    List<Integer> found = new ArrayList<>();
    int last = start + REACH * step;
    for (int l = start + step; l >= 0 && l < lines.size() && l != last; l += step) {
      Line line = lines.get(l);
      if (line.heading() || anchors.isDated(l) || found.size() == wanted) {
        break;
      }
      if (line.isHeaderLike()
          && !line.bullet()
          && line.plainWords() <= 3
          && anchors.piece(l).titleScore() >= 3.5) {
        found.add(l);
      }
    }
    return found;
  }
}
