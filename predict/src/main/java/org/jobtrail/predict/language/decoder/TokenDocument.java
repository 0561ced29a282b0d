package org.jobtrail.predict.language.decoder;

import java.util.Arrays;

/// A document as token ids, and how much each counts in the loss. Its arrays are shared, nobody may
/// change them.
public final class TokenDocument {
  private final int[] tokens;
  private final float[] weights;

  /// @param tokens at least one
  /// @param weights of each token's loss given those before it, not below 0; the first token's is
  ///     never used, nothing predicts it
  public TokenDocument(int[] tokens, float[] weights) {
    if (tokens.length < 1 || tokens.length != weights.length) {
      throw new IllegalArgumentException(
          "a document needs a token or more and a weight for each, found "
              + tokens.length
              + " and "
              + weights.length);
    }
    for (float weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("weights must be 0 or more, found " + weight);
      }
    }
    this.tokens = tokens;
    this.weights = weights;
  }

  /// Every token counts alike.
  public static TokenDocument of(int... tokens) {
    float[] weights = new float[tokens.length];
    Arrays.fill(weights, 1);
    return new TokenDocument(tokens, weights);
  }

  /// No token counts: for reading states and probabilities out.
  static TokenDocument unscored(int... tokens) {
    return new TokenDocument(tokens, new float[tokens.length]);
  }

  public int[] tokens() {
    return tokens;
  }

  public float[] weights() {
    return weights;
  }

  public int size() {
    return tokens.length;
  }

  /// What the losses of its tokens weigh together.
  double weight() {
    double sum = 0;
    for (int i = 1; i < weights.length; i++) {
      sum += weights[i];
    }
    return sum;
  }
}
