package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.EducationLevel;
import org.jobtrail.extract.date.DateRange;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Finds the entries of a résumé's education part, each with its level, school and dates.
///
/// Lines under an education heading are gathered into entries: an entry ends where the next line
/// brings a second degree, a second date or a second school. A résumé without such a heading is
/// searched for lines that name a degree beside a school or a year.
///
/// Levels go by words. A degree by name ("Master", "Licence", "Abitur") beats a school by its kind
/// ("Hogeschool", "Gymnasium"), which counts only where no degree is named. What lies between
/// secondary school and a bachelor's degree (associate, BTS, graduaat, Técnico Superior; ISCED 5)
/// counts as `BACHELOR`, apprenticeships and vocational schooling (ISCED 3 and 4) as `SECONDARY`.
final class EducationReader {
  private static final int LONGEST_LINE = 60;

  private final Tokens tokens;
  private final List<Line> lines;
  private final List<DateRange> ranges;
  private final DegreeWords degrees;
  private final TitleScorer scorer;
  private final List<Entry> entries = new ArrayList<>();
  private int nextRange;
  private @Nullable Entry open;

  EducationReader(Tokens tokens, List<Line> lines, List<DateRange> ranges) {
    this.tokens = tokens;
    this.lines = lines;
    this.ranges = ranges;
    this.degrees = new DegreeWords(tokens);
    this.scorer = new TitleScorer(tokens);
  }

  /// One entry as found, in tokens.
  static final class Entry {
    EducationLevel level = EducationLevel.NONE;
    boolean named;
    boolean hinted;
    boolean plain;
    @Nullable Phrase programme;
    @Nullable Phrase institution;
    @Nullable DateRange range;

    private boolean worthKeeping() {
      return named || hinted || (plain && range != null && institution != null);
    }
  }

  List<Entry> read() {
    boolean begun = false;
    for (Line line : lines) {
      if (line.heading()) {
        close();
      } else if (line.section() == Section.EDUCATION) {
        begun = true;
        readLine(line);
      } else if (begun && line.section() != Section.EXPERIENCE && tellsOfSchooling(line, 3)) {
        // "Activities:" below one degree reads as a heading; the next degree still is one.
        readLine(line);
        close();
      }
    }
    close();
    if (entries.stream().noneMatch(e -> e.named || e.hinted)) {
      entries.clear();
      nextRange = 0;
      for (Line line : lines) {
        if (tellsOfSchooling(line, 10)) {
          readLine(line);
          close();
        }
      }
    }
    return entries;
  }

  private void close() {
    if (open != null && open.worthKeeping()) {
      entries.add(open);
    }
    open = null;
  }

  /// Outside an education part: a degree by name near the line's beginning, a school or a year.
  private boolean tellsOfSchooling(Line line, int within) {
    Section section = line.section();
    if (line.heading()
        || line.verb()
        || section == Section.EXPERIENCE
        || section == Section.EDUCATION) {
      return false;
    }
    int last = Math.min(line.last(), line.first() + LONGEST_LINE);
    boolean named = false;
    boolean dated = false;
    boolean school = false;
    for (int i = line.first(); i < last; i++) {
      named |= i < line.first() + within && degrees.named(i) != EducationLevel.NONE;
      dated |= tokens.isNumber(i) && tokens.length(i) == 4;
      school |= degrees.school(i);
    }
    return named && (dated || school);
  }

  /// Cuts a line that tells several degrees one after the other, then takes the parts.
  private void readLine(Line line) {
    int last = Math.min(line.last(), line.first() + LONGEST_LINE);
    int from = line.first();
    boolean named = false;
    boolean between = false;
    for (int i = line.first(); i < last; i++) {
      if (degrees.named(i) != EducationLevel.NONE) {
        if (named && between) {
          take(from, i);
          from = i;
        }
        named = true;
        between = false;
        i += degrees.length(i) - 1;
      } else if (tokens.isNumber(i) && tokens.length(i) == 4) {
        between = true;
      }
    }
    take(from, last);
  }

  private void take(int first, int last) {
    EducationLevel named = EducationLevel.NONE;
    EducationLevel hinted = EducationLevel.NONE;
    int mention = -1;
    for (int i = first; i < last; i++) {
      EducationLevel here = degrees.named(i);
      if (here.compareTo(named) > 0) {
        mention = named == EducationLevel.NONE ? i : mention;
        named = here;
      }
      EducationLevel hint = degrees.hinted(i);
      if (hint.compareTo(hinted) > 0) {
        mention = mention < 0 ? i : mention;
        hinted = hint;
      }
      i += Math.max(0, degrees.length(i) - 1);
    }
    DateRange range = rangeIn(first, last);
    Phrase school = school(first, last, range);
    boolean brings = named != EducationLevel.NONE;
    Entry entry = open;
    if (entry != null && begins(entry, named, hinted, range, school)) {
      close();
      entry = null;
    }
    if (entry == null) {
      entry = new Entry();
      open = entry;
    }
    if (brings && (!entry.named || named.compareTo(entry.level) > 0)) {
      entry.level = named;
      entry.named = true;
    } else if (!entry.named && hinted.compareTo(entry.level) > 0) {
      entry.level = hinted;
      entry.hinted = true;
    }
    if (range != null && entry.range == null) {
      entry.range = range;
    }
    if (school != null && entry.institution == null) {
      entry.institution = school;
      entry.plain = last - first <= 20;
    }
    if (mention >= 0 && (entry.programme == null || brings)) {
      entry.programme = programme(mention, first, last, range);
    }
  }

  /// Whether a line starts the next entry rather than continuing this one.
  private static boolean begins(
      Entry entry,
      EducationLevel named,
      EducationLevel hinted,
      @Nullable DateRange range,
      @Nullable Phrase school) {
    boolean says = named != EducationLevel.NONE;
    if (says && entry.named) {
      return named != entry.level || range != null || school != null;
    }
    if (range != null && entry.range != null) {
      return true;
    }
    boolean levelled = entry.named || entry.hinted;
    if (school != null && entry.institution != null) {
      return levelled && (entry.range != null || says || hinted != EducationLevel.NONE);
    }
    return false;
  }

  private @Nullable DateRange rangeIn(int first, int last) {
    while (nextRange < ranges.size() && ranges.get(nextRange).first() < first) {
      nextRange++;
    }
    DateRange best = null;
    for (int r = nextRange; r < ranges.size() && ranges.get(r).first() < last; r++) {
      DateRange range = ranges.get(r);
      if (best == null || (range.isRange() && !best.isRange())) {
        best = range;
      }
    }
    return best;
  }

  /// The field that names a school, by a word such as "University", "Lycée" or "Hogeschool".
  private @Nullable Phrase school(int first, int last, @Nullable DateRange range) {
    for (int i = first; i < last; i++) {
      if (range != null && i >= range.first() && i < range.last()) {
        continue;
      }
      if (degrees.named(i) != EducationLevel.NONE) {
        i += degrees.length(i) - 1;
      } else if (degrees.school(i)) {
        return beforeDegree(field(i, first, last, range));
      }
    }
    return null;
  }

  /// A school and a degree with nothing between them: the school's part.
  private Phrase beforeDegree(Phrase field) {
    for (int i = field.first() + 1; i < field.last(); i++) {
      if (degrees.named(i) != EducationLevel.NONE) {
        return new Phrase(field.first(), i, field.score());
      }
    }
    return field;
  }

  /// The degree's own field; a bare degree ("Ph.D : Statistics") takes the next field with it.
  private Phrase programme(int mention, int first, int last, @Nullable DateRange range) {
    Phrase own = field(mention, first, last, range);
    for (int i = own.first(); i < mention; i++) {
      if (degrees.school(i)) {
        own = new Phrase(mention, own.last(), own.score());
      }
    }
    int end = own.last();
    boolean bare =
        own.first() == mention && own.last() <= mention + Math.max(1, degrees.length(mention));
    if (bare && end + 1 < last && tokens.isMark(end) && !tokens.isNumber(end + 1)) {
      Phrase next = field(end + 1, first, last, range);
      boolean school = false;
      for (int i = next.first(); i < next.last(); i++) {
        school |= degrees.school(i) || scorer.isPlace(i);
      }
      if (!school && next.first() == end + 1) {
        boolean bracket =
            next.last() < last && tokens.isMark(next.last(), ')') && opened(end, next.last());
        return new Phrase(own.first(), bracket ? next.last() + 1 : next.last(), own.score());
      }
    }
    return own;
  }

  private Phrase field(int at, int first, int last, @Nullable DateRange range) {
    int from = at;
    while (from > first && !cuts(from - 1, range) && tokens.gap(from) != Tokens.Gap.LINE) {
      from--;
    }
    int to = at + 1;
    while (to < last && !cuts(to, range) && tokens.gap(to) != Tokens.Gap.LINE) {
      to++;
    }
    while (from < at && tokens.isMark(from)) {
      from++;
    }
    while (to > at + 1 && tokens.isMark(to - 1)) {
      to--;
    }
    if (to < last && tokens.isMark(to, ')') && opened(from, to)) {
      to++;
    }
    return new Phrase(from, to, 1);
  }

  private boolean opened(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.isMark(i, '(')) {
        return true;
      }
    }
    return false;
  }

  private boolean cuts(int i, @Nullable DateRange range) {
    if (range != null && i >= range.first() && i < range.last()) {
      return true;
    }
    if (!tokens.isMark(i)) {
      return tokens.startsPhrase(i, WordClass.PLACE_MASK);
    }
    return switch (tokens.mark(i)) {
      case ',', '|', ';', ':', '(', ')', '[', ']', '•', '"' -> true;
      case '-', '/' ->
          tokens.gap(i) != Tokens.Gap.NONE
              && (i + 1 >= tokens.size() || tokens.gap(i + 1) != Tokens.Gap.NONE);
      default -> false;
    };
  }

  /// The word classes that say a level, strongest first.
  static EducationLevel levelOf(long classes) {
    if ((classes & WordClass.DEGREE_PHD.bit()) != 0) {
      return EducationLevel.PHD;
    }
    if ((classes & WordClass.DEGREE_MASTER.bit()) != 0) {
      return EducationLevel.MASTER;
    }
    if ((classes & WordClass.DEGREE_BACHELOR.bit()) != 0) {
      return EducationLevel.BACHELOR;
    }
    return (classes & WordClass.DEGREE_SECONDARY.bit()) != 0
        ? EducationLevel.SECONDARY
        : EducationLevel.NONE;
  }
}
