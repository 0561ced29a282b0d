package org.jobtrail.extract.date;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Language;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Finds every date range and every single date of a text, in its order.
///
/// What joins two dates: a dash of any kind, a slash, "to" in five languages, or nothing at all
/// where a dash was lost (`January 2006  December 2007`). An end before its start is not repaired:
/// it becomes unknown and the range loses confidence.
public final class DateRanges {
  private final Tokens tokens;
  private final DatePoints points;
  private final Connectors connectors;
  private final RangeEnds rangeEnds;
  private final WrappedEnds wrappedEnds;
  private final List<DateRange> found = new ArrayList<>();

  private DateRanges(Tokens tokens, Language language) {
    this.tokens = tokens;
    this.points = new DatePoints(tokens, DayOrder.of(tokens, language), HyphenatedYear.of(tokens));
    this.connectors = new Connectors(tokens);
    this.rangeEnds = new RangeEnds(tokens, points, connectors);
    this.wrappedEnds = new WrappedEnds(tokens, points, connectors);
  }

  public static List<DateRange> in(Tokens tokens, Language language) {
    DateRanges ranges = new DateRanges(tokens, language);
    ranges.run();
    return List.copyOf(ranges.found);
  }

  private void run() {
    int i = 0;
    // The end of a range that wraps, with the word before it; it belongs to no other.
    int wrappedFirst = -1;
    int wrappedLast = -1;
    while (i < tokens.size()) {
      if (i == wrappedFirst) {
        i = wrappedLast;
        continue;
      }
      DateRange range = mayStart(i) ? at(i) : null;
      if (range == null) {
        i++;
        continue;
      }
      found.add(range);
      i = range.last();
      if (range.wraps()) {
        wrappedFirst = range.endFirst();
        while (tokens.gap(wrappedFirst) != Gap.LINE) {
          wrappedFirst--;
        }
        wrappedLast = range.endLast();
      }
    }
  }

  private boolean mayStart(int i) {
    if (tokens.isNumber(i)) {
      return true;
    }
    if (tokens.isMark(i)) {
      return tokens.mark(i) == '\'';
    }
    long starters =
        WordClass.MONTH.bit()
            | WordClass.SEASON.bit()
            | WordClass.SINCE.bit()
            | WordClass.UNTIL.bit()
            | WordClass.FROM.bit();
    return ((tokens.classes(i) | tokens.phraseClasses(i)) & starters) != 0 || tokens.length(i) == 2;
  }

  private @Nullable DateRange at(int i) {
    if (tokens.isWord(i)) {
      if (connectors.has(i, WordClass.SINCE)) {
        DatePoint start = points.at(afterWord(i, WordClass.SINCE));
        if (start != null && !start.yearMissing()) {
          DateRange range = from(i, start);
          return range.form() == DateRange.Form.SINGLE || range.form() == DateRange.Form.SINGLE_YEAR
              ? open(i, start)
              : range;
        }
      }
      if (connectors.has(i, WordClass.FROM)) {
        DatePoint start = points.at(afterWord(i, WordClass.FROM));
        if (start != null) {
          DateRange range = ranged(i, start);
          if (range == null) {
            range = wrapped(i, start);
          }
          if (range != null) {
            return range;
          }
        }
      }
      if (connectors.has(i, WordClass.UNTIL) && connectors.startsField(i)) {
        DatePoint end = points.at(afterWord(i, WordClass.UNTIL));
        if (end != null && end.year() > 0) {
          return new DateRange(
              i,
              end.last(),
              CareerDate.unknown(),
              i,
              i,
              end.date(),
              end.first(),
              end.last(),
              DateRange.Form.UNTIL,
              0.6);
        }
      }
    }
    DatePoint start = points.at(i);
    if (start == null) {
      return null;
    }
    if (start.yearMissing()) {
      return ranged(i, start);
    }
    return from(i, start);
  }

  /// The range that the date starts, else the date alone.
  private DateRange from(int first, DatePoint start) {
    DateRange range = ranged(first, start);
    if (range == null) {
      range = wrapped(first, start);
    }
    if (range != null) {
      return range;
    }
    int unknown = unknownEnd(start.last());
    if (unknown > 0 && !start.masked()) {
      return new DateRange(
          first,
          unknown,
          start.date(),
          start.first(),
          start.last(),
          CareerDate.unknown(),
          first,
          first,
          DateRange.Form.RANGE,
          0.7);
    }
    if (opens(start.last())) {
      return open(first, start);
    }
    if (start.last() < tokens.size() && connectors.has(start.last(), WordClass.ONWARDS)) {
      return open(first, start);
    }
    if (start.masked()) {
      return masked(first, start.last());
    }
    DateRange.Form form = start.yearOnly() ? DateRange.Form.SINGLE_YEAR : DateRange.Form.SINGLE;
    CareerDate date = start.date();
    return new DateRange(
        start.first(),
        start.last(),
        date,
        start.first(),
        start.last(),
        date,
        start.first(),
        start.last(),
        form,
        start.yearOnly() ? 0.5 : 0.7);
  }

  private DateRange open(int first, DatePoint start) {
    int last = start.last();
    return new DateRange(
        first,
        last < tokens.size()
                && (tokens.isMark(last, '-') || connectors.has(last, WordClass.ONWARDS))
            ? last + 1
            : last,
        start.date(),
        start.first(),
        start.last(),
        start.masked() ? CareerDate.unknown() : CareerDate.ongoing(),
        first,
        last < tokens.size()
                && (tokens.isMark(last, '-') || connectors.has(last, WordClass.ONWARDS))
            ? last + 1
            : last,
        start.masked() ? DateRange.Form.MASKED : DateRange.Form.OPEN,
        0.8);
  }

  private static DateRange masked(int first, int last) {
    return new DateRange(
        first,
        last,
        CareerDate.unknown(),
        first,
        first,
        CareerDate.unknown(),
        first,
        first,
        DateRange.Form.MASKED,
        0.5);
  }

  private @Nullable DateRange ranged(int first, DatePoint start) {
    RangeEnds.End end = rangeEnds.of(start);
    return end == null ? null : joined(first, start, end.point(), end.connected());
  }

  /// The range whose cell wraps, so that other cells stand between its start and its end.
  private @Nullable DateRange wrapped(int first, DatePoint start) {
    DatePoint end = wrappedEnds.of(start);
    return end == null
        ? null
        : new DateRange(
            first,
            connectors.pastDash(start.last()),
            start.date(),
            start.first(),
            start.last(),
            end.date(),
            end.first(),
            end.last(),
            DateRange.Form.RANGE,
            0.85);
  }

  private DateRange joined(int first, DatePoint startPoint, DatePoint endPoint, boolean connected) {
    DatePoint start = startPoint;
    DatePoint end = endPoint;
    if (start.yearMissing() && end.year() > 0) {
      start =
          start.withYear(
              end.month() > 0 && start.month() > end.month() ? end.year() - 1 : end.year());
    } else if (start.yearMissing() && end.masked()) {
      start = start.withYear(-1);
    }
    if (end.yearMissing() && start.year() > 0) {
      end = end.withYear(start.month() > end.month() ? start.year() + 1 : start.year());
    }
    int last = end.last();
    if (start.masked() || end.masked()) {
      boolean ongoing = end.form() == DatePoint.Form.ONGOING;
      return new DateRange(
          first,
          last,
          CareerDate.unknown(),
          first,
          first,
          ongoing ? end.date() : CareerDate.unknown(),
          ongoing ? end.first() : first,
          ongoing ? last : first,
          DateRange.Form.MASKED,
          0.5);
    }
    CareerDate from = start.date();
    CareerDate to = end.date();
    double confidence = connected ? 0.95 : 0.85;
    boolean impossible = RangeEnds.isBefore(to, from);
    boolean fromKnown = !(from instanceof CareerDate.Unknown);
    boolean toKnown = !(to instanceof CareerDate.Unknown) && !impossible;
    return new DateRange(
        first,
        last,
        from,
        start.first(),
        fromKnown ? start.last() : start.first(),
        toKnown ? to : CareerDate.unknown(),
        end.first(),
        toKnown ? end.last() : end.first(),
        DateRange.Form.RANGE,
        impossible ? 0.3 : confidence);
  }

  /// One past an end that is said to be unknown, "2006 - ?"; 0 when none is.
  private int unknownEnd(int j) {
    int after = connectors.after(j);
    if (after == j || after >= tokens.size()) {
      return 0;
    }
    boolean said =
        tokens.isMark(after, '?')
            || tokens.isMark(after, '…')
            || connectors.has(after, WordClass.UNKNOWN);
    if (tokens.isMark(after, '.')
        && tokens.isMark(after + 1, '.')
        && tokens.isMark(after + 2, '.')) {
      return after + 3;
    }
    boolean phrase = tokens.startsPhrase(after, WordClass.UNKNOWN);
    int past = phrase ? after + tokens.phraseLength(after) : after + 1;
    return said && tokens.gap(after) != Gap.LINE ? past : 0;
  }

  /// Whether a dash here is the end of what is said: `2013-`.
  private boolean opens(int j) {
    if (!tokens.isMark(j, '-')) {
      return false;
    }
    if (j + 1 >= tokens.size()) {
      return true;
    }
    boolean ends =
        tokens.gap(j + 1) == Gap.LINE
            || tokens.gap(j + 1) == Gap.WIDE
            || tokens.isMark(j + 1, ')')
            || tokens.isMark(j + 1, ',')
            || tokens.isMark(j + 1, ':');
    return ends && tokens.gap(j) != Gap.LINE && tokens.gap(j) != Gap.WIDE;
  }

  private int afterWord(int i, WordClass c) {
    int after = tokens.startsPhrase(i, c) ? i + tokens.phraseLength(i) : i + 1;
    return tokens.isMark(after, ':') ? after + 1 : after;
  }
}
