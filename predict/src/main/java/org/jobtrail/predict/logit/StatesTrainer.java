package org.jobtrail.predict.logit;

import java.util.List;
import java.util.Optional;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.StackingTrainer;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.optimise.Blocks;
import org.jobtrail.provenance.JobtrailException;

/// Multinomial logit on the last hidden state that a trained model makes of the past, in the two
/// stages of {@link LogitTrainer}; the model itself is not trained further.
///
/// Source: Du et al., LABOR-LLM, arXiv:2406.17972, where the states of a language model are
/// features of a multinomial logit. We add two stages and, with `handMade`, the hand-made features
/// beside the states.
///
/// @param handMade the features of `logit` with `held_before` beside the states
/// @param penalty of squared weights, to begin the search with
/// @param stayPenalty the same for staying
/// @param iterations steps at most under each penalty
public record StatesTrainer(boolean handMade, double penalty, double stayPenalty, int iterations)
    implements StackingTrainer {
  public static final StatesTrainer DEFAULT = new StatesTrainer(true, 16, 16, 40);
  static final String NAME = "logit.states";
  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "multinomial logit on a trained model's hidden states (--of; hand_made)",
          DEFAULT,
          StatesModel::load);

  public StatesTrainer {
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

  public StatesTrainer withHandMade(boolean handMade) {
    return new StatesTrainer(handMade, penalty, stayPenalty, iterations);
  }

  @Override
  public StackingTrainer over(List<NextOccupationModel> members) {
    if (members.isEmpty()) {
      throw nameTheMember();
    }
    if (members.size() > 1) {
      throw new JobtrailException.Usage(
          "--of: " + NAME + " takes the states of one model, found " + members.size());
    }
    StatesMember.states(members.getFirst());
    return new Over(this, members.getFirst());
  }

  @Override
  public NextOccupationModel train(Panel panel, TrainingRun run) {
    throw nameTheMember();
  }

  private static JobtrailException.Usage nameTheMember() {
    return new JobtrailException.Usage(
        NAME + ": name the model whose states it takes with --of MODEL");
  }

  /// The hyperparameters with the model.
  private record Over(StatesTrainer settings, NextOccupationModel model)
      implements StackingTrainer {
    @Override
    public StackingTrainer over(List<NextOccupationModel> others) {
      return settings.over(others);
    }

    @Override
    public NextOccupationModel train(Panel panel, TrainingRun run) {
      run.refuseFrom(NAME);
      return settings.fit(StatesMember.of(model, panel.schema()), panel, run);
    }
  }

  private StatesModel fit(StatesMember member, Panel panel, TrainingRun run) {
    long[] periods = FeatureSpace.periods(panel);
    Optional<FeatureSpace> made =
        handMade ? Optional.of(FeatureSpace.of(panel.schema(), periods, true)) : Optional.empty();
    List<PanelPerson> train = panel.people(Split.TRAIN);
    List<PanelPerson> valid = panel.people(Split.VALID);
    List<double[][]> trainStates = member.states(train);
    List<double[][]> validStates = member.states(valid);
    StatesSpace space = StatesSpace.of(made, trainStates);
    int outcomes = panel.schema().outcomes().size();
    try (Blocks blocks = new Blocks(run.threads())) {
      PenaltySearch search = new PenaltySearch(iterations, run.progress());
      double[] stay =
          stay(
              stays(train, trainStates, space),
              stays(valid, validStates, space),
              space.staySize(),
              search,
              blocks);
      double[] destinations =
          destinations(
              moves(train, trainStates, space),
              moves(valid, validStates, space),
              space.size(),
              outcomes,
              search,
              blocks);
      return StatesModel.of(this, panel.schema(), member, periods, space, stay, destinations);
    }
  }

  private double[] stay(
      Design train, Design valid, int features, PenaltySearch search, Blocks blocks) {
    StayLogit objective = new StayLogit(train, features, stayPenalty, blocks);
    return search.best(
        stayPenalty,
        new double[features],
        objective::withPenalty,
        w -> StayLogit.meanNll(valid, w));
  }

  private double[] destinations(
      Design train, Design valid, int features, int outcomes, PenaltySearch search, Blocks blocks) {
    double[] weights = new double[DestinationLogit.size(features, outcomes, train.termCount())];
    LogitTrainer.begin(train, weights, outcomes);
    DestinationLogit objective = new DestinationLogit(train, features, outcomes, penalty, blocks);
    return search.best(
        penalty,
        weights,
        objective::withPenalty,
        w -> DestinationLogit.meanNll(valid, w, features, outcomes));
  }

  private static Design stays(
      List<PanelPerson> people, List<double[][]> states, StatesSpace space) {
    Design design = new Design(0);
    for (int i = 0; i < people.size(); i++) {
      PanelPerson person = people.get(i);
      for (int t = 1; t < person.size(); t++) {
        space.stay(person, t, states.get(i)[t], design);
        int stay = person.outcome(t) == person.outcome(t - 1) ? 1 : 0;
        design.endRow(stay, Design.NOTHING);
      }
    }
    return design;
  }

  /// First records and moves.
  private static Design moves(
      List<PanelPerson> people, List<double[][]> states, StatesSpace space) {
    Design design = new Design(space.termCount());
    for (int i = 0; i < people.size(); i++) {
      PanelPerson person = people.get(i);
      for (int t = 0; t < person.size(); t++) {
        int leftOut = t == 0 ? Design.NOTHING : person.outcome(t - 1);
        if (person.outcome(t) != leftOut) {
          space.destination(person, t, states.get(i)[t], leftOut, design);
          design.endRow(person.outcome(t), leftOut);
        }
      }
    }
    return design;
  }
}
