package org.jobtrail.normalise.encoder;

import java.util.Arrays;

/// The loss of pairs that have each other for negatives, and its gradient.
///
/// Loss of pair i: `−½ ln softmax_j(aᵢ·bⱼ/τ)ᵢ − ½ ln softmax_j(bᵢ·aⱼ/τ)ᵢ`, over unit vectors; pairs
/// of the same concept are no negatives of each other. Source: van den Oord et al. 2018,
/// arXiv:1807.03748 (InfoNCE), as Henderson et al. 2017, arXiv:1705.00652, use it for texts.
///
/// Working memory of one trainer. The result does not depend on the number of threads.
final class Contrast {
  /// Negatives whose probability is below this pull nothing: nearly all of them.
  private static final float NEGLIGIBLE = 1e-5f;

  /// Pairs whose column sums are taken together: a block of rows that stays in the cache.
  private static final int BLOCK = 64;

  private final int pairs;
  private final int width;
  private final float inverse;
  private final Workers workers;
  private final float[][] right;
  private final float[][] rows;
  private final float[][] columns;
  private final float[][] turned;

  /// @param pairs in one batch, a multiple of 8
  /// @param width of the vectors, a multiple of 8
  /// @param temperature τ
  Contrast(int pairs, int width, double temperature, Workers workers) {
    if (pairs % 8 != 0 || width % 8 != 0 || !(temperature > 0)) {
      throw new IllegalArgumentException(
          "pairs and width must be multiples of 8 and the temperature positive, found "
              + pairs
              + ", "
              + width
              + ", "
              + temperature);
    }
    this.pairs = pairs;
    this.width = width;
    this.inverse = (float) (1 / temperature);
    this.workers = workers;
    this.right = new float[width][pairs];
    this.rows = new float[pairs][pairs];
    this.columns = new float[pairs][pairs];
    this.turned = new float[width][pairs];
  }

  /// @param vector unit vectors of the left texts, then of the right ones, `[2 pairs, width]`
  /// @param concept of each pair
  /// @param gradient of the loss summed over the pairs, by `vector`; overwritten
  void gradient(float[][] vector, int[] concept, float[][] gradient) {
    turn(vector, pairs, right);
    turn(vector, 0, turned);
    workers.each(pairs, i -> softmax(vector[i], right, i, concept, rows[i]));
    workers.each(pairs, j -> softmax(vector[pairs + j], turned, j, concept, columns[j]));
    int blocks = (pairs + BLOCK - 1) / BLOCK;
    workers.each(
        blocks,
        block -> {
          int from = block * BLOCK;
          int to = Math.min(pairs, from + BLOCK);
          for (int i = from; i < to; i++) {
            Arrays.fill(gradient[i], 0);
            Arrays.fill(gradient[pairs + i], 0);
          }
          for (int j = 0; j < pairs; j++) {
            for (int i = from; i < to; i++) {
              pull(gradient[i], rows[i][j] + columns[j][i], i == j, vector[pairs + j]);
              pull(gradient[pairs + i], columns[i][j] + rows[j][i], i == j, vector[j]);
            }
          }
        });
  }

  private void turn(float[][] vector, int from, float[][] to) {
    workers.each(
        width / 8,
        part -> {
          for (int j = 0; j < pairs; j++) {
            float[] v = vector[from + j];
            for (int d = 8 * part; d < 8 * part + 8; d++) {
              to[d][j] = v[d];
            }
          }
        });
  }

  /// The probabilities of one text's partners.
  private void softmax(float[] v, float[][] others, int own, int[] concept, float[] out) {
    dots(v, others, out);
    float most = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < pairs; j++) {
      if (j != own && concept[j] == concept[own]) {
        out[j] = -2;
      }
      most = Math.max(most, out[j]);
    }
    float sum = 0;
    for (int j = 0; j < pairs; j++) {
      out[j] = exp(inverse * (out[j] - most));
    }
    for (int j = 0; j < pairs; j++) {
      sum += out[j];
    }
    float scale = 1 / sum;
    for (int j = 0; j < pairs; j++) {
      out[j] *= scale;
    }
  }

  /// `out[j] = Σ_d v[d] · others[d][j]`, written so that the compiler makes vector code of it.
  static void dots(float[] v, float[][] others, float[] out) {
    Arrays.fill(out, 0);
    for (int d = 0; d < v.length; d += 8) {
      float a = v[d];
      float b = v[d + 1];
      float c = v[d + 2];
      float e = v[d + 3];
      float f = v[d + 4];
      float g = v[d + 5];
      float h = v[d + 6];
      float k = v[d + 7];
      float[] o0 = others[d];
      float[] o1 = others[d + 1];
      float[] o2 = others[d + 2];
      float[] o3 = others[d + 3];
      float[] o4 = others[d + 4];
      float[] o5 = others[d + 5];
      float[] o6 = others[d + 6];
      float[] o7 = others[d + 7];
      for (int j = 0; j < out.length; j++) {
        out[j] +=
            ((a * o0[j] + b * o1[j]) + (c * o2[j] + e * o3[j]))
                + ((f * o4[j] + g * o5[j]) + (h * o6[j] + k * o7[j]));
      }
    }
  }

  /// `e^x` for x in `[−∞, 0]` as `(1 + x/2¹⁴)^(2¹⁴)`: within 1 % above −16, zero below; much
  /// quicker than the library's, and the same on every machine.
  static float exp(float x) {
    float y = 1 + Math.max(x, -16f) * (1f / 16384);
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    return y;
  }

  private void pull(float[] gradient, float probabilities, boolean own, float[] other) {
    if (!own && probabilities < NEGLIGIBLE) {
      return;
    }
    float weight = 0.5f * inverse * (own ? probabilities - 2 : probabilities);
    for (int d = 0; d < width; d++) {
      gradient[d] += weight * other[d];
    }
  }
}
