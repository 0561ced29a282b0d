package org.jobtrail.normalise.encoder;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The vectors of the texts that name concepts, and of each concept as a whole.
///
/// A concept's centre is the mean of its texts' vectors, scaled to length 1. Texts are kept in
/// bytes, `[texts][width]`, those of a concept in a row, centres in integers, `[concepts][width]`.
/// One bit for each number tells the signs: of a text's difference from its concept's mean, of a
/// centre's from the mean of all. Immutable, safe for many threads.
public final class ConceptVectors {
  /// So many of a concept's texts are compared number by number; before, their signs tell which.
  public static final int CLOSELY = 6;

  /// For every concept that is looked for, the centres of so many are compared number by number.
  private static final int CENTRES_CLOSELY = 5;

  /// What 1 is in a text's bytes.
  private static final int COARSE = 127;

  private final int width;
  private final int lanes;

  /// The texts of concept c are those from `begin[c]` to `begin[c + 1]`.
  private final int[] begin;

  private final byte[] texts;
  private final long[] signs;
  private final int[] centres;
  private final long[] centreSigns;

  private ConceptVectors(int width, int[] begin) {
    int concepts = begin.length - 1;
    this.width = width;
    this.lanes = SignedVector.lanes(width);
    this.begin = begin;
    this.texts = new byte[Math.multiplyExact(begin[concepts], width)];
    this.signs = new long[begin[concepts] * lanes];
    this.centres = new int[Math.multiplyExact(concepts, width)];
    this.centreSigns = new long[concepts * lanes];
  }

  /// @param texts of each concept, folded; a concept may have none
  public static ConceptVectors of(LabelEncoder encoder, List<List<String>> texts) {
    int[] begin = new int[texts.size() + 1];
    for (int c = 0; c < texts.size(); c++) {
      begin[c + 1] = begin[c] + texts.get(c).size();
    }
    ConceptVectors vectors = new ConceptVectors(encoder.width(), begin);
    IntStream.range(0, texts.size())
        .parallel()
        .forEach(c -> vectors.put(c, texts.get(c).stream().map(encoder::encode).toList()));
    vectors.signCentres();
    return vectors;
  }

  private void put(int concept, List<float[]> of) {
    float[] centre = new float[width];
    for (float[] text : of) {
      for (int d = 0; d < width; d++) {
        centre[d] += text[d];
      }
    }
    for (int t = 0; t < of.size(); t++) {
      int row = begin[concept] + t;
      float[] text = of.get(t);
      for (int d = 0; d < width; d++) {
        texts[row * width + d] = (byte) Math.round(COARSE * text[d]);
        if (of.size() * text[d] > centre[d]) {
          signs[row * lanes + (d >> 6)] |= 1L << d;
        }
      }
    }
    LabelEncoder.scale(centre);
    for (int d = 0; d < width; d++) {
      centres[concept * width + d] = Math.round(SignedVector.FINE * centre[d]);
    }
  }

  private void signCentres() {
    long[] sum = new long[width];
    for (int i = 0; i < centres.length; i++) {
      sum[i % width] += centres[i];
    }
    for (int c = 0; c < size(); c++) {
      for (int d = 0; d < width; d++) {
        if ((long) size() * centres[c * width + d] > sum[d]) {
          centreSigns[c * lanes + (d >> 6)] |= 1L << d;
        }
      }
    }
  }

  public int size() {
    return begin.length - 1;
  }

  /// Cosine with a concept's centre, in `[−1, 1]`; 0 for a concept without texts.
  public float centre(SignedVector vector, int concept) {
    int[] query = vector.integers();
    int from = concept * width;
    int sum = 0;
    for (int d = 0; d < query.length; d++) {
      sum += query[d] * centres[from + d];
    }
    return Math.clamp(sum / (SignedVector.FINE * SignedVector.FINE), -1, 1);
  }

  /// The same of every concept.
  public float[] centres(SignedVector vector) {
    float[] cosines = new float[size()];
    for (int c = 0; c < cosines.length; c++) {
      cosines[c] = centre(vector, c);
    }
    return cosines;
  }

  /// The concepts whose centres are nearest, best first, ties by ascending number, among those
  /// whose signs agree most, five times as many. Over ESCO 97 in a hundred of the 40 nearest are
  /// found, and 998 in a thousand of the first ten.
  public int[] nearestCentres(SignedVector vector, int most) {
    int n = size();
    int[] agreed = new int[n];
    int[] having = new int[2 * 64 * lanes + 1];
    for (int c = 0; c < n; c++) {
      agreed[c] = vector.agreement(centreSigns, c * lanes);
      having[agreed[c]]++;
    }
    int least = having.length - 1;
    for (int some = having[least]; least > 0 && some < CENTRES_CLOSELY * most; ) {
      some += having[--least];
    }
    long[] keys = new long[n];
    int likely = 0;
    for (int c = 0; c < n; c++) {
      if (agreed[c] >= least) {
        // Cosines lie in [−1, 1]: with 2 added their bits order like their values.
        keys[likely++] = ((long) ~Float.floatToIntBits(centre(vector, c) + 2) << 32) | c;
      }
    }
    Arrays.sort(keys, 0, likely);
    int[] nearest = new int[Math.min(most, likely)];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = (int) keys[i];
    }
    return nearest;
  }

  /// The text of a concept that is nearest to a vector.
  ///
  /// @param text position among the concept's texts, −1 for a concept without texts
  /// @param cosine in `[−1, 1]`, within .01
  public record Nearest(int text, float cosine) {
    static final Nearest NONE = new Nearest(-1, 0);
  }

  /// Of each concept the nearest of the texts whose signs agree most, of equal ones the first. Over
  /// ESCO, with six of them: nine in ten times the nearest of all, the cosine .002 less on average;
  /// with three: seven in ten times, .008 less.
  ///
  /// @param closely so many texts of each concept are compared number by number, at least 1
  /// @return in the order of `concepts`
  public Nearest[] nearest(SignedVector vector, int[] concepts, int[] closely) {
    int[] rows = new int[IntStream.of(closely).sum()];
    int[] ends = new int[concepts.length];
    int n = 0;
    for (int i = 0; i < concepts.length; i++) {
      n = agreeing(vector, concepts[i], closely[i], rows, n);
      ends[i] = n;
    }
    // All rows are fetched before the first is looked at: the memory then serves many at once,
    // where one after the other each would be waited for.
    byte[] fetched = new byte[n * width];
    for (int i = 0; i < n; i++) {
      System.arraycopy(texts, rows[i] * width, fetched, i * width, width);
    }
    int[] query = vector.integers();
    Nearest[] nearest = new Nearest[concepts.length];
    int[] row = new int[width];
    for (int i = 0; i < concepts.length; i++) {
      int best = -1;
      int most = 0;
      for (int k = i == 0 ? 0 : ends[i - 1]; k < ends[i]; k++) {
        int product = product(query, fetched, k * width, row);
        if (best < 0 || product > most || (product == most && rows[k] < best)) {
          best = rows[k];
          most = product;
        }
      }
      nearest[i] =
          best < 0
              ? Nearest.NONE
              : new Nearest(
                  best - begin[concepts[i]],
                  Math.clamp(most / (COARSE * SignedVector.FINE), -1, 1));
    }
    return nearest;
  }

  /// Adds the rows of a concept's texts whose signs agree most, of equal ones the first.
  ///
  /// @return where the next go
  private int agreeing(SignedVector vector, int concept, int closely, int[] rows, int at) {
    int from = begin[concept];
    int n = begin[concept + 1] - from;
    if (n <= closely) {
      for (int t = 0; t < n; t++) {
        rows[at + t] = from + t;
      }
      return at + n;
    }
    // Agreement in the upper half, texts counted backwards in the lower: no two are alike.
    long[] agreeing = new long[closely];
    for (int t = 0; t < n; t++) {
      long key = (long) vector.agreement(signs, (from + t) * lanes) << 32 | (n - t);
      if (key > agreeing[closely - 1]) {
        int to = closely - 1;
        while (to > 0 && agreeing[to - 1] < key) {
          agreeing[to] = agreeing[to - 1];
          to--;
        }
        agreeing[to] = key;
      }
    }
    for (int i = 0; i < closely; i++) {
      rows[at + i] = from + n - (int) agreeing[i];
    }
    return at + closely;
  }

  /// In two loops, widening and summing: the compiler makes vector code of each, of both in one it
  /// does not.
  private static int product(int[] query, byte[] block, int from, int[] row) {
    for (int d = 0; d < row.length; d++) {
      row[d] = block[from + d];
    }
    int sum = 0;
    for (int d = 0; d < row.length; d++) {
      sum += query[d] * row[d];
    }
    return sum;
  }
}
