package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jobtrail.career.CareerDate;
import org.jobtrail.extract.date.DateRange;
import org.jspecify.annotations.Nullable;

/// Finds the jobs of the work history that state no dates: a title with its employer, on one
/// line or two, that no dated job has taken.
final class Undated {
  private static final double TITLE = 4;
  private static final double EMPLOYER = 1.8;

  private final List<Line> lines;
  private final Anchors anchors;

  Undated(List<Line> lines, Anchors anchors) {
    this.lines = lines;
    this.anchors = anchors;
  }

  /// All jobs, the dated ones given and the undated ones found, in the order of the text.
  List<Entry> with(List<Entry> dated) {
    boolean[] used = used(dated);
    List<Entry> entries = new ArrayList<>(dated);
    for (int l = 0; l < lines.size(); l++) {
      Line line = lines.get(l);
      if (line.section() != Section.EXPERIENCE
          || used[l]
          || line.bullet()
          || !line.isHeaderLike()
          || line.words() > 11
          || line.plainWords() > 1
          || line.sentence()
          || line.verb()) {
        continue;
      }
      Entry entry = entry(l, used);
      if (entry != null) {
        entries.add(entry);
        used[l] = true;
        if (l + 1 < lines.size()) {
          used[l + 1] = true;
        }
      }
    }
    entries.sort(Comparator.comparingInt(Entry::first));
    return entries;
  }

  private boolean[] used(List<Entry> dated) {
    boolean[] used = new boolean[lines.size()];
    for (Entry e : dated) {
      int first = Math.min(e.line, e.chosen < 0 ? e.line : e.slotLines[e.chosen]);
      int last = Math.max(e.lastLine, e.chosen < 0 ? e.line : e.slotLines[e.chosen]);
      if (e.employerSlot >= 0) {
        first = Math.min(first, e.slotLines[e.employerSlot]);
        last = Math.max(last, e.slotLines[e.employerSlot]);
      }
      for (int l = Math.max(0, first - 1); l <= Math.min(lines.size() - 1, last + 1); l++) {
        used[l] = true;
      }
    }
    return used;
  }

  private @Nullable Entry entry(int l, boolean[] used) {
    Piece piece = anchors.piece(l);
    if (piece.titleScore() < TITLE) {
      return null;
    }
    Phrase employer = piece.employer();
    boolean beside = employer != null && employer.score() >= EMPLOYER;
    if (!beside && l + 1 < lines.size() && !used[l + 1]) {
      Line next = lines.get(l + 1);
      Piece below = anchors.piece(l + 1);
      boolean firm =
          !next.heading()
              && !next.bullet()
              && next.isHeaderLike()
              && next.plainWords() <= 1
              && below.place() != null
              && below.titleScore() < 3;
      employer = firm ? below.firm() : null;
      beside = employer != null;
    }
    if (!beside) {
      return null;
    }
    int at = lines.get(l).first();
    DateRange none =
        new DateRange(
            at,
            at,
            CareerDate.unknown(),
            at,
            at,
            CareerDate.unknown(),
            at,
            at,
            DateRange.Form.NONE,
            0.6);
    Entry entry = new Entry(none, l, l, Section.EXPERIENCE, at);
    entry.slots[Entry.BEFORE] = piece;
    entry.chosen = Entry.BEFORE;
    entry.title = piece.title();
    entry.score = piece.titleScore();
    entry.employer = employer;
    entry.place = piece.place();
    return entry;
  }
}
