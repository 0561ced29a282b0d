package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jobtrail.career.CareerDate;
import org.jobtrail.extract.date.DateRange;
import org.jobtrail.extract.text.Tokens;
import org.jspecify.annotations.Nullable;

/// Finds the jobs: around every date range in a heading's place, a title, an employer, a place.
final class ExperienceReader {
  private final Tokens tokens;
  private final List<Line> lines;
  private final List<DateRange> ranges;

  ExperienceReader(Tokens tokens, List<Line> lines, List<DateRange> ranges) {
    this.tokens = tokens;
    this.lines = lines;
    this.ranges = ranges;
  }

  List<Entry> read() {
    Anchors anchors = new Anchors(tokens, lines, new PieceReader(tokens, new TitleScorer(tokens)));
    LabelledEntries.Form form = new LabelledEntries(tokens, lines, ranges).read();
    List<Entry> labelled = form.entries();
    List<Entry> told = new SentenceReader(tokens, lines, ranges).read();
    List<Entry> entries = anchors.of(without(form, told));
    new Stacks(lines, anchors).assign(entries);
    Layout layout = new Layout(lines);
    layout.choose(entries);
    entries.forEach(ExperienceReader::employer);
    boolean anyExperience =
        entries.stream().anyMatch(e -> e.section == Section.EXPERIENCE && e.range.isRange());
    entries.removeIf(e -> !accepted(e, layout, anyExperience));
    entries = withoutEmployersOwnRanges(entries);
    widenTitles(entries);
    boolean listed = !entries.isEmpty() || !labelled.isEmpty();
    entries.addAll(labelled);
    for (Entry e : told) {
      if (e.section == Section.EXPERIENCE || !listed) {
        entries.add(e);
      }
    }
    return new Undated(lines, anchors).with(entries);
  }

  /// The ranges that no labelled job and no sentence has claimed.
  private List<DateRange> without(LabelledEntries.Form form, List<Entry> told) {
    if (form.claimed().isEmpty() && told.isEmpty()) {
      return ranges;
    }
    Set<Integer> claimed = new HashSet<>(form.claimed());
    told.forEach(e -> claimed.add(e.range.first()));
    List<DateRange> free = new ArrayList<>(ranges);
    free.removeIf(r -> claimed.contains(r.first()));
    return free;
  }

  private static boolean accepted(Entry e, Layout layout, boolean anyExperience) {
    double own = e.titleScore();
    double support = layout.support(e.chosen);
    Phrase employer = e.employer;
    double firm = employer == null ? 0 : employer.score();
    boolean range = e.range.isRange();
    return switch (e.section) {
      case EXPERIENCE ->
          switch (e.range.form()) {
            case SINGLE_YEAR -> own >= 3.8;
            case SINGLE -> own >= 3 || firm >= PieceReader.CERTAIN;
            case UNTIL, MASKED, NONE -> own >= 2.5;
            case RANGE, OPEN -> own + support > 0.6 || firm >= PieceReader.CERTAIN;
          };
      case OPENING -> own >= 3 && range;
      case PROJECTS, EDUCATION -> range && own >= 3 && firm >= PieceReader.CERTAIN;
      case VOLUNTEER -> false;
      default ->
          e.range.form() == DateRange.Form.RANGE
              && own >= 3.8
              && (!anyExperience || firm >= PieceReader.CERTAIN || (support >= 2.5 && firm >= 2));
    };
  }

  /// Drops a range that is an employer's own, with posts of their own dates below it; they take its
  /// name for their employer.
  private static List<Entry> withoutEmployersOwnRanges(List<Entry> entries) {
    List<Entry> kept = new ArrayList<>();
    Entry head = null;
    for (int i = 0; i < entries.size(); i++) {
      Entry e = entries.get(i);
      Entry next = i + 1 < entries.size() ? entries.get(i + 1) : null;
      boolean own =
          e.titleScore() < 3
              && next != null
              && !alike(e, next)
              && next.titleScore() > e.titleScore()
              && (next.titleScore() >= 3 || e.range.start().equals(next.range.start()))
              && contains(e.range, next.range);
      if (own) {
        head = e;
        continue;
      }
      if (head != null && head.title != null && contains(head.range, e.range)) {
        if (e.employer == null || e.employer.score() < PieceReader.CERTAIN) {
          e.employer = head.title;
          e.employerSlot = -1;
        }
      } else {
        head = null;
      }
      kept.add(e);
    }
    return kept;
  }

  /// Whether title and employer stand in the same places around both dates: then both are jobs,
  /// however little the first one's title says.
  private static boolean alike(Entry a, Entry b) {
    return a.chosen == b.chosen
        && a.employer != null
        && b.employer != null
        && a.employerSlot == b.employerSlot;
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

  private static void employer(Entry e) {
    Phrase best = null;
    double bestScore = 0;
    Phrase place = null;
    for (int s = 0; s < Entry.SLOTS; s++) {
      Piece p = e.slots[s];
      Phrase employer = s == e.chosen ? p.employer() : p.firm();
      if (employer != null && !overlaps(employer, e.title)) {
        double distance = s == e.chosen ? -0.5 : 0.25 * Math.abs(e.slotLines[s] - e.line);
        double score = employer.score() - distance;
        if (score > bestScore) {
          bestScore = score;
          best = employer;
          e.employerSlot = s;
        }
      }
      Phrase there = p.place();
      if (place == null && there != null) {
        place = there;
      }
    }
    e.employer = best;
    e.place = place != null && !overlaps(place, best) && !overlaps(place, e.title) ? place : null;
  }

  /// Where the employer is known to stand elsewhere, what follows a title belongs to it; beside a
  /// masked employer, all of its line does.
  private static void widenTitles(List<Entry> entries) {
    for (Entry e : entries) {
      Phrase employer = e.employer;
      if (e.chosen < 0 || employer == null) {
        continue;
      }
      Piece piece = e.slots[e.chosen];
      Phrase wider = null;
      if (employer.score() >= PieceReader.CERTAIN) {
        wider = piece.whole();
      } else if (e.employerSlot != e.chosen && employer.score() >= 1.8) {
        wider = piece.joined();
      }
      if (wider != null && !overlaps(wider, employer)) {
        e.title = wider;
      }
    }
  }

  private static boolean overlaps(Phrase a, @Nullable Phrase b) {
    return b != null && a.first() < b.last() && b.first() < a.last();
  }
}
