package org.jobtrail.predict.counts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;

/// What covariates, the period and the length of the history say for and against outcomes: the sum
/// of `ln(p(b | level) / p(b))` over them.
final class Tilt {
  private static final int LENGTHS = 12;

  /// Half of what a level says is believed after so many records.
  private static final double CONCENTRATION = 100;

  /// Room for the levels of a thing.
  private static final long ROOM = 1L << 32;

  private static final long ALL = -1;

  private final int outcomes;
  private final List<Integer> fixed;
  private final List<Integer> varying;
  private final Tally tally;

  /// What was worked out already, by context.
  private final Map<Long, double[]> known = new ConcurrentHashMap<>();

  Tilt(PanelSchema schema, Tally tally) {
    this.outcomes = schema.outcomes().size();
    this.fixed = sizes(schema.fixed());
    this.varying = sizes(schema.varying());
    this.tally = tally;
  }

  private static List<Integer> sizes(List<Covariate> covariates) {
    return covariates.stream().map(c -> c.levels().size()).toList();
  }

  void count(PanelPerson person, int t) {
    tally.add(ALL, person.outcome(t), 1);
    for (long context : contexts(person, t)) {
      tally.add(context, person.outcome(t), 1);
    }
  }

  private List<Long> contexts(PanelPerson person, int t) {
    List<Long> contexts = new ArrayList<>();
    for (int c = 0; c < fixed.size(); c++) {
      contexts.add(contexts.size() * ROOM + person.fixed(c));
    }
    for (int c = 0; c < varying.size(); c++) {
      contexts.add(contexts.size() * ROOM + person.varying(c, t));
    }
    contexts.add(contexts.size() * ROOM + Math.max(0, person.period(t)));
    contexts.add(contexts.size() * ROOM + Math.min(LENGTHS, t));
    return contexts;
  }

  /// `[outcomes]`; to be asked for when all is counted.
  double[] of(PanelPerson person, int t) {
    double[] sum = new double[outcomes];
    for (long context : contexts(person, t)) {
      double[] ratios = known.computeIfAbsent(context, this::ratios);
      for (int b = 0; b < outcomes; b++) {
        sum[b] += ratios[b];
      }
    }
    return sum;
  }

  private double[] ratios(long context) {
    double[] all = new double[outcomes];
    Arrays.fill(all, 1.0 / outcomes);
    tally.smooth(ALL, 1, all);
    double[] ratios = all.clone();
    tally.smooth(context, CONCENTRATION, ratios);
    for (int b = 0; b < outcomes; b++) {
      ratios[b] = Math.log(ratios[b] / all[b]);
    }
    return ratios;
  }
}
