package org.jobtrail.predict.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.Tensor;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdamWTest {
  private static final Context CONTEXT = new Context(Device.CPU, Precision.FLOAT64, 1);

  private static Parameters parameters(double[] values) {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("w", Tensor.of(values, values.length));
    return new Parameters(CONTEXT, tensors);
  }

  private static void step(
      AdamW optimizer, Parameters parameters, Moments moments, double[] gradient, long step) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      parameters.gradient().copy_(CONTEXT.doubles(gradient, gradient.length));
    }
    optimizer.step(parameters, moments, 0.1, step);
  }

  /// The first step is the rate in the gradient's direction, whatever its size, and the decay.
  @Test
  void theFirstStepIsTheRate() {
    try (Parameters parameters = parameters(new double[] {1, -2, 3});
        Moments moments = Moments.zero(parameters)) {
      step(new AdamW(0.9, 0.98, 0.5, 100), parameters, moments, new double[] {4, -0.01, 0}, 1);
      assertThat(parameters.values())
          .containsExactly(new float[] {0.95f - 0.1f, -1.9f + 0.1f, 2.85f}, within(1e-5f));
    }
  }

  /// Against plain loops, with more numbers than are done at a time and a gradient to be clipped.
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void agreesWithPlainLoopsOverSeveralParts(long seed) {
    int n = Math.toIntExact(2 * AdamW.PART + 7);
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles(n, -1, 1).toArray();
    double[] first = new double[n];
    double[] second = new double[n];
    try (Parameters parameters = parameters(values);
        Moments moments = Moments.zero(parameters)) {
      for (int step = 1; step <= 3; step++) {
        double[] gradient = random.doubles(n, -1, 1).toArray();
        step(new AdamW(0.9, 0.98, 0.01, 5), parameters, moments, gradient, step);
        double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
        for (int i = 0; i < n; i++) {
          double g = gradient[i] * 5 / norm;
          first[i] = 0.9 * first[i] + 0.1 * g;
          second[i] = 0.98 * second[i] + 0.02 * g * g;
          double mean = first[i] / (1 - Math.pow(0.9, step));
          double square = second[i] / (1 - Math.pow(0.98, step));
          values[i] -= 0.1 * 0.01 * values[i] + 0.1 * mean / (Math.sqrt(square) + 1e-8);
        }
      }
      float[] expected = new float[n];
      for (int i = 0; i < n; i++) {
        expected[i] = (float) values[i];
      }
      assertThat(parameters.values()).containsExactly(expected, within(1e-6f));
    }
  }

  @Test
  void refusesAGradientThatIsNotFinite() {
    try (Parameters parameters = parameters(new double[] {1});
        Moments moments = Moments.zero(parameters)) {
      assertThatThrownBy(
              () ->
                  step(
                      new AdamW(0.9, 0.98, 0, 1),
                      parameters,
                      moments,
                      new double[] {Double.NaN},
                      7))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              "step 7: the gradient is NaN, training ran away; lower the rate (--set rate=...)");
    }
  }
}
