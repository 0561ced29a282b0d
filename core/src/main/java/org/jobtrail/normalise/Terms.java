package org.jobtrail.normalise;

import java.util.Arrays;

/// A sparse vector over the vocabulary: terms ascending, each once, with weights.
///
/// Mutable working memory; `unknown` is the squared weight of words outside the vocabulary.
final class Terms {
  int[] term = new int[16];
  float[] weight = new float[16];
  int size;
  double unknown;

  void clear() {
    size = 0;
    unknown = 0;
  }

  /// Adds a term; the greater weight wins when it is there already.
  void add(int number, float w) {
    for (int i = 0; i < size; i++) {
      if (term[i] == number) {
        weight[i] = Math.max(weight[i], w);
        return;
      }
    }
    if (size == term.length) {
      term = Arrays.copyOf(term, 2 * size);
      weight = Arrays.copyOf(weight, 2 * size);
    }
    int at = size++;
    while (at > 0 && term[at - 1] > number) {
      term[at] = term[at - 1];
      weight[at] = weight[at - 1];
      at--;
    }
    term[at] = number;
    weight[at] = w;
  }

  /// Scales to unit length, words outside the vocabulary counted.
  void normalise() {
    double square = unknown;
    for (int i = 0; i < size; i++) {
      square += (double) weight[i] * weight[i];
    }
    float scale = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
    for (int i = 0; i < size; i++) {
      weight[i] *= scale;
    }
  }
}
