package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jobtrail.career.CareerDate;
import org.jobtrail.extract.date.DateRange;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Reads jobs written as a form: a label and a value on each line, as in the Europass.
///
/// A label is known by the lexicon and stands at a line's or a cell's beginning, before a colon or
/// alone in its cell. A job begins where a label returns, or where the form's first label stands;
/// it needs a title and a date, both with a label.
final class LabelledEntries {
  private static final int LONGEST_TITLE = 14;

  /// Lines without a label that may stand between two labels of one job.
  private static final int LINES_BETWEEN = 14;

  /// Sure: the writer says what is what.
  private static final double SCORE = 7;

  private enum Role {
    TITLE(WordClass.LABEL_TITLE),
    EMPLOYER(WordClass.LABEL_EMPLOYER),
    PLACE(WordClass.LABEL_PLACE),
    START(WordClass.LABEL_START),
    END(WordClass.LABEL_END),
    DATES(WordClass.LABEL_DATES),
    OTHER(WordClass.LABEL_OTHER);

    private final WordClass label;

    Role(WordClass label) {
      this.label = label;
    }
  }

  /// @param line of the label
  /// @param label its first token
  /// @param first first token of the value
  /// @param last one past the value
  private record Field(Role role, int line, int label, int first, int last) {
    /// Whether nothing stands behind the label.
    boolean isEmpty() {
      return last <= first;
    }
  }

  private final Tokens tokens;
  private final List<Line> lines;
  private final List<DateRange> ranges;
  private final Set<Integer> untitled = new HashSet<>();

  LabelledEntries(Tokens tokens, List<Line> lines, List<DateRange> ranges) {
    this.tokens = tokens;
    this.lines = lines;
    this.ranges = ranges;
  }

  /// What a form tells.
  ///
  /// @param entries the jobs in the text's order; empty for a résumé without a form
  /// @param claimed first tokens of the ranges that it explains: its jobs' dates, and those of
  ///     entries without a title's label, which are no jobs where jobs have one
  record Form(List<Entry> entries, Set<Integer> claimed) {}

  Form read() {
    List<Entry> entries = new ArrayList<>();
    Map<Role, Field> job = new EnumMap<>(Role.class);
    Role opening = Role.OTHER;
    int between = 0;
    int l = 0;
    while (l < lines.size()) {
      Field field = field(l, !job.isEmpty());
      if (field == null) {
        if (lines.get(l).heading() || ++between > LINES_BETWEEN) {
          finish(job, entries);
          opening = Role.OTHER;
        }
        l++;
        continue;
      }
      between = 0;
      Role key = field.role == Role.START ? Role.DATES : field.role;
      if (key == opening || (key != Role.OTHER && holds(job, key))) {
        finish(job, entries);
      }
      if (opening == Role.OTHER) {
        opening = key;
      }
      job.putIfAbsent(field.role, field);
      do {
        l++;
      } while (l < lines.size() && lines.get(l).first() < field.last);
    }
    finish(job, entries);
    Set<Integer> claimed = new HashSet<>();
    if (!entries.isEmpty()) {
      entries.forEach(e -> claimed.add(e.range.first()));
      claimed.addAll(untitled);
    }
    return new Form(entries, claimed);
  }

  private static boolean holds(Map<Role, Field> job, Role key) {
    return job.containsKey(key) || (key == Role.DATES && job.containsKey(Role.START));
  }

  private void finish(Map<Role, Field> job, List<Entry> entries) {
    Entry entry = entry(job);
    if (entry != null) {
      entries.add(entry);
    }
    job.clear();
  }

  private @Nullable Entry entry(Map<Role, Field> job) {
    Field title = job.get(Role.TITLE);
    Field dates = job.getOrDefault(Role.DATES, job.getOrDefault(Role.START, job.get(Role.END)));
    DateRange range = dates == null ? null : range(dates);
    if (title == null && range != null && job.size() > 1) {
      untitled.add(range.first());
    }
    if (title == null
        || dates == null
        || title.isEmpty()
        || title.last - title.first > LONGEST_TITLE) {
      return null;
    }
    Field employer = filled(job.get(Role.EMPLOYER));
    if (range == null || !belongs(lines.get(title.line).section(), range, employer != null)) {
      return null;
    }
    Entry entry =
        new Entry(range, dates.line, lineOf(range.last() - 1, dates.line), section(title), 0);
    entry.title = phrase(title);
    entry.chosen = 0;
    entry.slotLines[0] = title.line;
    if (employer != null) {
      entry.employer = phrase(employer);
      entry.employerSlot = 1;
      entry.slotLines[1] = employer.line;
    }
    Field place = filled(job.get(Role.PLACE));
    entry.place = place == null ? null : phrase(place);
    entry.score = SCORE;
    return entry;
  }

  private static @Nullable Field filled(@Nullable Field field) {
    return field == null || field.isEmpty() ? null : field;
  }

  private Section section(Field title) {
    return lines.get(title.line).section();
  }

  private static boolean belongs(Section section, DateRange range, boolean employer) {
    return switch (section) {
      case EXPERIENCE -> true;
      case EDUCATION, VOLUNTEER, PROJECTS -> false;
      case OPENING, SKILLS, SUMMARY, OTHER -> employer && range.isRange();
    };
  }

  private int lineOf(int token, int from) {
    int l = from;
    while (l + 1 < lines.size() && lines.get(l).last() <= token) {
      l++;
    }
    return l;
  }

  private static Phrase phrase(Field field) {
    return new Phrase(field.first, field.last, SCORE);
  }

  /// The range in the field's value; what stands behind a label for one end says nothing of the
  /// other.
  private @Nullable DateRange range(Field field) {
    for (DateRange range : ranges) {
      if (range.first() >= field.last) {
        return null;
      }
      if (range.first() < field.label) {
        continue;
      }
      boolean single =
          range.form() == DateRange.Form.SINGLE || range.form() == DateRange.Form.SINGLE_YEAR;
      return single && field.role != Role.DATES ? oneEnd(range, field.role == Role.START) : range;
    }
    return null;
  }

  private static DateRange oneEnd(DateRange range, boolean start) {
    int none = range.first();
    return new DateRange(
        range.first(),
        range.last(),
        start ? range.start() : CareerDate.unknown(),
        start ? range.startFirst() : none,
        start ? range.startLast() : none,
        start ? CareerDate.unknown() : range.end(),
        start ? none : range.endFirst(),
        start ? none : range.endLast(),
        DateRange.Form.RANGE,
        range.confidence());
  }

  /// @param inForm labels stand above, so that a word such as "Employers" beside a value is one too
  private @Nullable Field field(int l, boolean inForm) {
    Line line = lines.get(l);
    int label = line.first();
    if (!tokens.isWord(label) || tokens.shape(label) == Shape.LOWER) {
      return null;
    }
    int length = labelLength(label, line.last());
    if (length == 0) {
      return null;
    }
    int after = label + length;
    boolean colon = tokens.isMark(after, ':') && after < tokens.size();
    if (colon) {
      after++;
    }
    boolean alone = after >= line.last();
    boolean nextInRow = l + 1 < lines.size() && tokens.gap(lines.get(l + 1).first()) == Gap.WIDE;
    if (line.heading()
        && !(alone && (colon || inForm) && l + 1 < lines.size() && !startsLine(l + 1))) {
      return null;
    }
    if (!colon && !(alone && nextInRow)) {
      return null;
    }
    Line value = line;
    int first = after;
    if (alone) {
      if (l + 1 >= lines.size() || lines.get(l + 1).heading() || isLabel(lines.get(l + 1))) {
        return new Field(role(label, length), l, label, after, after);
      }
      value = lines.get(l + 1);
      first = value.first();
    }
    int last = value.last();
    while (first < last && tokens.isMark(first)) {
      first++;
    }
    while (last > first && tokens.isMark(last - 1) && !tokens.isMark(last - 1, ')')) {
      last--;
    }
    Role role = role(label, length);
    return new Field(role, l, label, first, role == Role.TITLE ? wrapped(last, value, l) : last);
  }

  private boolean startsLine(int l) {
    return tokens.gap(lines.get(l).first()) == Gap.LINE;
  }

  /// A title that goes on in the line below, where the line after that has a label again.
  private int wrapped(int last, Line value, int l) {
    int next = l + 1;
    while (next < lines.size() && lines.get(next).first() < value.last()) {
      next++;
    }
    if (next + 1 >= lines.size()) {
      return last;
    }
    Line below = lines.get(next);
    boolean goesOn =
        !below.heading()
            && !below.bullet()
            && startsLine(next)
            && below.words() <= 4
            && !isLabel(below)
            && tokens.shape(below.first()) == Shape.LOWER
            && isLabel(lines.get(next + 1));
    return goesOn ? below.last() : last;
  }

  private boolean isLabel(Line line) {
    int length = labelLength(line.first(), line.last());
    return length > 0
        && (line.first() + length >= line.last() || tokens.isMark(line.first() + length, ':'));
  }

  /// Tokens in the label that starts here; 0 when none does.
  private int labelLength(int i, int last) {
    if ((tokens.phraseClasses(i) & WordClass.LABEL) != 0) {
      int length = tokens.phraseLength(i);
      boolean ends = i + length >= last || tokens.isMark(i + length, ':');
      if (ends && i + length <= last) {
        return length;
      }
    }
    return (tokens.classes(i) & WordClass.LABEL) != 0 ? 1 : 0;
  }

  private Role role(int label, int length) {
    long classes = length > 1 ? tokens.phraseClasses(label) : tokens.classes(label);
    for (Role role : Role.values()) {
      if ((classes & role.label.bit()) != 0) {
        return role;
      }
    }
    return Role.OTHER;
  }
}
