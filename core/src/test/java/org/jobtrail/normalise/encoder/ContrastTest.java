package org.jobtrail.normalise.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContrastTest {
  private static final int PAIRS = 8;
  private static final int WIDTH = 16;
  private static final double TEMPERATURE = 0.2;

  private static float[][] vectors(long seed) {
    Random random = new Random(seed);
    float[][] vectors = new float[2 * PAIRS][WIDTH];
    for (float[] v : vectors) {
      for (int d = 0; d < WIDTH; d++) {
        v[d] = (float) random.nextGaussian();
      }
      LabelEncoder.scale(v);
    }
    return vectors;
  }

  /// The loss by its formula, in plain loops.
  private static double loss(float[][] v, int[] concept) {
    double loss = 0;
    for (int i = 0; i < PAIRS; i++) {
      double right = 0;
      double left = 0;
      for (int j = 0; j < PAIRS; j++) {
        if (j == i || concept[j] != concept[i]) {
          right += Math.exp(dot(v[i], v[PAIRS + j]) / TEMPERATURE);
          left += Math.exp(dot(v[PAIRS + i], v[j]) / TEMPERATURE);
        }
      }
      double own = dot(v[i], v[PAIRS + i]) / TEMPERATURE;
      loss -= 0.5 * (own - Math.log(right)) + 0.5 * (own - Math.log(left));
    }
    return loss;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theGradientIsThatOfTheLoss(long seed) {
    float[][] v = vectors(seed);
    int[] concept = {0, 1, 2, 0, 3, 4, 4, 5};
    float[][] gradient = new float[2 * PAIRS][WIDTH];
    try (Workers workers = new Workers(2)) {
      new Contrast(PAIRS, WIDTH, TEMPERATURE, workers).gradient(v, concept, gradient);
    }
    float step = 1e-2f;
    for (int i = 0; i < 2 * PAIRS; i++) {
      for (int d = 0; d < WIDTH; d++) {
        float was = v[i][d];
        v[i][d] = was + step;
        double more = loss(v, concept);
        v[i][d] = was - step;
        double less = loss(v, concept);
        v[i][d] = was;
        assertThat((double) gradient[i][d]).isCloseTo((more - less) / (2 * step), within(2e-2));
      }
    }
  }

  @Test
  void theExponentialIsNearTheTrueOne() {
    for (double x = 0; x > -16; x -= 0.37) {
      assertThat((double) Contrast.exp((float) x))
          .isCloseTo(Math.exp(x), within(0.012 * Math.exp(x)));
    }
    assertThat(Contrast.exp(-1e9f)).isBetween(0f, 2e-7f);
  }

  @Test
  void sizesThatTheLoopsCannotTakeAreRefused() {
    try (Workers workers = new Workers(1)) {
      assertThatThrownBy(() -> new Contrast(7, 16, 0.1, workers))
          .hasMessageContaining("multiples of 8");
      assertThatThrownBy(() -> new Contrast(8, 16, 0, workers)).hasMessageContaining("positive");
    }
  }
}
