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
import org.jobtrail.predict.optimise.Lbfgs;
import org.jobtrail.predict.optimise.Objective;

/// Multinomial logit on the features of {@link FeatureSpace}.
///
/// In two stages: a binary logit of staying, and a multinomial one of where those go who don't
/// stay, the present outcome left out; the same one says where people begin. In one stage: one
/// multinomial logit of all outcomes. Penalties are chosen on `valid`, from the strongest on, each
/// beginning where the one before ended.
///
/// Source: Vafa et al., CAREER, arXiv:2202.08370, the survey regression baseline of its code. We
/// add two stages and, with `heldBefore`, what the person was before the last two outcomes.
///
/// @param twoStage staying apart from destinations
/// @param heldBefore terms of outcomes held before, and the whole past for staying
/// @param penalties of squared weights, strongest first
/// @param stayPenalties the same for staying
/// @param iterations steps at most under each penalty
public record LogitTrainer(
    boolean twoStage,
    boolean heldBefore,
    List<Double> penalties,
    List<Double> stayPenalties,
    int iterations)
    implements NextOccupationTrainer {
  public static final LogitTrainer DEFAULT =
      new LogitTrainer(
          true,
          true,
          List.of(32.0, 16.0, 8.0, 4.0, 2.0, 1.0),
          List.of(32.0, 16.0, 8.0, 4.0, 2.0, 1.0),
          40);
  static final String NAME = "logit";
  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "multinomial logit on hand-made features of the past (held_before, two_stage)",
          DEFAULT,
          LogitModel::load);

  private static final int MEMORY = 6;
  private static final double TOLERANCE = 1e-4;

  public LogitTrainer {
    penalties = List.copyOf(penalties);
    stayPenalties = List.copyOf(stayPenalties);
    if (penalties.isEmpty() || stayPenalties.isEmpty() || iterations < 1) {
      throw new IllegalArgumentException(
          "there must be a penalty of each kind and an iteration, found "
              + penalties
              + ", "
              + stayPenalties
              + ", "
              + iterations);
    }
    for (List<Double> list : List.of(penalties, stayPenalties)) {
      for (double penalty : list) {
        if (!(penalty > 0)) {
          throw new IllegalArgumentException("a penalty must be above 0, found " + penalty);
        }
      }
    }
  }

  public LogitTrainer withHeldBefore(boolean heldBefore) {
    return new LogitTrainer(twoStage, heldBefore, penalties, stayPenalties, iterations);
  }

  public LogitTrainer withTwoStage(boolean twoStage) {
    return new LogitTrainer(twoStage, heldBefore, penalties, stayPenalties, iterations);
  }

  @Override
  public NextOccupationModel train(Panel panel, TrainingRun run) {
    run.refuseFrom(NAME);
    PanelSchema schema = panel.schema();
    long[] periods = FeatureSpace.periods(panel);
    FeatureSpace space = FeatureSpace.of(schema, periods, heldBefore);
    int outcomes = schema.outcomes().size();
    int features = space.size();
    run.progress().start("penalties", stayPenalties.size() + (long) penalties.size());
    try (Blocks blocks = new Blocks(run.threads())) {
      double[] stay = twoStage ? stay(panel, space, blocks, run) : new double[0];
      Design train = destinations(panel.people(Split.TRAIN), space);
      Design valid = destinations(panel.people(Split.VALID), space);
      double[] weights = new double[DestinationLogit.size(features, outcomes, space.termCount())];
      begin(train, weights, outcomes);
      DestinationLogit objective =
          new DestinationLogit(train, features, outcomes, penalties.getFirst(), blocks);
      double[] destinations =
          best(
              penalties,
              weights,
              objective::withPenalty,
              w -> DestinationLogit.meanNll(valid, w, features, outcomes),
              done -> run.progress().step(stayPenalties.size() + (long) done));
      return LogitModel.of(this, schema, periods, stay, destinations);
    }
  }

  private double[] stay(Panel panel, FeatureSpace space, Blocks blocks, TrainingRun run) {
    Design train = stays(panel.people(Split.TRAIN), space);
    Design valid = stays(panel.people(Split.VALID), space);
    StayLogit objective = new StayLogit(train, space.staySize(), stayPenalties.getFirst(), blocks);
    return best(
        stayPenalties,
        new double[space.staySize()],
        objective::withPenalty,
        w -> StayLogit.meanNll(valid, w),
        done -> run.progress().step(done));
  }

  private interface Penalised {
    Objective by(double penalty);
  }

  private double[] best(
      List<Double> penalties,
      double[] begin,
      Penalised objective,
      java.util.function.ToDoubleFunction<double[]> onValid,
      java.util.function.IntConsumer progress) {
    double[] weights = begin.clone();
    double[] best = begin.clone();
    double least = Double.POSITIVE_INFINITY;
    int done = 0;
    for (double penalty : penalties) {
      new Lbfgs(MEMORY, iterations, TOLERANCE).minimise(objective.by(penalty), weights);
      double nll = onValid.applyAsDouble(weights);
      progress.accept(++done);
      if (nll >= least) {
        // A lighter penalty only fits the training people more closely.
        break;
      }
      least = nll;
      best = weights.clone();
    }
    return best;
  }

  /// The biases begin as the logs of how often the targets come.
  private static void begin(Design design, double[] weights, int outcomes) {
    double[] counts = new double[outcomes];
    java.util.Arrays.fill(counts, 0.5);
    for (int row = 0; row < design.rows(); row++) {
      counts[design.target(row)]++;
    }
    for (int k = 0; k < outcomes; k++) {
      weights[k] = Math.log(counts[k] / (design.rows() + 0.5 * outcomes));
    }
  }

  private static Design stays(List<PanelPerson> people, FeatureSpace space) {
    Design design = new Design(0);
    for (PanelPerson person : people) {
      for (int t = 1; t < person.size(); t++) {
        RecordFeatures past = RecordFeatures.of(person, t);
        space.features(person, t, past, design);
        space.stayFeatures(person, t, past, design);
        int stay = person.outcome(t) == person.outcome(t - 1) ? 1 : 0;
        design.endRow(stay, Design.NOTHING);
      }
    }
    return design;
  }

  private Design destinations(List<PanelPerson> people, FeatureSpace space) {
    Design design = new Design(space.termCount());
    for (PanelPerson person : people) {
      for (int t = 0; t < person.size(); t++) {
        RecordFeatures past = RecordFeatures.of(person, t);
        int leftOut = twoStage ? past.previous() : Design.NOTHING;
        if (person.outcome(t) != leftOut) {
          space.features(person, t, past, design);
          space.terms(person, t, past, leftOut, design);
          design.endRow(person.outcome(t), leftOut);
        }
      }
    }
    return design;
  }
}
