package org.jobtrail.normalise.encoder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;

/// Turns texts into unit vectors: the sum of the embeddings of their features, scaled to length 1.
///
/// An embedding is kept in bytes with one scale each: `[buckets, width]`, row after row, and
/// `[buckets]`. A feature that no training text had is nothing. Features lie inside words, so a
/// word's sum is remembered: labels and titles share most of theirs. Immutable but for that, safe
/// for many threads.
public final class LabelEncoder {
  private final HashedGrams grams;
  private final int width;
  private final byte[] table;
  private final float[] scale;

  /// The first so many words are remembered, 0.5 kB each at the default width.
  private static final int REMEMBERED = 60_000;

  private final ConcurrentHashMap<String, float[]> words = new ConcurrentHashMap<>();

  private LabelEncoder(HashedGrams grams, int width, byte[] table, float[] scale) {
    this.grams = grams;
    this.width = width;
    this.table = table;
    this.scale = scale;
  }

  /// @param values `[buckets, width]`; a row of zeros is a feature that says nothing
  static LabelEncoder quantised(HashedGrams grams, int width, float[] values) {
    byte[] table = new byte[values.length];
    float[] scale = new float[grams.buckets()];
    for (int bucket = 0; bucket < scale.length; bucket++) {
      int row = bucket * width;
      float most = 0;
      for (int d = 0; d < width; d++) {
        most = Math.max(most, Math.abs(values[row + d]));
      }
      scale[bucket] = most / 127;
      for (int d = 0; d < width && most > 0; d++) {
        table[row + d] = (byte) Math.round(values[row + d] / scale[bucket]);
      }
    }
    return new LabelEncoder(grams, width, table, scale);
  }

  public int width() {
    return width;
  }

  /// @param text lower case, words divided by single spaces
  /// @return a vector of length 1; of length 0 for a text without known features
  public float[] encode(String text) {
    float[] vector = new float[width];
    int end = Math.min(text.length(), HashedGrams.MOST_CHARACTERS);
    for (int from = 0; from < end; ) {
      int to = text.indexOf(' ', from);
      to = to < 0 || to > end ? end : to;
      if (to > from) {
        float[] word = ofWord(text.substring(from, to));
        for (int d = 0; d < vector.length; d++) {
          vector[d] += word[d];
        }
      }
      from = to + 1;
    }
    scale(vector);
    return vector;
  }

  /// The sum of the word's features, shared.
  private float[] ofWord(String word) {
    float[] known = words.get(word);
    if (known != null) {
      return known;
    }
    float[] sum = new float[width];
    for (int feature : grams.of(word)) {
      float by = scale[feature];
      int row = feature * width;
      for (int d = 0; d < sum.length; d++) {
        sum[d] += by * table[row + d];
      }
    }
    if (words.mappingCount() < REMEMBERED) {
      words.put(word, sum);
    }
    return sum;
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

  public void write(DataOutput out) throws IOException {
    out.writeInt(grams.buckets());
    out.writeInt(grams.shortest());
    out.writeInt(grams.longest());
    out.writeInt(width);
    java.nio.ByteBuffer scales = java.nio.ByteBuffer.allocate(4 * scale.length);
    scales.asFloatBuffer().put(scale);
    out.write(scales.array());
    out.write(table);
  }

  /// What {@link #write} wrote.
  ///
  /// @throws IOException also when the sizes are none that it writes
  public static LabelEncoder read(DataInput in) throws IOException {
    int buckets = in.readInt();
    int shortest = in.readInt();
    int longest = in.readInt();
    int width = in.readInt();
    HashedGrams grams;
    try {
      grams = new HashedGrams(buckets, shortest, longest);
    } catch (IllegalArgumentException e) {
      throw new IOException("an encoder of impossible sizes: " + e.getMessage(), e);
    }
    if (width < 1 || width > 1024 || buckets > 1 << 22) {
      throw new IOException("an encoder of impossible sizes: " + buckets + " x " + width);
    }
    byte[] scales = new byte[4 * buckets];
    in.readFully(scales);
    float[] scale = new float[buckets];
    java.nio.ByteBuffer.wrap(scales).asFloatBuffer().get(scale);
    byte[] table = new byte[Math.multiplyExact(buckets, width)];
    in.readFully(table);
    return new LabelEncoder(grams, width, table, scale);
  }
}
