package org.jobtrail.predict.logit;

import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.RecordFeatures;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.optimise.Blocks;

/// Whether people stay what they are: a binary logit on the features of the past, with what was
/// held before.
public final class StayStage {
  private final FeatureSpace space;
  private final long[] periods;
  private final double[] weights;

  private StayStage(PanelSchema schema, long[] periods, double[] weights) {
    this.space = FeatureSpace.of(schema, periods, true);
    this.periods = periods.clone();
    this.weights = weights;
  }

  /// @param penalty of squared weights, to begin the search with
  /// @param iterations steps at most under each penalty
  public static StayStage fit(Panel panel, double penalty, int iterations, TrainingRun run) {
    long[] periods = FeatureSpace.periods(panel);
    FeatureSpace space = FeatureSpace.of(panel.schema(), periods, true);
    try (Blocks blocks = new Blocks(run.threads())) {
      PenaltySearch search = new PenaltySearch(iterations, run.progress());
      double[] weights = fit(panel, space, penalty, search, blocks);
      return new StayStage(panel.schema(), periods, weights);
    }
  }

  static double[] fit(
      Panel panel, FeatureSpace space, double penalty, PenaltySearch search, Blocks blocks) {
    Design train = rows(panel.people(Split.TRAIN), space);
    Design valid = rows(panel.people(Split.VALID), space);
    StayLogit objective = new StayLogit(train, space.staySize(), penalty, blocks);
    return search.best(
        penalty,
        new double[space.staySize()],
        objective::withPenalty,
        w -> StayLogit.meanNll(valid, w));
  }

  /// @param periods tensor `periods`, `[2]`
  /// @param weights tensor `stay.weight`
  /// @throws IllegalArgumentException if they don't fit the schema
  public static StayStage of(PanelSchema schema, Tensor periods, Tensor weights) {
    if (!(periods instanceof Tensor.Longs longs) || longs.longs().length != 2) {
      throw new IllegalArgumentException("tensor periods must hold two whole numbers");
    }
    StayStage stage = new StayStage(schema, longs.longs(), weights.doubles());
    if (stage.weights.length != stage.space.staySize()) {
      throw new IllegalArgumentException(
          "tensor stay.weight must have "
              + stage.space.staySize()
              + " values, found "
              + stage.weights.length);
    }
    return stage;
  }

  public Tensor periods() {
    return Tensor.of(periods, periods.length);
  }

  public Tensor weights() {
    return Tensor.of(weights, weights.length);
  }

  /// The log probabilities of moving and of staying.
  ///
  /// @param t at least 1
  public double[] logs(PanelPerson person, int t) {
    double z = score(person, t, RecordFeatures.of(person, t), space, weights);
    return new double[] {-StayLogit.softplus(z), -StayLogit.softplus(-z)};
  }

  static double score(
      PanelPerson person, int t, RecordFeatures past, FeatureSpace space, double[] weights) {
    Design row = new Design(0);
    add(person, t, past, space, row);
    row.endRow(0, Design.NOTHING);
    return StayLogit.score(row, 0, weights);
  }

  private static void add(
      PanelPerson person, int t, RecordFeatures past, FeatureSpace space, Design design) {
    space.features(person, t, past, design);
    space.stayFeatures(past, design);
  }

  private static Design rows(List<PanelPerson> people, FeatureSpace space) {
    Design design = new Design(0);
    for (PanelPerson person : people) {
      List<RecordFeatures> pasts = RecordFeatures.all(person);
      for (int t = 1; t < person.size(); t++) {
        add(person, t, pasts.get(t), space, design);
        int stay = person.outcome(t) == person.outcome(t - 1) ? 1 : 0;
        design.endRow(stay, Design.NOTHING);
      }
    }
    return design;
  }
}
