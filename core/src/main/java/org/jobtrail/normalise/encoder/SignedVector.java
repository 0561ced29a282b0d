package org.jobtrail.normalise.encoder;

import java.util.Arrays;

/// A vector of length 1 in integers, with the signs of its parts as bits, so that {@link
/// ConceptVectors} can tell quickly which texts are hardly near it. Immutable, safe for many
/// threads.
public final class SignedVector {
  /// So many parts of a hundred, the greatest, count twice.
  private static final int GREAT = 40;

  /// What 1 is in {@link #integers}: the product of two such vectors fits in 32 bits.
  static final float FINE = 1 << 15;

  private final int[] integers;
  private final long[] signs;
  private final long[] great;

  private SignedVector(int[] integers, long[] signs, long[] great) {
    this.integers = integers;
    this.signs = signs;
    this.great = great;
  }

  /// @param values of length 1, or all 0
  public static SignedVector of(float[] values) {
    long[] signs = new long[lanes(values.length)];
    long[] great = new long[signs.length];
    float[] sizes = new float[values.length];
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = Math.abs(values[d]);
    }
    Arrays.sort(sizes);
    int[] integers = new int[values.length];
    float least = sizes.length == 0 ? 0 : sizes[sizes.length - 1 - sizes.length * GREAT / 100];
    for (int d = 0; d < values.length; d++) {
      long bit = 1L << d;
      integers[d] = Math.round(FINE * values[d]);
      signs[d >> 6] |= values[d] > 0 ? bit : 0;
      great[d >> 6] |= Math.abs(values[d]) > least ? bit : 0;
    }
    return new SignedVector(integers, signs, great);
  }

  /// Whether the text had any feature that the encoder knows.
  public boolean isZero() {
    for (int v : integers) {
      if (v != 0) {
        return false;
      }
    }
    return true;
  }

  /// How many longs hold the signs.
  static int lanes(int width) {
    return (width + 63) / 64;
  }

  /// `[width]`
  int[] integers() {
    return integers;
  }

  /// How many signs are those of another vector, great parts counting twice.
  ///
  /// @param others signs of many vectors, `[vectors][lanes]`
  /// @param at where the vector's begin
  int agreement(long[] others, int at) {
    int agreed = 0;
    for (int lane = 0; lane < signs.length; lane++) {
      long same = ~(signs[lane] ^ others[at + lane]);
      agreed += Long.bitCount(same) + Long.bitCount(same & great[lane]);
    }
    return agreed;
  }
}
