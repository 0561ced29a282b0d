package org.jobtrail.score.ranking;

import java.util.BitSet;

/// The forms of one concept folded into the best one, in two ways.
final class ConceptFold {
  private final int[] conceptOf;
  private final int concepts;

  /// @param conceptOf of each form, from 0 without gaps
  ConceptFold(int[] conceptOf) {
    this.conceptOf = conceptOf;
    int most = -1;
    for (int concept : conceptOf) {
      most = Math.max(most, concept);
    }
    this.concepts = most + 1;
  }

  int concepts() {
    return concepts;
  }

  /// The concepts by their best form: two that score alike stand as those forms do.
  int[] concepts(int[] order) {
    int[] ranked = new int[concepts];
    BitSet seen = new BitSet(concepts);
    int n = 0;
    for (int form : order) {
      int concept = conceptOf[form];
      if (!seen.get(concept)) {
        seen.set(concept);
        ranked[n++] = concept;
      }
    }
    return ranked;
  }

  BitSet concepts(BitSet forms) {
    BitSet of = new BitSet(concepts);
    forms.stream().forEach(f -> of.set(conceptOf[f]));
    return of;
  }

  /// Scores by which each concept's best form stands before every other form: all but the best of a
  /// concept lose more than the scores' whole range. The ranking is that of the scores returned, so
  /// whoever sorts a run file by score sees the same.
  float[] oneFormFirst(float[] scores, int[] order) {
    float[] moved = scores.clone();
    if (order.length == 0) {
      return moved;
    }
    double high = scores[order[0]];
    double low = scores[order[order.length - 1]];
    double ulp = Math.ulp((float) Math.max(Math.abs(high), Math.abs(low)));
    double below = high - low + Math.max(1, 4 * ulp);
    BitSet seen = new BitSet(concepts);
    for (int form : order) {
      if (seen.get(conceptOf[form])) {
        moved[form] = (float) (scores[form] - below);
      }
      seen.set(conceptOf[form]);
    }
    return moved;
  }
}
