package org.jobtrail.predict.logit;

import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.RecordFeatures;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.optimise.Blocks;

/// Multinomial logit on the features of {@link FeatureSpace}.
///
/// In two stages: a binary logit of staying, and a multinomial one of where those go who don't
/// stay, the present outcome left out; the same one says where people begin. In one stage: one
/// multinomial logit of all outcomes. Penalties are chosen on `valid`.
///
/// Source: Vafa et al., CAREER, arXiv:2202.08370, the survey regression baseline of its code. We
/// add two stages and, with `heldBefore`, what the person was before the last two outcomes.
///
/// @param twoStage staying apart from destinations
/// @param heldBefore terms of outcomes held before, and the whole past for staying
/// @param penalty of squared weights, to begin the search with
/// @param stayPenalty the same for staying
/// @param iterations steps at most under each penalty
public record LogitTrainer(
    boolean twoStage, boolean heldBefore, double penalty, double stayPenalty, int iterations)
    implements NextOccupationTrainer {
  public static final LogitTrainer DEFAULT = new LogitTrainer(true, true, 4, 16, 40);
  static final String NAME = "logit";
  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "multinomial logit on hand-made features of the past (held_before, two_stage)",
          DEFAULT,
          LogitModel::load);

  public LogitTrainer {
    if (!(penalty > 0) || !(stayPenalty > 0) || iterations < 1) {
      throw new IllegalArgumentException(
          "penalties must be above 0, iterations at least 1, found "
              + penalty
              + ", "
              + stayPenalty
              + ", "
              + iterations);
    }
  }

  public LogitTrainer withHeldBefore(boolean heldBefore) {
    return new LogitTrainer(twoStage, heldBefore, penalty, stayPenalty, iterations);
  }

  public LogitTrainer withTwoStage(boolean twoStage) {
    return new LogitTrainer(twoStage, heldBefore, penalty, stayPenalty, iterations);
  }

  @Override
  public NextOccupationModel train(Panel panel, TrainingRun run) {
    run.refuseFrom(NAME);
    PanelSchema schema = panel.schema();
    long[] periods = FeatureSpace.periods(panel);
    FeatureSpace space = FeatureSpace.of(schema, periods, heldBefore);
    int outcomes = schema.outcomes().size();
    int features = space.size();
    try (Blocks blocks = new Blocks(run.threads())) {
      PenaltySearch search = new PenaltySearch(iterations, run.progress());
      double[] stay =
          twoStage ? StayStage.fit(panel, space, stayPenalty, search, blocks) : new double[0];
      Design train = destinations(panel.people(Split.TRAIN), space);
      Design valid = destinations(panel.people(Split.VALID), space);
      double[] weights = new double[DestinationLogit.size(features, outcomes, space.termCount())];
      begin(train, weights, outcomes);
      DestinationLogit objective = new DestinationLogit(train, features, outcomes, penalty, blocks);
      double[] destinations =
          search.best(
              penalty,
              weights,
              objective::withPenalty,
              w -> DestinationLogit.meanNll(valid, w, features, outcomes));
      return LogitModel.of(this, schema, periods, stay, destinations);
    }
  }

  /// The biases begin as the logs of how often the targets come.
  static void begin(Design design, double[] weights, int outcomes) {
    double[] counts = new double[outcomes];
    java.util.Arrays.fill(counts, 0.5);
    for (int row = 0; row < design.rows(); row++) {
      counts[design.target(row)]++;
    }
    for (int k = 0; k < outcomes; k++) {
      weights[k] = Math.log(counts[k] / (design.rows() + 0.5 * outcomes));
    }
  }

  private Design destinations(List<PanelPerson> people, FeatureSpace space) {
    Design design = new Design(space.termCount());
    for (PanelPerson person : people) {
      for (RecordFeatures past : RecordFeatures.all(person)) {
        int t = past.index();
        int leftOut = twoStage ? past.previous() : Design.NOTHING;
        if (person.outcome(t) != leftOut) {
          space.features(person, t, past, design);
          space.terms(past, leftOut, design);
          design.endRow(person.outcome(t), leftOut);
        }
      }
    }
    return design;
  }
}
