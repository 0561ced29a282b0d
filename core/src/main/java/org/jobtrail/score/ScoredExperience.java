package org.jobtrail.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Span;

/// What a run, or another annotator, says of one job, as far as it is judged.
///
/// @param title empty when there is none; so are employer and place
/// @param optional an annotator's doubtful entry, no false positive; a run's never is
/// @param spans where the values stand in the visible text, as far as that is known
public record ScoredExperience(
    String title,
    String employer,
    String place,
    CareerDate start,
    CareerDate end,
    boolean optional,
    Map<Field, Span> spans) {
  public ScoredExperience {
    EnumMap<Field, Span> sorted = new EnumMap<>(Field.class);
    sorted.putAll(spans);
    spans = Collections.unmodifiableMap(sorted);
  }

  /// A job of which neither employer nor place is known, nor where it stands.
  public ScoredExperience(String title, CareerDate start, CareerDate end) {
    this(title, "", "", start, end, false, Map.of());
  }

  /// A value in words; empty when not stated.
  public String words(Field field) {
    return switch (field) {
      case TITLE -> title;
      case EMPLOYER -> employer;
      case PLACE -> place;
      case START -> start.text().orElse("");
      case END -> end.text().orElse("");
    };
  }

  /// Whether there is an answer to judge; an experience as a whole always is one.
  boolean states(Judgement judgement) {
    return switch (judgement) {
      case TITLE_EXACT, TITLE -> !title.isEmpty();
      case EMPLOYER -> !employer.isEmpty();
      case PLACE -> !place.isEmpty();
      case START_YEAR, START_MONTH -> !(start instanceof CareerDate.Unknown);
      case END_YEAR, END_MONTH -> !(end instanceof CareerDate.Unknown);
      case WHOLE, WHOLE_MONTH -> true;
    };
  }
}
