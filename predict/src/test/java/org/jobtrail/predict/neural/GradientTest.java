package org.jobtrail.predict.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradients of every network and head against finite differences, in 64 bits.
final class GradientTest {
  static Stream<NeuralTrainer> trainers() {
    return Arrays.stream(NeuralTrainer.Kind.values())
        .flatMap(
            kind ->
                Stream.of(Head.Kind.values())
                    .flatMap(
                        head ->
                            Stream.of(false, true)
                                .map(
                                    informed ->
                                        new NeuralTrainer(
                                            kind,
                                            2,
                                            8,
                                            2,
                                            12,
                                            0,
                                            head,
                                            false,
                                            informed,
                                            Precision.FLOAT64,
                                            Fitting.DEFAULT))));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void gradientIsTheSlopeOfTheLoss(NeuralTrainer trainer) {
    Panel panel = SmallPanels.panel(5, 6, 7, 11);
    List<PanelPerson> people = panel.people();
    Context context = new Context(Device.CPU, trainer.precision(), 1);
    Predictor predictor = trainer.predictor(Encoding.of(panel, people));
    try (PointerScope _ = new PointerScope();
        Parameters drawn = Parameters.draw(context, predictor.starts(), 5)) {
      Batch batch = predictor.batch(people, context);
      // Starts of zero hide mistakes: everything is moved a little.
      float[] moved = drawn.values();
      SplittableRandom random = new SplittableRandom(3);
      for (int i = 0; i < moved.length; i++) {
        moved[i] += (float) (0.1 * random.nextGaussian());
      }
      drawn.set(moved);
      predictor.loss(drawn, batch, Dropout.NONE).backward();
      float[] gradient = Parameters.floats(drawn.gradient());
      TreeMap<String, Tensor> saved = new TreeMap<>(drawn.saved());
      int offset = 0;
      for (var entry : saved.entrySet()) {
        double[] values = entry.getValue().doubles();
        for (int draw = 0; draw < 3; draw++) {
          int at = random.nextInt(values.length);
          double slope =
              (loss(predictor, context, saved, entry.getKey(), at, 1e-4, batch)
                      - loss(predictor, context, saved, entry.getKey(), at, -1e-4, batch))
                  / 2e-4;
          assertThat((double) gradient[offset + at])
              .as(entry.getKey() + " " + at)
              .isCloseTo(slope, within(2e-6 + 1e-4 * Math.abs(slope)));
        }
        offset += values.length;
      }
    }
  }

  private static double loss(
      Predictor predictor,
      Context context,
      TreeMap<String, Tensor> saved,
      String name,
      int at,
      double by,
      Batch batch) {
    TreeMap<String, Tensor> changed = new TreeMap<>(saved);
    double[] values = saved.get(name).doubles();
    values[at] += by;
    long[] shape = saved.get(name).shape().stream().mapToLong(Long::longValue).toArray();
    changed.put(name, Tensor.of(values, shape));
    try (PointerScope _ = new PointerScope();
        Parameters parameters = new Parameters(context, changed)) {
      return predictor.loss(parameters, batch, Dropout.NONE).item_double();
    }
  }
}
