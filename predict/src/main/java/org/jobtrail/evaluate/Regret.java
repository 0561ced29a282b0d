package org.jobtrail.evaluate;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.jobtrail.panel.PanelSchema;

/// A model beside the process that made the people: nothing can be expected to do better.
///
/// Only for simulated people, whose panel has the measure `true_log_probability`.
///
/// @param oracle the true process's perplexity, the floor
/// @param model the model's own on the same transitions
/// @param ratio model / oracle, paired over people; the regret is what it has above 1
/// @param transitions with a true probability
/// @param without how many have none
public record Regret(
    Estimate oracle, Estimate model, Estimate ratio, long transitions, long without) {
  /// The measure that tells the natural log of the probability the truth had.
  public static final String MEASURE = "true_log_probability";

  static Optional<Regret> of(Judgements j, PanelSchema schema, Resamples resamples) {
    int measure = schema.measures().indexOf(MEASURE);
    if (measure < 0) {
      return Optional.empty();
    }
    double[] truth = new double[j.size()];
    long known = 0;
    for (int i = 0; i < truth.length; i++) {
      truth[i] = j.people().get(j.person(i)).measure(measure, j.record(i));
      known += Double.isNaN(truth[i]) ? 0 : 1;
    }
    if (known == 0) {
      return Optional.empty();
    }
    IntPredicate rows = i -> !Double.isNaN(truth[i]);
    Estimate oracle = resamples.estimate(Statistic.mean(j, rows, i -> -truth[i], Math::exp));
    Estimate model = resamples.estimate(Statistic.mean(j, rows, i -> -j.logProb(i), Math::exp));
    return Optional.of(
        new Regret(oracle, model, model.ratioTo(oracle), known, truth.length - known));
  }
}
