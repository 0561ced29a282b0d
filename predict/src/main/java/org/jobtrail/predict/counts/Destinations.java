package org.jobtrail.predict.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jobtrail.predict.RecordFeatures;

/// Several guesses where a person goes who moves, each a distribution without the present outcome
/// a.
///
/// In this order: everybody's destinations; those from a; those from a after the outcome before it;
/// where people come from who go to a; and, of those who were something else before: the outcome
/// right before a; all outcomes held, by how often and how lately; the destinations from those.
final class Destinations {
  static final int COMPONENTS = 7;

  /// What there is without any other outcome held.
  static final int WITHOUT_PAST = 4;

  /// Of records in which nothing was held but a; else by how many outcomes were (2, 3 or 4, 5 and
  /// more), and whether a was held for more than one record.
  static final int BUCKETS = 7;

  private static final long ALL = -1;

  /// Key of what doesn't depend on an outcome.
  private static final int NOBODY = -1;

  private final int outcomes;
  private final Tally moves;
  private final double concentration;

  /// What was worked out already, by the present outcome.
  private final Map<Integer, List<double[]>> known = new ConcurrentHashMap<>();

  /// @param moves by a context: all (−1), a, outcomes + a for those who go to a, and 2·outcomes +
  ///     a·(outcomes + 1) + the outcome before
  Destinations(int outcomes, Tally moves, double concentration) {
    this.outcomes = outcomes;
    this.moves = moves;
    this.concentration = concentration;
  }

  /// Counts one move.
  static void count(Tally moves, int outcomes, RecordFeatures past, int to) {
    moves.add(ALL, to, 1);
    moves.add(past.previous(), to, 1);
    moves.add(outcomes + (long) to, past.previous(), 1);
    moves.add(second(outcomes, past), to, 1);
  }

  private static long second(int outcomes, RecordFeatures past) {
    int before = past.before() == RecordFeatures.NONE ? outcomes : past.before();
    return 2L * outcomes + past.previous() * (outcomes + 1L) + before;
  }

  static int bucket(RecordFeatures past) {
    if (past.distinct() < 2) {
      return 0;
    }
    int many = past.distinct() < 3 ? 0 : past.distinct() < 5 ? 1 : 2;
    return 1 + 2 * many + (past.tenure() > 1 ? 1 : 0);
  }

  /// `[WITHOUT_PAST or COMPONENTS][outcomes]`, each sums to 1, 0 at the present outcome. The arrays
  /// are shared, nobody may change them.
  List<double[]> components(RecordFeatures past) {
    int a = past.previous();
    List<double[]> ofA = known.computeIfAbsent(a, this::ofOutcome);
    List<double[]> components = new ArrayList<>(ofA.subList(0, 2));
    long second = second(outcomes, past);
    if (moves.total(second) == 0) {
      components.add(ofA.get(1));
    } else {
      double[] afterBoth = ofA.get(1).clone();
      moves.smooth(second, concentration, afterBoth);
      components.add(afterBoth);
    }
    components.add(ofA.get(2));
    if (past.distinct() > 1) {
      double[] before = new double[outcomes];
      before[past.before()] = 1;
      components.add(before);
      held(past, components);
    }
    return components;
  }

  private double[] everybody() {
    double[] all = new double[outcomes];
    java.util.Arrays.fill(all, 1.0 / outcomes);
    moves.smooth(ALL, concentration, all);
    return all;
  }

  /// Everybody's destinations, those from a, and where people come from who go to a.
  private List<double[]> ofOutcome(int a) {
    double[] others = without(everybody(), a);
    double[] fromA = others.clone();
    moves.smooth(a, concentration, fromA);
    double[] toA = others.clone();
    moves.smooth(outcomes + (long) a, concentration, toA);
    return List.of(others, fromA, toA);
  }

  private void held(RecordFeatures past, List<double[]> components) {
    int a = past.previous();
    double[] cache = new double[outcomes];
    double[] onward = new double[outcomes];
    double backOff = 0;
    for (RecordFeatures.Held held : past.latestFirst()) {
      int h = held.outcome();
      if (h == a) {
        continue;
      }
      double weight = held.count() / (double) held.recordsAgo();
      cache[h] += weight;
      // (n(h→b) + c·p(b)) / (n(h) + c), the back-off of all together.
      double scale = weight / (moves.total(h) + concentration);
      backOff += scale * concentration;
      moves.row(h).forEach((b, n) -> onward[b] += scale * n);
    }
    double[] all = known.computeIfAbsent(NOBODY, _ -> List.of(everybody())).getFirst();
    for (int b = 0; b < outcomes; b++) {
      onward[b] += backOff * all[b];
    }
    components.add(without(cache, a));
    components.add(without(onward, a));
  }

  /// Made to sum to 1 without an outcome.
  private static double[] without(double[] p, int a) {
    double[] rest = p.clone();
    rest[a] = 0;
    double sum = 0;
    for (double value : rest) {
      sum += value;
    }
    for (int b = 0; b < rest.length; b++) {
      rest[b] /= sum;
    }
    return rest;
  }
}
