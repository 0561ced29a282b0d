package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Language;
import org.jobtrail.career.Stated;
import org.jobtrail.career.StatedDate;
import org.jobtrail.extract.FoldedText.Place;
import org.jobtrail.extract.date.DateRange;
import org.jobtrail.extract.date.DateRanges;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.ingest.VisibleText;
import org.jspecify.annotations.Nullable;

/// Where a claimed start and end may stand in a text, and what they mean there.
///
/// A range of the text that both claims are words of is the best reading: it knows the year of
/// `Jan - Mar 2015` and the order of `03/04/2015`. Otherwise each date is read by itself.
final class GroundedDates {
  private static final double CONFIDENCE = 0.9;

  private final Tokens tokens;
  private final FoldedText text;
  private final Language language;
  private final VisibleText visible;
  private final List<DateRange> ranges;

  /// @param whole where both stand; null when neither was found
  record Dates(@Nullable Place whole, StatedDate start, StatedDate end) {
    static final Dates NONE = new Dates(null, StatedDate.UNKNOWN, StatedDate.UNKNOWN);
  }

  /// A date with its place.
  private record Dated(Place place, StatedDate date) {}

  GroundedDates(Tokens tokens, FoldedText text, Language language, VisibleText visible) {
    this.tokens = tokens;
    this.text = text;
    this.language = language;
    this.visible = visible;
    this.ranges = DateRanges.in(tokens, language);
  }

  /// Every reading of the two claims; empty when nothing of them is found.
  List<Dates> options(@Nullable String start, @Nullable String end) {
    List<Place> starts = places(start);
    List<Place> ends = places(end);
    List<Dates> options = new ArrayList<>();
    if (starts.isEmpty() && ends.isEmpty()) {
      return options;
    }
    for (DateRange range : ranges) {
      Place startWords = words(range.startFirst(), range.startLast());
      Place endWords = words(range.endFirst(), range.endLast());
      boolean startFits = fits(starts, startWords);
      boolean endFits = fits(ends, endWords);
      if (startFits && (endFits || (ends.isEmpty() && range.form() != DateRange.Form.RANGE))) {
        options.add(
            new Dates(
                words(range.first(), range.last()),
                stated(range.start(), startWords),
                stated(range.end(), endWords)));
      }
    }
    if (!options.isEmpty()) {
      return options;
    }
    List<Dated> first = readings(start, starts, false);
    List<Dated> last = readings(end, ends, true);
    for (Dated s : first) {
      Dated e = nearest(s.place, last);
      options.add(
          e == null
              ? new Dates(s.place, s.date, StatedDate.UNKNOWN)
              : new Dates(around(s.place, e.place), s.date, e.date));
    }
    if (first.isEmpty()) {
      last.forEach(e -> options.add(new Dates(e.place, StatedDate.UNKNOWN, e.date)));
    }
    return options;
  }

  private List<Place> places(@Nullable String claim) {
    return claim == null || claim.isBlank() ? List.of() : text.places(claim);
  }

  private static boolean fits(List<Place> places, @Nullable Place words) {
    return words != null && places.stream().anyMatch(p -> p.overlaps(words.start(), words.end()));
  }

  private @Nullable Place words(int first, int last) {
    return last <= first ? null : new Place(tokens.start(first), tokens.end(last - 1));
  }

  /// The claim at each of its places, as the range around it says, else by itself.
  private List<Dated> readings(@Nullable String claim, List<Place> places, boolean isEnd) {
    List<Dated> readings = new ArrayList<>();
    if (claim == null || places.isEmpty()) {
      return readings;
    }
    CareerDate alone = alone(claim, isEnd);
    for (Place place : places) {
      CareerDate date = inContext(place, isEnd);
      date = date instanceof CareerDate.Unknown ? alone : date;
      if (!(date instanceof CareerDate.Unknown)) {
        readings.add(new Dated(place, stated(date, place)));
      }
    }
    return readings;
  }

  private CareerDate inContext(Place place, boolean isEnd) {
    for (DateRange range : ranges) {
      Place startWords = words(range.startFirst(), range.startLast());
      Place endWords = words(range.endFirst(), range.endLast());
      if (isEnd && endWords != null && place.overlaps(endWords.start(), endWords.end())) {
        return range.end();
      }
      if (startWords != null && place.overlaps(startWords.start(), startWords.end())) {
        return range.start();
      }
      if (!isEnd
          && endWords != null
          && place.overlaps(endWords.start(), endWords.end())
          && !(range.end() instanceof CareerDate.Ongoing)) {
        return range.end();
      }
    }
    return CareerDate.unknown();
  }

  /// What the words say without any context; words for "present" need a date before them.
  private CareerDate alone(String claim, boolean isEnd) {
    List<DateRange> read = DateRanges.in(Tokens.of(claim), language);
    if (!read.isEmpty()) {
      return read.getFirst().start();
    }
    if (isEnd) {
      for (DateRange range : DateRanges.in(Tokens.of("01/1900 - " + claim), language)) {
        if (range.end() instanceof CareerDate.Ongoing) {
          return range.end();
        }
      }
    }
    return CareerDate.unknown();
  }

  private static @Nullable Dated nearest(Place place, List<Dated> dates) {
    Dated nearest = null;
    for (Dated d : dates) {
      if (nearest == null || place.gapTo(d.place) < place.gapTo(nearest.place)) {
        nearest = d;
      }
    }
    return nearest;
  }

  private static Place around(Place a, Place b) {
    return new Place(Math.min(a.start(), b.start()), Math.max(a.end(), b.end()));
  }

  private StatedDate stated(CareerDate date, @Nullable Place words) {
    return date instanceof CareerDate.Unknown || words == null
        ? StatedDate.UNKNOWN
        : new StatedDate(
            date,
            new Stated.Quoted(
                Tokens.foldSpace(visible.text(), words.start(), words.end()),
                visible.span(words.start(), words.end()),
                CONFIDENCE));
  }
}
