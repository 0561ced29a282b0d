package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jobtrail.career.CareerDate;
import org.jobtrail.extract.date.DateRange;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Finds the jobs: around every date range in a heading's place, a title, an employer, a place.
///
/// A résumé keeps to one layout, so where one job's title stands tells where the others' stand.
/// Every range offers candidates from several slots (before it, after it, lines above and below);
/// a slot that holds good titles throughout the document is trusted for the rest.
final class ExperienceReader {
  private static final int REACH = 4;
  private static final int PREFIX = 18;
  private static final int SLOTS = 2 * REACH + 2;
  private static final int BEFORE = REACH;
  private static final int AFTER = 2 * REACH + 1;

  private final Tokens tokens;
  private final List<Line> lines;
  private final List<DateRange> ranges;
  private final PieceReader pieces;
  private final @Nullable Piece[] linePieces;

  ExperienceReader(Tokens tokens, List<Line> lines, List<DateRange> ranges) {
    this.tokens = tokens;
    this.lines = lines;
    this.ranges = ranges;
    this.pieces = new PieceReader(tokens, new TitleScorer(tokens));
    this.linePieces = new Piece[lines.size()];
  }

  /// One job as found, in tokens.
  static final class Entry {
    final DateRange range;
    final int line;
    final int lastLine;
    final Section section;

    /// No earlier than here may the text before the range begin: after the range before.
    final int from;

    int to = Integer.MAX_VALUE;
    final Piece[] slots = new Piece[SLOTS];
    int chosen = -1;
    double score;
    @Nullable Phrase title;
    @Nullable Phrase employer;
    @Nullable Phrase place;
    int headerFirst;
    int headerLast;
    int descriptionLast;

    Entry(DateRange range, int line, int lastLine, Section section, int from) {
      this.from = from;
      this.range = range;
      this.line = line;
      this.lastLine = lastLine;
      this.section = section;
      Arrays.fill(slots, Piece.EMPTY);
    }
  }

  List<Entry> read() {
    List<Entry> entries = anchors();
    boolean[] dated = new boolean[lines.size()];
    for (Entry e : entries) {
      for (int l = e.line; l <= e.lastLine; l++) {
        dated[l] = true;
      }
    }
    for (Entry e : entries) {
      fillSlots(e, dated);
    }
    choose(entries);
    entries.removeIf(e -> !accepted(e));
    entries = withoutEmployersOwnRanges(entries);
    employers(entries);
    return entries;
  }

  private List<Entry> anchors() {
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
      if (l.heading() || !isHeadingOf(range, l, lines.get(lastLine))) {
        continue;
      }
      Section section = l.section();
      if (section == Section.EDUCATION
          || section == Section.VOLUNTEER
          || section == Section.PROJECTS) {
        continue;
      }
      Entry entry =
          new Entry(range, line, lastLine, section, Math.max(previous, range.first() - 2 * PREFIX));
      if (!entries.isEmpty()) {
        entries.getLast().to = Math.max(entries.getLast().range.last(), range.first());
      }
      entries.add(entry);
      previous = range.last();
    }
    return entries;
  }

  /// Whether the range stands where a job's dates stand, not in the middle of prose.
  private boolean isHeadingOf(DateRange range, Line line, Line lastLine) {
    int words = 0;
    int plain = 0;
    if (range.first() - line.first() > 40) {
      return false;
    }
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
    if (range.first() > line.first()) {
      int before = range.first() - 1;
      if (tokens.isWord(before)
          && tokens.shape(before) == Shape.LOWER
          && tokens.is(before, WordClass.FUNCTION)
          && words > 0) {
        return false;
      }
    }
    if (range.last() < lastLine.last() && words > 2) {
      int after = range.last();
      if (tokens.isWord(after)
          && tokens.shape(after) == Shape.LOWER
          && tokens.is(after, WordClass.FUNCTION)
          && !tokens.is(after, WordClass.AT)) {
        return false;
      }
    }
    return true;
  }

  private void fillSlots(Entry e, boolean[] dated) {
    Line line = lines.get(e.line);
    Line lastLine = lines.get(e.lastLine);
    e.slots[BEFORE] = pieces.read(Math.max(e.from, line.first()), e.range.first());
    e.slots[AFTER] =
        pieces.read(
            e.range.last(), Math.min(Math.min(lastLine.last(), e.to), e.range.last() + PREFIX));
    int up = 0;
    for (int l = e.line - 1; l >= 0 && up < REACH; l--) {
      Line candidate = lines.get(l);
      if (candidate.heading() || dated[l] || !candidate.isHeaderLike()) {
        break;
      }
      up++;
      e.slots[BEFORE - up] = piece(l);
      if (candidate.bullet()) {
        break;
      }
    }
    int down = 0;
    for (int l = e.lastLine + 1; l < lines.size() && down < REACH; l++) {
      Line candidate = lines.get(l);
      if (candidate.heading() || dated[l] || candidate.bullet()) {
        break;
      }
      if (!candidate.isHeaderLike()) {
        // Duties may run on behind a masked employer, in one line with the title.
        int mask = maskIn(candidate);
        if (mask > 0) {
          e.slots[BEFORE + down + 1] =
              pieces.read(candidate.first(), Math.min(candidate.last(), mask + PREFIX));
        }
        break;
      }
      down++;
      e.slots[BEFORE + down] = piece(l);
    }
  }

  private int maskIn(Line line) {
    for (int i = line.first(); i < Math.min(line.last(), line.first() + PREFIX); i++) {
      if (tokens.startsPhrase(i, WordClass.EMPLOYER_MASK) && tokens.shape(i) != Shape.LOWER) {
        return i;
      }
    }
    return 0;
  }

  private Piece piece(int l) {
    Piece known = linePieces[l];
    if (known == null) {
      known = pieces.read(lines.get(l).first(), lines.get(l).last());
      linePieces[l] = known;
    }
    return known;
  }

  private void choose(List<Entry> entries) {
    double[] votes = new double[SLOTS];
    int voters = 0;
    for (Entry e : entries) {
      if (e.section != Section.EXPERIENCE && e.section != Section.OPENING) {
        continue;
      }
      voters++;
      for (int s = 0; s < SLOTS; s++) {
        votes[s] += Math.max(0, e.slots[s].titleScore());
      }
    }
    for (int s = 0; s < SLOTS; s++) {
      votes[s] /= Math.max(1, voters);
    }
    // The strongest first, so that a line between two jobs goes to the one it fits better.
    boolean[] taken = new boolean[lines.size()];
    List<Entry> open = new ArrayList<>(entries);
    for (Entry e : open) {
      pick(e, votes, taken);
    }
    open.sort((a, b) -> Double.compare(b.score, a.score));
    for (Entry e : open) {
      pick(e, votes, taken);
      int l = titleLine(e);
      if (l >= 0 && l != e.line) {
        taken[l] = true;
      }
    }
  }

  private void pick(Entry e, double[] votes, boolean[] taken) {
    e.chosen = -1;
    e.score = -20;
    for (int s = 0; s < SLOTS; s++) {
      Piece p = e.slots[s];
      if (p.title() == null) {
        continue;
      }
      int l = lineOf(e, s);
      if (l >= 0 && l < lines.size() && taken[l] && l != e.line) {
        continue;
      }
      double distance = s == BEFORE || s == AFTER ? 0 : 0.3 * Math.abs(s - BEFORE);
      double score = p.titleScore() + 0.8 * votes[s] - distance;
      if (score > e.score) {
        e.score = score;
        e.chosen = s;
        e.title = p.title();
      }
    }
  }

  private int lineOf(Entry e, int slot) {
    if (slot == BEFORE || slot == AFTER) {
      return e.line;
    }
    return slot < BEFORE ? e.line - (BEFORE - slot) : e.lastLine + (slot - BEFORE);
  }

  private int titleLine(Entry e) {
    return e.chosen < 0 ? -1 : lineOf(e, e.chosen);
  }

  private boolean accepted(Entry e) {
    Phrase title = e.title;
    double own = title == null ? -10 : title.score();
    boolean single = !e.range.isRange();
    return switch (e.section) {
      case EXPERIENCE -> single ? own >= 3 : e.score > -1;
      case OPENING -> own >= 3 && !single;
      default -> own >= 3.8 && !single;
    };
  }

  /// Drops a range that is an employer's own, with posts of their own dates below it.
  private List<Entry> withoutEmployersOwnRanges(List<Entry> entries) {
    List<Entry> kept = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry e = entries.get(i);
      boolean titled = e.title != null && e.title.score() >= 3;
      Entry next = i + 1 < entries.size() ? entries.get(i + 1) : null;
      boolean own =
          !titled
              && next != null
              && next.title != null
              && next.title.score() >= 3
              && contains(e.range, next.range);
      if (!own) {
        kept.add(e);
      }
    }
    return kept;
  }

  private static boolean contains(DateRange outer, DateRange inner) {
    return outer.start() instanceof CareerDate.Known os
        && inner.start() instanceof CareerDate.Known is
        && os.first().getYear() <= is.first().getYear()
        && (outer.end() instanceof CareerDate.Ongoing
            || (outer.end() instanceof CareerDate.Known oe
                && inner.end() instanceof CareerDate.Known ie
                && ie.first().getYear() <= oe.last().getYear()));
  }

  private void employers(List<Entry> entries) {
    for (Entry e : entries) {
      Phrase best = null;
      double bestScore = 0;
      Phrase place = null;
      for (int s = 0; s < SLOTS; s++) {
        Piece p = e.slots[s];
        Phrase employer = s == e.chosen ? p.employer() : p.firm();
        if (employer != null && !overlaps(employer, e.title)) {
          double distance =
              s == e.chosen ? -0.5 : s == BEFORE || s == AFTER ? 0 : 0.4 * Math.abs(s - BEFORE);
          double score = employer.score() - distance;
          if (score > bestScore) {
            bestScore = score;
            best = employer;
          }
        }
        Phrase there = p.place();
        if (place == null && there != null) {
          place = there;
        }
      }
      e.employer = best;
      e.place = place != null && (best == null || !overlaps(place, best)) ? place : null;
    }
  }

  private static boolean overlaps(Phrase a, @Nullable Phrase b) {
    return b != null && a.first() < b.last() && b.first() < a.last();
  }
}
