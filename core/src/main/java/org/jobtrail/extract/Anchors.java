package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.extract.date.DateRange;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;

/// Tells the date ranges that head a job from those in prose, education and projects, and gathers
/// what stands around each.
final class Anchors {
  private static final int PREFIX = 18;
  private static final int LONGEST_BEFORE = 40;
  private static final int LINES_TO_SKIP = 3;

  private final Tokens tokens;
  private final List<Line> lines;
  private final PieceReader pieces;
  private final Piece[] linePieces;
  private final boolean[] dated;

  /// Lines that are only the end of a range which wraps.
  private final boolean[] tails;

  Anchors(Tokens tokens, List<Line> lines, PieceReader pieces) {
    this.tokens = tokens;
    this.lines = lines;
    this.pieces = pieces;
    this.linePieces = new Piece[lines.size()];
    this.dated = new boolean[lines.size()];
    this.tails = new boolean[lines.size()];
  }

  List<Entry> of(List<DateRange> ranges) {
    List<Entry> entries = new ArrayList<>();
    int line = 0;
    int previous = 0;
    for (DateRange range : ranges) {
      while (line < lines.size() && lines.get(line).last() <= range.first()) {
        line++;
      }
      if (line >= lines.size()) {
        break;
      }
      int lastLine = line;
      while (lastLine + 1 < lines.size() && lines.get(lastLine).last() < range.last()) {
        lastLine++;
      }
      Line l = lines.get(line);
      for (int t = lastLine; range.wraps() && t < lines.size(); t++) {
        if (lines.get(t).last() >= range.endLast()) {
          tails[t] = lines.get(t).last() == range.endLast();
          break;
        }
      }
      boolean heads = !l.heading() && heads(range, l, lines.get(lastLine));
      if (heads && l.section() != Section.VOLUNTEER) {
        int from = Math.max(previous, range.first() - 2 * PREFIX);
        entries.add(new Entry(range, line, lastLine, l.section(), from));
      }
      if (entries.size() > 1) {
        Entry before = entries.get(entries.size() - (heads ? 2 : 1));
        before.to = Math.min(before.to, Math.max(before.range.last(), range.first()));
      }
      previous = range.last();
    }
    for (Entry e : entries) {
      for (int l = e.line; l <= e.lastLine; l++) {
        dated[l] = true;
      }
    }
    entries.forEach(this::gather);
    withoutUpwards(entries);
    return entries;
  }

  boolean isDated(int line) {
    return dated[line];
  }

  /// Whether the range stands where a job's dates stand, not in the middle of prose.
  private boolean heads(DateRange range, Line line, Line lastLine) {
    if (range.first() - line.first() > LONGEST_BEFORE) {
      return false;
    }
    int words = 0;
    int plain = 0;
    for (int i = line.first(); i < range.first(); i++) {
      if (tokens.isMark(i)) {
        continue;
      }
      words++;
      if (tokens.shape(i) == Shape.LOWER && !tokens.is(i, WordClass.FUNCTION)) {
        plain++;
      }
    }
    if (words > 14 || plain >= 5 || (words > 3 && line.verb())) {
      return false;
    }
    if (words > 0 && isPlainFunction(range.first() - 1)) {
      return false;
    }
    boolean goesOn = range.last() < lastLine.last() && words > 2;
    return !goesOn || !isPlainFunction(range.last()) || tokens.is(range.last(), WordClass.AT);
  }

  private boolean isPlainFunction(int i) {
    return tokens.isWord(i) && tokens.shape(i) == Shape.LOWER && tokens.is(i, WordClass.FUNCTION);
  }

  private void gather(Entry e) {
    Line line = lines.get(e.line);
    Line lastLine = lines.get(e.lastLine);
    e.slots[Entry.BEFORE] = pieces.read(Math.max(e.from, line.first()), e.range.first());
    int to = Math.min(Math.min(lastLine.last(), e.to), e.range.last() + PREFIX);
    e.slots[Entry.AFTER] = pieces.read(e.range.last(), to);
    gather(e, e.line, -1);
    gather(e, e.lastLine, 1);
  }

  /// The lines above (step -1) or below (step 1), as long as they look like part of a heading; past
  /// a few that don't, only what is a title by its words.
  private void gather(Entry e, int start, int step) {
    int slot = Entry.BEFORE;
    int skipped = 0;
    for (int l = start + step; l >= 0 && l < lines.size(); l += step) {
      Line line = lines.get(l);
      if (line.heading() || dated[l] || (step < 0 && line.last() <= e.from)) {
        return;
      }
      if (line.label() || tails[l]) {
        continue;
      }
      boolean header = line.isHeaderLike() && !line.bullet();
      if (header && skipped == 0) {
        slot += step;
        boolean firm = step < 0 && l == start - 1 && tokens.isMark(line.last() - 1, '-');
        put(e, slot, l, firm ? piece(l).withoutTitle() : piece(l));
      } else if (line.isHeaderLike()
          && (skipped == 0 || !line.bullet())
          && (step < 0 || !line.bullet())
          && isTitleAlone(line, piece(l))) {
        slot += step;
        put(e, slot, l, piece(l));
        return;
      } else {
        int mask = skipped == 0 && step > 0 ? maskIn(line) : 0;
        if (mask > 0) {
          int last = Math.min(line.last(), mask + PREFIX);
          put(e, slot + 1, l, pieces.read(line.first(), last));
          return;
        }
        int duties = l == start + 1 ? pieces.dutiesIn(line.first(), line.last()) : 0;
        if (duties > 0) {
          put(e, slot + 1, l, pieces.read(line.first(), duties));
          return;
        }
        skipped++;
      }
      if (skipped > LINES_TO_SKIP || Math.abs(slot - Entry.BEFORE) == Entry.REACH) {
        return;
      }
    }
  }

  private static void put(Entry e, int slot, int line, Piece piece) {
    e.slots[slot] = piece;
    e.slotLines[slot] = line;
  }

  private static boolean isTitleAlone(Line line, Piece piece) {
    return piece.titleScore() >= 4 && line.words() <= 9 && line.plainWords() <= 1 && !line.verb();
  }

  /// Where a section begins with dates, no title of it stands above its dates: unless titles do
  /// stand above the others, and the first has none.
  private void withoutUpwards(List<Entry> entries) {
    int l = 0;
    int i = 0;
    while (i < entries.size()) {
      int heading = -1;
      for (; l <= entries.get(i).line; l++) {
        heading = lines.get(l).heading() ? l : heading;
      }
      int end = i + 1;
      while (end < entries.size() && noHeadingBetween(entries.get(end - 1), entries.get(end))) {
        end++;
      }
      List<Entry> section = entries.subList(i, end);
      if (heading >= 0 && onlyLabels(heading + 1, entries.get(i).line) && titlesBelow(section)) {
        for (Entry e : section) {
          for (int s = 0; s < Entry.BEFORE; s++) {
            e.slots[s] = Piece.EMPTY;
          }
        }
      }
      i = end;
    }
  }

  private boolean onlyLabels(int from, int to) {
    for (int l = from; l < to; l++) {
      if (!lines.get(l).label()) {
        return false;
      }
    }
    return true;
  }

  private boolean noHeadingBetween(Entry a, Entry b) {
    for (int l = a.line; l <= b.line; l++) {
      if (lines.get(l).heading()) {
        return false;
      }
    }
    return true;
  }

  private static boolean titlesBelow(List<Entry> section) {
    int above = 0;
    int below = 0;
    for (Entry e : section) {
      boolean up = false;
      boolean down = false;
      for (int s = 0; s < Entry.SLOTS; s++) {
        if (e.slots[s].titleScore() >= 3) {
          up |= s < Entry.BEFORE;
          down |= s >= Entry.BEFORE;
        }
      }
      above += up ? 1 : 0;
      below += down ? 1 : 0;
    }
    return below >= above;
  }

  /// Where a masked employer stands near the line's beginning, so that its first words are a
  /// heading although duties run on behind them; 0 when nowhere.
  private int maskIn(Line line) {
    for (int i = line.first(); i < Math.min(line.last(), line.first() + PREFIX); i++) {
      if (tokens.startsPhrase(i, WordClass.EMPLOYER_MASK) && tokens.shape(i) != Shape.LOWER) {
        return i;
      }
    }
    return 0;
  }

  Piece piece(int l) {
    if (linePieces[l] == null) {
      Line line = lines.get(l);
      linePieces[l] = pieces.read(line.first(), Math.min(line.last(), line.first() + 2 * PREFIX));
    }
    return linePieces[l];
  }
}
