package org.jobtrail.normalise.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The vectors of the texts that name concepts, and of each concept as a whole.
///
/// A concept's centre is the mean of its texts' vectors, scaled to length 1. Texts are kept in
/// bytes, `[concept][width][texts]`, centres in floats, `[width][concepts]`: columns lie side by
/// side, so that one pass over a block compares many at once. Immutable, safe for many threads.
public final class ConceptVectors {
  private final int concepts;
  private final byte[][] texts;
  private final int[] count;
  private final float[][] centres;

  private ConceptVectors(int concepts, byte[][] texts, int[] count, float[][] centres) {
    this.concepts = concepts;
    this.texts = texts;
    this.count = count;
    this.centres = centres;
  }

  /// @param texts of each concept, folded; a concept may have none
  public static ConceptVectors of(LabelEncoder encoder, List<List<String>> texts) {
    int n = texts.size();
    int width = encoder.width();
    byte[][] blocks = new byte[n][];
    int[] count = new int[n];
    float[][] centres = new float[width][n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            c -> {
              List<String> of = texts.get(c);
              byte[] block = new byte[width * of.size()];
              float[] centre = new float[width];
              for (int t = 0; t < of.size(); t++) {
                float[] v = encoder.encode(of.get(t));
                for (int d = 0; d < width; d++) {
                  centre[d] += v[d];
                  block[d * of.size() + t] = (byte) Math.round(127 * v[d]);
                }
              }
              LabelEncoder.scale(centre);
              for (int d = 0; d < width; d++) {
                centres[d][c] = centre[d];
              }
              blocks[c] = block;
              count[c] = of.size();
            });
    return new ConceptVectors(n, blocks, count, centres);
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

  public Nearest nearest(float[] vector, int concept) {
    int n = count[concept];
    byte[] block = texts[concept];
    float[] sums = new float[n];
    // Eight dimensions in one pass over the texts: the passes are short.
    for (int d = 0; d < vector.length; d += 8) {
      float a = vector[d];
      float b = vector[d + 1];
      float c = vector[d + 2];
      float e = vector[d + 3];
      float f = vector[d + 4];
      float g = vector[d + 5];
      float h = vector[d + 6];
      float k = vector[d + 7];
      int row = d * n;
      for (int t = 0; t < n; t++) {
        int at = row + t;
        sums[t] +=
            ((a * block[at] + b * block[at + n]) + (c * block[at + 2 * n] + e * block[at + 3 * n]))
                + ((f * block[at + 4 * n] + g * block[at + 5 * n])
                    + (h * block[at + 6 * n] + k * block[at + 7 * n]));
      }
    }
    int best = -1;
    for (int t = 0; t < n; t++) {
      if (best < 0 || sums[t] > sums[best]) {
        best = t;
      }
    }
    return new Nearest(best, best < 0 ? 0 : Math.clamp(sums[best] / 127, -1, 1));
  }

  /// The concepts whose centres are nearest, best first, ties by ascending number.
  ///
  /// @param cosines as {@link #centres} gives them
  public static List<Integer> best(float[] cosines, int most) {
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
    List<Integer> best = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      best.add((int) keys[i]);
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
