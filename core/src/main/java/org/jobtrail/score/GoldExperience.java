package org.jobtrail.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Span;

/// One job as the gold has it: every answer that counts as right, the annotator's own first.
///
/// @param titles right titles; the empty string among them means that leaving it out is right
/// @param employers right employers, likewise; no element at all means that the gold is silent
/// @param places right places, as employers
/// @param optional a doubtful entry: no miss when absent, no false positive when found
/// @param written values in the words of the text, where the gold gives them
/// @param spans where values stand in the visible text, where the gold says so
public record GoldExperience(
    List<String> titles,
    List<String> employers,
    List<String> places,
    List<CareerDate> starts,
    List<CareerDate> ends,
    boolean optional,
    Map<Field, String> written,
    Map<Field, Span> spans) {
  public GoldExperience {
    titles = List.copyOf(titles);
    employers = List.copyOf(employers);
    places = List.copyOf(places);
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
    EnumMap<Field, String> words = new EnumMap<>(Field.class);
    words.putAll(written);
    written = Collections.unmodifiableMap(words);
    EnumMap<Field, Span> sorted = new EnumMap<>(Field.class);
    sorted.putAll(spans);
    spans = Collections.unmodifiableMap(sorted);
    if (titles.isEmpty() || starts.isEmpty() || ends.isEmpty()) {
      throw new IllegalArgumentException("gold needs one right answer for each field at least");
    }
  }

  /// Whether the gold says anything that the judgement could be held to.
  boolean asks(Judgement judgement) {
    return switch (judgement) {
      case EMPLOYER -> !employers.isEmpty();
      case PLACE -> !places.isEmpty();
      default -> true;
    };
  }

  /// The annotator's own answers, as if a run had given them.
  public ScoredExperience said() {
    return new ScoredExperience(
        titles.getFirst(),
        employers.isEmpty() ? "" : employers.getFirst(),
        places.isEmpty() ? "" : places.getFirst(),
        starts.getFirst(),
        ends.getFirst(),
        optional,
        spans);
  }
}
