package org.jobtrail.normalise;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jobtrail.normalise.labelled.LabelScores;
import org.jobtrail.normalise.labelled.LabelledEvidence;

/// What a model learnt from labelled titles.
///
/// @param evidence for concepts, given what their labels say
/// @param labels weights by which the labels alone are scored for that
/// @param untitled how occupations without a labelled title are scored; empty where too few titles
///     had such an occupation to fit that: the model's weights then hold for them, too
public record TitleKnowledge(
    LabelledEvidence evidence, EvidenceWeights labels, Optional<UntitledOccupations> untitled) {
  /// The labels' scores above that of the least of the candidates, in nats.
  LabelScores scores(List<Evidence> candidates) {
    return scores(candidates, labels.inOrder());
  }

  static LabelScores scores(List<Evidence> candidates, double[] weights) {
    List<Evidence> ascending =
        candidates.stream().sorted(Comparator.comparingInt(Evidence::concept)).toList();
    int[] concepts = new int[ascending.size()];
    float[] scores = new float[concepts.length];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < concepts.length; i++) {
      concepts[i] = ascending.get(i).concept();
      scores[i] = (float) ascending.get(i).score(weights);
      least = Math.min(least, scores[i]);
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= (float) least;
    }
    return LabelScores.of(concepts, scores);
  }
}
