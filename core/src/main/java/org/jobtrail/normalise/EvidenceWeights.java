package org.jobtrail.normalise;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What each part of the evidence weighs, by the part's name; a part that isn't named weighs
/// nothing.
///
/// @param byPart names as {@link EvidencePart#word()} gives them
public record EvidenceWeights(SortedMap<String, Double> byPart) {
  /// For models without labelled titles. How they were chosen: `docs/log.md`.
  static final EvidenceWeights LABELS =
      new EvidenceWeights(
          new TreeMap<>(
              Map.ofEntries(
                  Map.entry("language", 1.2),
                  Map.entry("preferred", 1.1),
                  Map.entry("equal", 0.3),
                  Map.entry("vote", 4.0),
                  Map.entry("typical", 1.1),
                  Map.entry("vague", -3.0),
                  Map.entry("meaning", 5.0),
                  Map.entry("centre", 7.0))));

  public EvidenceWeights {
    byPart = Collections.unmodifiableSortedMap(new TreeMap<>(byPart));
    byPart.forEach(
        (part, weight) -> {
          if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("weight of " + part + " must be finite");
          }
        });
  }

  /// `[parts]` in the order of {@link EvidencePart}.
  double[] inOrder() {
    double[] weights = new double[EvidencePart.ALL.length];
    for (EvidencePart part : EvidencePart.ALL) {
      weights[part.at()] = byPart.getOrDefault(part.word(), 0.0);
    }
    return weights;
  }
}
