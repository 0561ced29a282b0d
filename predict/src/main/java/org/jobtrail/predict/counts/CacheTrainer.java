package org.jobtrail.predict.counts;

import java.util.ArrayList;
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
import org.jobtrail.predict.logit.StayStage;
import org.jobtrail.predict.optimise.LineSearch;

/// Transition frequencies with back-off, a cache of the person's own past, and a model of staying.
///
/// Destinations are a mixture of {@link Destinations}, its shares fitted on `valid` by how much
/// past there is, and tilted by {@link Tilt} to a power that is fitted there too. First records
/// are everybody's first records, tilted. Staying is a {@link StayStage}.
///
/// Source of the cache: Kuhn and De Mori 1990, A cache-based natural language model.
///
/// @param concentration records that a back-off counts as
/// @param stayPenalty of the stay model's squared weights, to begin the search with
/// @param stayIterations steps at most under each penalty
public record CacheTrainer(double concentration, double stayPenalty, int stayIterations)
    implements NextOccupationTrainer {
  public static final CacheTrainer DEFAULT = new CacheTrainer(20, 16, 40);
  static final String NAME = "counts.cache";
  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "frequencies with back-off, the person's own past and a model of staying",
          DEFAULT,
          CacheModel::load);

  /// Rows that the shares of all buckets together count as in each.
  private static final double STRENGTH = 50;

  private static final int STEPS = 14;

  public CacheTrainer {
    if (!(concentration > 0) || !(stayPenalty > 0) || stayIterations < 1) {
      throw new IllegalArgumentException(
          "concentration, stay_penalty and stay_iterations must be above 0, found "
              + concentration
              + ", "
              + stayPenalty
              + ", "
              + stayIterations);
    }
  }

  @Override
  public NextOccupationModel train(Panel panel, TrainingRun run) {
    run.refuseFrom(NAME);
    PanelSchema schema = panel.schema();
    int outcomes = schema.outcomes().size();
    Tally moves = new Tally();
    Tally firstLevels = new Tally();
    Tally moveLevels = new Tally();
    Tilt first = new Tilt(schema, firstLevels);
    Tilt move = new Tilt(schema, moveLevels);
    for (PanelPerson person : panel.people(Split.TRAIN)) {
      first.count(person, 0);
      List<RecordFeatures> pasts = RecordFeatures.all(person);
      for (int t = 1; t < person.size(); t++) {
        RecordFeatures past = pasts.get(t);
        if (person.outcome(t) != past.previous()) {
          Destinations.count(moves, outcomes, past, person.outcome(t));
          move.count(person, t);
        }
      }
    }
    StayStage stay = StayStage.fit(panel, stayPenalty, stayIterations, run);
    Destinations destinations = new Destinations(outcomes, moves, concentration);
    double[] shares = shares(panel.people(Split.VALID), destinations);
    CacheModel untilted =
        CacheModel.of(
            this, schema, moves, firstLevels, moveLevels, stay, shares, new double[] {0, 0});
    return untilted.withPowers(powers(panel.people(Split.VALID), untilted));
  }

  /// `[BUCKETS, COMPONENTS]`
  private static double[] shares(List<PanelPerson> people, Destinations destinations) {
    List<List<double[]>> buckets = new ArrayList<>();
    for (int b = 0; b < Destinations.BUCKETS; b++) {
      buckets.add(new ArrayList<>());
    }
    for (PanelPerson person : people) {
      List<RecordFeatures> pasts = RecordFeatures.all(person);
      for (int t = 1; t < person.size(); t++) {
        RecordFeatures past = pasts.get(t);
        int to = person.outcome(t);
        if (to != past.previous()) {
          List<double[]> components = destinations.components(past);
          buckets
              .get(Destinations.bucket(past))
              .add(components.stream().mapToDouble(p -> p[to]).toArray());
        }
      }
    }
    double[] shares = new double[Destinations.BUCKETS * Destinations.COMPONENTS];
    List<double[]> withPast =
        buckets.subList(1, buckets.size()).stream().flatMap(List::stream).toList();
    for (int b = 0; b < Destinations.BUCKETS; b++) {
      int n = b == 0 ? Destinations.WITHOUT_PAST : Destinations.COMPONENTS;
      double[] even = new double[n];
      java.util.Arrays.fill(even, 1.0 / n);
      double[] prior =
          b == 0 ? even : Mixture.shares(withPast, even, STRENGTH / Destinations.BUCKETS);
      double[] fitted = Mixture.shares(buckets.get(b), prior, STRENGTH);
      System.arraycopy(fitted, 0, shares, b * Destinations.COMPONENTS, n);
    }
    return shares;
  }

  /// How much of the tilt of first records and of moves is believed.
  private static double[] powers(List<PanelPerson> people, CacheModel model) {
    double[] powers = new double[2];
    for (int stage = 0; stage < 2; stage++) {
      List<double[]> logs = new ArrayList<>();
      List<double[]> tilts = new ArrayList<>();
      List<Integer> truths = new ArrayList<>();
      for (PanelPerson person : people) {
        int to = stage == 0 ? 1 : person.size();
        for (int t = stage; t < to; t++) {
          if (t == 0 || person.outcome(t) != person.outcome(t - 1)) {
            logs.add(model.untilted(person, t));
            tilts.add(model.tilt(person, t));
            truths.add(person.outcome(t));
          }
        }
      }
      powers[stage] =
          LineSearch.minimum(
              power -> {
                double nll = 0;
                for (int r = 0; r < truths.size(); r++) {
                  nll -= CacheModel.tilted(logs.get(r), tilts.get(r), power)[truths.get(r)];
                }
                return nll;
              },
              0,
              1.5,
              STEPS);
    }
    return powers;
  }
}
