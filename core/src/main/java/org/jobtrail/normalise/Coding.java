package org.jobtrail.normalise;

import java.util.List;
import java.util.Optional;

/// The answer to one query: ranked candidates, and whether the first is good enough to stand.
///
/// @param candidates by descending score, each concept once; may be empty
/// @param outcome coded (the first candidate stands) or unknown
public record Coding(List<Candidate> candidates, Outcome outcome) {
  public Coding {
    candidates = List.copyOf(candidates);
    if (outcome == Outcome.CODED && candidates.isEmpty()) {
      throw new IllegalArgumentException("a coded title needs a candidate");
    }
  }

  /// Whether the first candidate reached the normaliser's threshold. JobHop writes `unknown`.
  public enum Outcome {
    CODED,
    UNKNOWN
  }

  public static final Coding NOTHING = new Coding(List.of(), Outcome.UNKNOWN);

  /// The candidate that stands; empty when the outcome is unknown.
  public Optional<Candidate> best() {
    return outcome == Outcome.CODED ? Optional.of(candidates.getFirst()) : Optional.empty();
  }
}
