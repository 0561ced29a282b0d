package org.jobtrail.predict.neural;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.libtorch.AdamW;
import org.jobtrail.predict.libtorch.Average;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.FittingState;
import org.jobtrail.predict.libtorch.Moments;
import org.jobtrail.predict.libtorch.Parameters;

/// Fits a network by AdamW and keeps the state with the best validation perplexity.
///
/// The rate rises over the warm-up and then falls with the square root of the steps, as CAREER's
/// reference has it; when validation hasn't got better for `patience` epochs, the best state comes
/// back and the rate is halved, and after the third time without gain training ends. Every epoch's
/// state is kept in the run's folder, so that a run that was killed goes on and ends with the same
/// weights. Sources: Loshchilov and Hutter, arXiv:1711.05101 (AdamW); Vafa et al., CAREER,
/// arXiv:2202.08370, appendix.
///
/// @param records of a batch at most, padding counted
/// @param rate of learning at the end of the warm-up
/// @param warmup steps
/// @param decay of weights
/// @param epochs at most
/// @param steps at most
/// @param patience epochs without gain before the rate is halved
/// @param clip norm of the gradient at most
/// @param average how much of the running average of the weights stays at each step, in `[0, 1)`;
///     validation and the model take the average, which wanders less than the weights; 0 for the
///     weights themselves. Source: Polyak and Juditsky 1992, SIAM J. Control Optim. 30(4)
public record Fitting(
    int records,
    double rate,
    int warmup,
    double decay,
    int epochs,
    int steps,
    int patience,
    double clip,
    double average) {
  public static final Fitting DEFAULT =
      new Fitting(1024, 1e-3, 300, 0.01, 100, Integer.MAX_VALUE, 4, 1, 0);

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.98;
  private static final int HALVINGS = 3;

  /// Batches that are sorted by length together: people of one length pad each other least.
  private static final int SORTED_TOGETHER = 32;

  public Fitting {
    if (records < 1 || rate <= 0 || warmup < 1 || epochs < 1 || steps < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "records, rate, warmup, epochs, steps and patience must be above 0");
    }
    if (!(decay >= 0) || !(clip > 0)) {
      throw new IllegalArgumentException("decay must be 0 or more, clip above 0");
    }
    if (!(average >= 0 && average < 1)) {
      throw new IllegalArgumentException("average must be in [0, 1), found " + average);
    }
  }

  /// Trains until validation tells to stop; the parameters then hold the best state.
  ///
  /// @return the best validation loss, in nats per record
  double fit(
      Predictor predictor,
      Parameters parameters,
      double dropoutRate,
      List<PanelPerson> train,
      List<PanelPerson> valid,
      TrainingRun run)
      throws IOException {
    String what = predictor.describe(this, dropoutRate, run.seed(), train);
    FittingState state =
        FittingState.read(run.work(), what).orElseGet(() -> FittingState.start(parameters, what));
    Context context = parameters.context();
    int longest = train.stream().mapToInt(PanelPerson::size).max().orElse(1);
    long most = (long) Math.max(records, longest) * predictor.network().width();
    run.progress().start("epochs of training", epochs);
    try (Dropout dropout = Dropout.of(dropoutRate, run.seed(), most, context);
        Moments moments = new Moments(state, parameters);
        Average mean = new Average(average, state.average(), context)) {
      parameters.set(state.values());
      while (!state.finished(epochs, steps, HALVINGS)) {
        long step = state.steps();
        for (List<PanelPerson> people : batches(train, run.seed(), state.epoch())) {
          if (step == steps) {
            break;
          }
          dropout.step(run.seed(), step);
          step++;
          double now = rate * state.factor() * schedule(step);
          step(predictor, parameters, people, dropout, moments, now, step);
          mean.step(parameters, step);
        }
        float[] weights = parameters.values();
        float[] judged = mean.of(weights);
        parameters.set(judged);
        double loss = predictor.loss(parameters, valid);
        state = state.next(loss, step, weights, judged, moments, patience);
        parameters.set(state.values());
        mean.set(state.average());
        state.write(run.work());
        run.progress().step(state.epoch());
      }
    }
    parameters.set(state.bestValues());
    return state.bestLoss();
  }

  /// 1 at the end of the warm-up.
  private double schedule(long step) {
    return Math.min((double) step / warmup, Math.sqrt((double) warmup / step));
  }

  void step(
      Predictor predictor,
      Parameters parameters,
      List<PanelPerson> people,
      Dropout dropout,
      Moments moments,
      double now,
      long step) {
    try (PointerScope _ = new PointerScope()) {
      Batch batch = predictor.batch(people, parameters.context());
      parameters.gradient().zero_();
      predictor.loss(parameters, batch, dropout).backward();
    }
    new AdamW(BETA1, BETA2, decay, clip).step(parameters, moments, now, step);
  }

  /// An epoch's batches, in an order of their own for each seed and epoch.
  private List<List<PanelPerson>> batches(List<PanelPerson> people, long seed, int epoch) {
    List<PanelPerson> shuffled = new ArrayList<>(people);
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + epoch);
    Collections.shuffle(shuffled, random);
    List<List<PanelPerson>> batches = new ArrayList<>();
    int from = 0;
    while (from < shuffled.size()) {
      int to = from;
      for (long n = 0; to < shuffled.size() && n < (long) SORTED_TOGETHER * records; to++) {
        n += shuffled.get(to).size();
      }
      List<PanelPerson> together = new ArrayList<>(shuffled.subList(from, to));
      together.sort(Comparator.comparingInt(PanelPerson::size));
      batches.addAll(cut(together, records));
      from = to;
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /// Cuts people in the order of their lengths into batches of so many records at most, padding
  /// counted; one person is a batch in any case.
  static List<List<PanelPerson>> cut(List<PanelPerson> sorted, int records) {
    List<List<PanelPerson>> batches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || (long) (i - from + 1) * sorted.get(i).size() > records) {
        batches.add(sorted.subList(from, i));
        from = i;
      }
    }
    return batches;
  }
}
