package org.jobtrail.normalise.encoder;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The vectors of the texts that name concepts, and of each concept as a whole.
///
/// A concept's centre is the mean of its texts' vectors, scaled to length 1. Texts are kept in
/// bytes, `[concept][texts][width]`, with the signs of their differences from the mean, one bit
/// each; centres in floats, `[width][concepts]`: columns lie side by side, so that one pass over a
/// block compares many at once. Immutable, safe for many threads.
public final class ConceptVectors {
  /// So many of a concept's texts are compared number by number; before, their signs tell which.
  public static final int CLOSELY = 6;

  private final int concepts;
  private final int width;
  private final byte[][] texts;
  private final long[][] signs;
  private final float[][] centres;

  private ConceptVectors(
      int concepts, int width, byte[][] texts, long[][] signs, float[][] centres) {
    this.concepts = concepts;
    this.width = width;
    this.texts = texts;
    this.signs = signs;
    this.centres = centres;
  }

  /// @param texts of each concept, folded; a concept may have none
  public static ConceptVectors of(LabelEncoder encoder, List<List<String>> texts) {
    int n = texts.size();
    int width = encoder.width();
    byte[][] blocks = new byte[n][];
    long[][] signs = new long[n][];
    float[][] centres = new float[width][n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            c -> {
              float[][] of = new float[texts.get(c).size()][];
              float[] centre = new float[width];
              for (int t = 0; t < of.length; t++) {
                of[t] = encoder.encode(texts.get(c).get(t));
                for (int d = 0; d < width; d++) {
                  centre[d] += of[t][d];
                }
              }
              blocks[c] = new byte[of.length * width];
              int lanes = SignedVector.lanes(width);
              signs[c] = new long[of.length * lanes];
              for (int t = 0; t < of.length; t++) {
                for (int d = 0; d < width; d++) {
                  blocks[c][t * width + d] = (byte) Math.round(127 * of[t][d]);
                  if (of.length * of[t][d] > centre[d]) {
                    signs[c][t * lanes + (d >> 6)] |= 1L << d;
                  }
                }
              }
              LabelEncoder.scale(centre);
              for (int d = 0; d < width; d++) {
                centres[d][c] = centre[d];
              }
            });
    return new ConceptVectors(n, width, blocks, signs, centres);
  }

  public int size() {
    return concepts;
  }

  /// Cosines with every concept's centre, in `[−1, 1]`; 0 for a concept without texts.
  ///
  /// @param vector of length 1
  public float[] centres(float[] vector) {
    float[] cosines = new float[concepts];
    Contrast.dots(vector, centres, cosines);
    return cosines;
  }

  /// The text of a concept that is nearest to a vector.
  ///
  /// @param text position among the concept's texts, −1 for a concept without texts
  /// @param cosine in `[−1, 1]`, within .01
  public record Nearest(int text, float cosine) {}

  /// The nearest of the texts whose signs agree most, of equal ones the first. Over ESCO, with six
  /// of them: nine in ten times the nearest of all, the cosine .002 less on average; with three:
  /// seven in ten times, .008 less.
  ///
  /// @param closely so many texts are compared number by number, at least 1
  public Nearest nearest(SignedVector vector, int concept, int closely) {
    int n = texts[concept].length / width;
    if (n <= closely) {
      return nearest(vector, concept, n, new long[0]);
    }
    // Agreement in the upper half, texts counted backwards in the lower: no two are alike.
    long[] agreeing = new long[closely];
    int lanes = SignedVector.lanes(width);
    for (int t = 0; t < n; t++) {
      long key = (long) vector.agreement(signs[concept], t * lanes) << 32 | (n - t);
      if (key > agreeing[closely - 1]) {
        int at = closely - 1;
        while (at > 0 && agreeing[at - 1] < key) {
          agreeing[at] = agreeing[at - 1];
          at--;
        }
        agreeing[at] = key;
      }
    }
    return nearest(vector, concept, n, agreeing);
  }

  /// The nearest of the texts whose keys are given; of all without any.
  private Nearest nearest(SignedVector vector, int concept, int n, long[] keys) {
    int best = -1;
    float most = 0;
    int compared = keys.length == 0 ? n : keys.length;
    for (int i = 0; i < compared; i++) {
      int text = keys.length == 0 ? i : n - (int) keys[i];
      float cosine = cosine(vector.values(), texts[concept], text * width);
      if (best < 0 || cosine > most || (cosine == most && text < best)) {
        best = text;
        most = cosine;
      }
    }
    return new Nearest(best, most);
  }

  private static float cosine(float[] vector, byte[] block, int from) {
    float a = 0;
    float b = 0;
    float c = 0;
    float e = 0;
    for (int d = 0; d + 3 < vector.length; d += 4) {
      a += vector[d] * block[from + d];
      b += vector[d + 1] * block[from + d + 1];
      c += vector[d + 2] * block[from + d + 2];
      e += vector[d + 3] * block[from + d + 3];
    }
    return Math.clamp(((a + b) + (c + e)) / 127, -1, 1);
  }

  /// The concepts whose centres are nearest, best first, ties by ascending number.
  ///
  /// @param cosines as {@link #centres} gives them
  public static int[] best(float[] cosines, int most) {
    long[] keys = new long[cosines.length];
    for (int c = 0; c < keys.length; c++) {
      // Cosines lie in [−1, 1]: with 2 added their bits order like their values.
      keys[c] = ((long) ~Float.floatToIntBits(cosines[c] + 2) << 32) | c;
    }
    int n = Math.min(most, keys.length);
    if (n < keys.length / 8) {
      keys = smallest(keys, n);
    }
    Arrays.sort(keys);
    int[] best = new int[n];
    for (int i = 0; i < n; i++) {
      best[i] = (int) keys[i];
    }
    return best;
  }

  /// A heap of the n smallest.
  private static long[] smallest(long[] keys, int n) {
    long[] heap = Arrays.copyOf(keys, n);
    for (int i = n / 2 - 1; i >= 0; i--) {
      sink(heap, i);
    }
    for (int i = n; i < keys.length; i++) {
      if (n > 0 && keys[i] < heap[0]) {
        heap[0] = keys[i];
        sink(heap, 0);
      }
    }
    return heap;
  }

  private static void sink(long[] heap, int from) {
    int at = from;
    while (2 * at + 1 < heap.length) {
      int child = 2 * at + 1;
      if (child + 1 < heap.length && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[at] >= heap[child]) {
        return;
      }
      long moved = heap[at];
      heap[at] = heap[child];
      heap[child] = moved;
      at = child;
    }
  }
}
