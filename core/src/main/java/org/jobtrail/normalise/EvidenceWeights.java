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
                  Map.entry("words", 0.595),
                  Map.entry("language", 0.049),
                  Map.entry("preferred", 0.021),
                  Map.entry("support", 0.021),
                  Map.entry("equal", 0.014),
                  Map.entry("vote", 0.25),
                  Map.entry("typical", 0.05),
                  Map.entry("vague", -0.4),
                  Map.entry("meaning", 0.6),
                  Map.entry("centre", 0.3))));

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
      weights[part.ordinal()] = byPart.getOrDefault(part.word(), 0.0);
    }
    return weights;
  }
}
