package org.jobtrail.predict.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeMap;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.Tensor;
import org.junit.jupiter.api.Test;

final class AverageTest {
  private static final Context CONTEXT = new Context(Device.CPU, Precision.FLOAT32, 1);

  private static Parameters parameters(float... values) {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("w", Tensor.of(values, values.length));
    return new Parameters(CONTEXT, tensors);
  }

  /// β is 1/10 and 2/11 in the first two steps, then at most the 0.2 asked for.
  @Test
  void worksAsByHand() {
    try (Parameters parameters = parameters(10, -10);
        Average average = new Average(0.2, new float[] {0, 0}, CONTEXT)) {
      average.step(parameters, 1);
      assertThat(average.of(parameters.values()))
          .containsExactly(new float[] {9, -9}, within(1e-5f));
      average.step(parameters, 2);
      float second = 9 * 2 / 11f + 10 * 9 / 11f;
      assertThat(average.of(parameters.values()))
          .containsExactly(new float[] {second, -second}, within(1e-5f));
      average.step(parameters, 1000);
      float third = 0.2f * second + 0.8f * 10;
      assertThat(average.of(parameters.values()))
          .containsExactly(new float[] {third, -third}, within(1e-5f));
      average.set(new float[] {1, 2});
      assertThat(average.of(parameters.values())).containsExactly(1, 2);
    }
  }

  @Test
  void withoutOneTheWeightsStandForIt() {
    try (Parameters parameters = parameters(3, 4);
        Average average = new Average(0, new float[] {0, 0}, CONTEXT)) {
      average.step(parameters, 1);
      assertThat(average.of(parameters.values())).containsExactly(3, 4);
    }
  }
}
