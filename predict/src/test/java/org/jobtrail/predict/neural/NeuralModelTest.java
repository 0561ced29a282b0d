package org.jobtrail.predict.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NeuralModelTest {
  @TempDir Path folder;

  static Stream<NeuralTrainer> trainers() {
    return GradientTest.trainers();
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void agreesWithPlainLoops(NeuralTrainer trainer) {
    Panel panel = SmallPanels.panel(5, 8, 14, 21);
    Encoding encoding = Encoding.of(panel, panel.people());
    NeuralModel model = moved(trainer, encoding, 7);
    List<double[][]> logs = model.logProbabilities(panel.people());
    NaiveNetwork naive = new NaiveNetwork(trainer, encoding, model.saved().tensors());
    for (int i = 0; i < panel.people().size(); i++) {
      PanelPerson person = panel.people().get(i);
      double[][] expected = naive.probabilities(person);
      for (int t = 0; t < person.size(); t++) {
        double sum = 0;
        for (int k = 0; k < expected[t].length; k++) {
          double p = Math.exp(logs.get(i)[t][k]);
          sum += p;
          // Parameters are saved, and probabilities read, as floats.
          assertThat(p).isCloseTo(expected[t][k], within(2e-6));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void whatComesLaterChangesNothing(NeuralTrainer trainer) {
    Panel panel = SmallPanels.panel(5, 8, 14, 22);
    Encoding encoding = Encoding.of(panel, panel.people());
    NeuralModel model = moved(trainer, encoding, 8);
    for (PanelPerson person : panel.people()) {
      double[][] whole = model.logProbabilities(List.of(person)).getFirst();
      for (int t = 0; t < person.size(); t++) {
        PanelPerson known = person.prefix(t + 1);
        double[][] part = model.logProbabilities(List.of(known)).getFirst();
        assertThat(part[t]).containsExactly(whole[t], within(1e-5));
      }
    }
  }

  @Test
  void halfPrecisionIsNearlyTheSame() {
    Panel panel = SmallPanels.panel(20, 30, 20, 23);
    Encoding encoding = Encoding.of(panel, panel.people());
    NeuralTrainer trainer = small(NeuralTrainer.Kind.CAREER, Precision.FLOAT32);
    NeuralModel exact = moved(trainer, encoding, 9);
    NeuralTrainer half = small(NeuralTrainer.Kind.CAREER, Precision.BFLOAT16);
    SavedModel saved = exact.saved();
    NeuralModel rough =
        NeuralTrainer.load(
            new SavedModel(
                saved.config().deepCopy().set("trainer", org.jobtrail.predict.Settings.json(half)),
                saved.tensors()),
            panel.schema(),
            Device.CPU);
    List<double[][]> a = exact.logProbabilities(panel.people());
    List<double[][]> b = rough.logProbabilities(panel.people());
    for (int i = 0; i < a.size(); i++) {
      for (int t = 0; t < a.get(i).length; t++) {
        assertThat(b.get(i)[t]).containsExactly(a.get(i)[t], within(0.08));
      }
    }
  }

  @Test
  void learnsWhatThereIsToLearn() throws IOException {
    Panel panel = SmallPanels.panel(6, 400, 10, 24);
    for (NeuralTrainer.Kind kind : NeuralTrainer.Kind.values()) {
      NeuralModel model = small(kind, Precision.FLOAT32).train(panel, run("learn-" + kind, 1));
      assertThat(perplexity(model, panel.people(Split.TEST))).as(kind.name()).isLessThan(4.4);
    }
  }

  @Test
  void aTrainingThatWasCutGoesOnToTheSameWeights() throws IOException {
    Panel panel = SmallPanels.panel(6, 60, 10, 25);
    NeuralTrainer trainer = small(NeuralTrainer.Kind.CAREER, Precision.FLOAT32);
    NeuralModel whole = trainer.train(panel, run("whole", 4));
    assertThatThrownBy(() -> trainer.train(panel, cut("cut", 4, 3))).hasMessage("cut");
    assertThatThrownBy(() -> trainer.train(panel, cut("cut", 4, 7))).hasMessage("cut");
    NeuralModel resumed = trainer.train(panel, run("cut", 4));
    assertThat(resumed.fitted().values()).containsExactly(whole.fitted().values());
  }

  @Test
  void startsFromAnotherCorpus() throws IOException {
    Panel before = SmallPanels.panel(6, 60, 10, 26);
    Panel after = SmallPanels.panel(8, 60, 10, 27);
    NeuralTrainer trainer = small(NeuralTrainer.Kind.CAREER, Precision.FLOAT32);
    NeuralModel first = trainer.train(before, run("first", 1));
    TrainingRun plain = run("second", 1);
    NeuralTrainer still = trainer.withFitting(fitting(1, 1e-12));
    NeuralModel second =
        still.train(
            after,
            new TrainingRun(2, 1, Device.CPU, plain.work(), Optional.of(first), Progress.NONE));
    float[] there = first.saved().tensors().get("head.weight").floats();
    float[] here = second.saved().tensors().get("head.weight").floats();
    int width = trainer.width();
    assertThat(Arrays.copyOf(here, 6 * width))
        .containsExactly(Arrays.copyOf(there, 6 * width), within(1e-6f));
    // The logit of staying is the row after the outcomes.
    assertThat(Arrays.copyOfRange(here, 8 * width, 9 * width))
        .containsExactly(Arrays.copyOfRange(there, 6 * width, 7 * width), within(1e-6f));
    assertThat(second.schema().outcomes().size()).isEqualTo(8);
  }

  @Test
  void refusesAnotherWidth() throws IOException {
    Panel panel = SmallPanels.panel(6, 60, 10, 26);
    NeuralModel first =
        small(NeuralTrainer.Kind.CAREER, Precision.FLOAT32).train(panel, run("a", 1));
    NeuralTrainer wider =
        new NeuralTrainer(
            NeuralTrainer.Kind.CAREER,
            1,
            32,
            2,
            32,
            0.1,
            Head.Kind.TWO_STAGE,
            false,
            false,
            Precision.FLOAT32,
            fitting(1, 1e-3));
    assertThatThrownBy(
            () ->
                wider.train(
                    panel,
                    new TrainingRun(
                        1, 1, Device.CPU, folder.resolve("b"), Optional.of(first), Progress.NONE)))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("the two models must have the same width, heads and hidden width");
  }

  @Test
  void clampsLogitsAsTheReferenceDoes() {
    Panel panel = SmallPanels.panel(5, 4, 6, 28);
    Encoding encoding = Encoding.of(panel, panel.people());
    NeuralTrainer clamped =
        new NeuralTrainer(
            NeuralTrainer.Kind.BAG,
            1,
            8,
            2,
            8,
            0,
            Head.Kind.VANILLA,
            true,
            false,
            Precision.FLOAT64,
            Fitting.DEFAULT);
    NeuralModel model = moved(clamped, encoding, 10);
    TreeMap<String, Tensor> tensors = new TreeMap<>(model.saved().tensors());
    double[] huge = tensors.get("head.weight").doubles();
    for (int i = 0; i < huge.length; i++) {
      huge[i] *= 1e6;
    }
    tensors.put("head.weight", Tensor.of(huge, 5, 8));
    NeuralModel wild =
        NeuralTrainer.load(
            new SavedModel(model.saved().config(), tensors), panel.schema(), Device.CPU);
    for (double[][] logs : wild.logProbabilities(panel.people())) {
      for (double[] row : logs) {
        // Between one logit of 10 among four of −10 and one of −10 among four of 10.
        assertThat(Arrays.stream(row).min().orElseThrow()).isBetween(-20 - Math.log(5), 0.0);
      }
    }
  }

  @Test
  void refusesSizesThatDontFit() {
    assertThatThrownBy(() -> NeuralTrainer.CAREER_KIND.trainer(java.util.Map.of("heads", "5")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("width must be a multiple of twice the heads, found width 64 and 5");
    assertThatThrownBy(() -> NeuralTrainer.BAG_KIND.trainer(java.util.Map.of("dropout", "1.0")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("dropout must be in [0, 1), found 1.0");
  }

  private static double perplexity(NeuralModel model, List<PanelPerson> people) {
    List<double[][]> logs = model.logProbabilities(people);
    double sum = 0;
    long rows = 0;
    for (int i = 0; i < people.size(); i++) {
      for (int t = 0; t < people.get(i).size(); t++, rows++) {
        sum -= logs.get(i)[t][people.get(i).outcome(t)];
      }
    }
    return Math.exp(sum / rows);
  }

  /// A network whose parameters were moved away from their starts.
  static NeuralModel moved(NeuralTrainer trainer, Encoding encoding, long seed) {
    Context context = new Context(Device.CPU, trainer.precision(), 1);
    Predictor predictor = trainer.predictor(encoding);
    Parameters parameters = Parameters.draw(context, predictor.starts(), seed);
    float[] values = parameters.values();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.2 * random.nextGaussian());
    }
    parameters.set(values);
    return new NeuralModel(trainer.modelName(), trainer, predictor, parameters);
  }

  private static Fitting fitting(int epochs, double rate) {
    return new Fitting(128, rate, 20, 0.01, epochs, Integer.MAX_VALUE, 4, 1, 0.9);
  }

  private static NeuralTrainer small(NeuralTrainer.Kind kind, Precision precision) {
    return new NeuralTrainer(
        kind, 1, 16, 2, 32, 0.1, Head.Kind.TWO_STAGE, false, true, precision, fitting(12, 5e-3));
  }

  private TrainingRun run(String work, long seed) {
    return new TrainingRun(
        seed, 1, Device.CPU, folder.resolve(work), Optional.empty(), Progress.NONE);
  }

  /// Stops after some epochs as a kill would.
  private TrainingRun cut(String work, long seed, long epoch) {
    Progress progress =
        new Progress() {
          @Override
          public void start(String task, long total) {}

          @Override
          public void step(long done) {
            if (done == epoch) {
              throw new IllegalStateException("cut");
            }
          }

          @Override
          public void close() {}
        };
    return new TrainingRun(seed, 1, Device.CPU, folder.resolve(work), Optional.empty(), progress);
  }
}
