package org.jobtrail.normalise.labelled;

import java.util.Arrays;

/// How well concepts' labels fit one title, for the concepts with a label that does.
///
/// Scores are on the scale of log odds, such as the score of a {@link ConditionalLogit} of label
/// parts, above what a concept has of which no label is like the title at all (0).
public final class LabelScores {
  /// No label fits.
  public static final LabelScores NONE = new LabelScores(new int[0], new float[0]);

  final int[] concepts;
  final float[] scores;

  private LabelScores(int[] concepts, float[] scores) {
    this.concepts = concepts;
    this.scores = scores;
  }

  /// @param concepts ascending, each once, copied
  /// @param scores shape of `concepts`, finite, copied
  /// @throws IllegalArgumentException if concepts don't ascend or a score is not finite
  public static LabelScores of(int[] concepts, float[] scores) {
    if (concepts.length != scores.length) {
      throw new IllegalArgumentException(
          concepts.length + " concepts need as many scores, found " + scores.length);
    }
    for (int i = 0; i < concepts.length; i++) {
      if (concepts[i] < 0 || (i > 0 && concepts[i] <= concepts[i - 1])) {
        throw new IllegalArgumentException(
            "concepts must ascend from 0 or more, found " + Arrays.toString(concepts));
      }
      if (!Float.isFinite(scores[i])) {
        throw new IllegalArgumentException(
            "the score of concept " + concepts[i] + " must be finite, found " + scores[i]);
      }
    }
    return new LabelScores(concepts.clone(), scores.clone());
  }

  public int size() {
    return concepts.length;
  }

  /// 0 for a concept that is not among them.
  public float score(int concept) {
    int at = Arrays.binarySearch(concepts, concept);
    return at < 0 ? 0 : scores[at];
  }
}
