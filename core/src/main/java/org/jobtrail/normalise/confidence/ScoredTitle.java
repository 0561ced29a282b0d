package org.jobtrail.normalise.confidence;

import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.OccupationCode;

/// What a normaliser says of one title, before it is known what its scores are worth.
///
/// @param language of the title; undetermined is allowed
/// @param candidates by descending score, each concept once; may be empty, about 100 are enough
public record ScoredTitle(Language language, List<Scored> candidates) {
  public ScoredTitle {
    candidates = List.copyOf(candidates);
    for (int i = 1; i < candidates.size(); i++) {
      if (candidates.get(i).score > candidates.get(i - 1).score) {
        throw new IllegalArgumentException(
            "candidates must be by descending score, found "
                + candidates.get(i - 1).score
                + " before "
                + candidates.get(i).score);
      }
    }
  }

  /// @param score finite, on the normaliser's own scale
  public record Scored(OccupationCode concept, double score) {
    public Scored {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException(
            "score of " + concept.uri() + " must be finite, found " + score);
      }
    }
  }

  /// The concept of the candidate at the position.
  OccupationCode concept(int candidate) {
    return candidates.get(candidate).concept;
  }
}
