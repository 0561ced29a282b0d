package org.jobtrail.normalise.encoder;

import java.util.SplittableRandom;

/// Turns texts into unit vectors: the mean of the embeddings of their features, scaled to length 1.
///
/// Shape of the table: `[buckets, width]`, row after row. Safe for many threads while nobody trains
/// it.
public final class LabelEncoder {
  private final HashedGrams grams;
  private final int width;
  final float[] table;

  LabelEncoder(HashedGrams grams, int width, float[] table) {
    this.grams = grams;
    this.width = width;
    this.table = table;
  }

  /// Untrained: small random embeddings.
  static LabelEncoder untrained(HashedGrams grams, int width, long seed) {
    float[] table = new float[grams.buckets() * width];
    SplittableRandom random = new SplittableRandom(seed);
    double scale = 1 / Math.sqrt(width);
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) ((2 * random.nextDouble() - 1) * scale);
    }
    return new LabelEncoder(grams, width, table);
  }

  public int width() {
    return width;
  }

  HashedGrams grams() {
    return grams;
  }

  /// @param text lower case, words divided by single spaces
  /// @return a vector of length 1; of length 0 for a text without words
  public float[] encode(String text) {
    float[] vector = new float[width];
    int[] features = grams.of(text);
    sum(features, vector);
    scale(vector);
    return vector;
  }

  void sum(int[] features, float[] vector) {
    for (int feature : features) {
      int row = feature * width;
      for (int d = 0; d < width; d++) {
        vector[d] += table[row + d];
      }
    }
  }

  /// Scales to length 1.
  ///
  /// @return the length before
  static float scale(float[] vector) {
    double square = 0;
    for (float v : vector) {
      square += (double) v * v;
    }
    float length = (float) Math.sqrt(square);
    if (length > 0) {
      for (int d = 0; d < vector.length; d++) {
        vector[d] /= length;
      }
    }
    return length;
  }
}
