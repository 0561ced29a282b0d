package org.jobtrail.predict.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.FittingState;
import org.jobtrail.predict.libtorch.Moments;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;

/// How quickly CAREER trains and predicts here, on made-up people of one length, beside what the
/// machine's matrix products reach.
///
/// @param people of a batch
/// @param length records of each
public record TrainingBenchmark(int layers, int people, int length, int outcomes, long seed) {
  /// @param trainedPerSecond records that went through a training step
  /// @param predictedPerSecond records that got their whole distribution
  /// @param gflopsPerSecond of the training's matrix products: six for each weight and record, and
  ///     those of attention
  /// @param peakGflopsPerSecond of a matrix product of the feed-forward network's size alone
  public record Result(
      String precision,
      long parameters,
      double trainedPerSecond,
      double predictedPerSecond,
      double gflopsPerSecond,
      double peakGflopsPerSecond) {}

  /// @param seconds of each measurement, after as long a warm-up
  public Result run(Precision precision, int threads, Device device, double seconds) {
    NeuralTrainer trainer = NeuralTrainer.paperSize(layers, precision);
    Context context = new Context(device, precision, threads);
    List<PanelPerson> made = made();
    Predictor predictor = trainer.predictor(new Encoding(schema(), 1980, 1980 + length - 1));
    try (Parameters parameters = Parameters.draw(context, predictor.starts(), seed);
        Moments moments = new Moments(FittingState.start(parameters, ""), parameters);
        Dropout dropout =
            Dropout.of(
                trainer.dropout(), seed, (long) people * length * trainer.width(), context)) {
      long[] step = {0};
      double trained =
          perSecond(
              seconds,
              () ->
                  trainer
                      .fitting()
                      .step(predictor, parameters, made, dropout, moments, 1e-4, ++step[0]));
      double predicted;
      NeuralModel model = new NeuralModel("career", trainer, predictor, parameters);
      predicted = perSecond(seconds, () -> model.logProbabilities(made));
      double peak = peak(context, seconds);
      return new Result(
          context.products(),
          parameters.size(),
          trained,
          predicted,
          trained * flops(trainer) / 1e9,
          peak);
    }
  }

  /// The made-up people as a panel, for models that train as a whole; one in ten is for validation.
  public Panel panel() {
    List<PanelPerson> made = made();
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      splits.add(i % 10 == 9 ? Split.VALID : Split.TRAIN);
    }
    return new Panel("made-up", schema(), made, splits);
  }

  /// Of one record in training.
  private double flops(NeuralTrainer trainer) {
    double d = trainer.width();
    double weights = layers * (4 * d * d + 2 * d * trainer.hidden()) + d * (outcomes + 1);
    // Causal attention: half of length × width products for scores and as many for values.
    double attention = layers * 2.0 * length * d / 2;
    return 6 * (weights + attention);
  }

  private double perSecond(double seconds, Runnable work) {
    time(seconds, work);
    return people * (double) length * time(seconds, work);
  }

  /// How often a second.
  private static double time(double seconds, Runnable work) {
    long start = System.nanoTime();
    int times = 0;
    double spent = 0;
    while (spent < seconds || times < 2) {
      work.run();
      times++;
      spent = (System.nanoTime() - start) / 1e9;
    }
    return times / spent;
  }

  private double peak(Context context, double seconds) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      int n = people * length;
      Tensor x = context.product(torch.randn(n, 192));
      Tensor w = context.product(torch.randn(192, 768));
      Runnable product =
          () -> {
            try (PointerScope _ = new PointerScope()) {
              torch.matmul(x, w);
            }
          };
      time(seconds, product);
      return time(seconds, product) * 2.0 * n * 192 * 768 / 1e9;
    }
  }

  private List<PanelPerson> made() {
    SplittableRandom random = new SplittableRandom(seed);
    List<PanelPerson> made = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      int[] periods = new int[length];
      int[] all = new int[length];
      int[] education = new int[length];
      for (int t = 0; t < length; t++) {
        periods[t] = 1980 + t;
        all[t] = t > 0 && random.nextInt(3) > 0 ? all[t - 1] : random.nextInt(outcomes);
        education[t] = random.nextInt(3);
      }
      made.add(
          new PanelPerson(
              "made-" + i,
              new int[] {random.nextInt(3), random.nextInt(3), random.nextInt(3)},
              periods,
              all,
              new int[][] {education},
              new double[0][]));
    }
    return made;
  }

  private PanelSchema schema() {
    List<Outcome> all = new ArrayList<>();
    for (int k = 0; k < outcomes; k++) {
      all.add(new Outcome("o" + k, "o" + k, false));
    }
    List<String> levels = List.of(Covariate.MISSING, "a", "b");
    return new PanelSchema(
        PeriodUnit.YEAR,
        new Outcomes(all),
        List.of(
            new Covariate("sex", levels),
            new Covariate("ethnicity", levels),
            new Covariate("region", levels)),
        List.of(new Covariate("education", levels)),
        List.of());
  }
}
