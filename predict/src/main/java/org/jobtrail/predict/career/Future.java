package org.jobtrail.predict.career;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.NextOccupationModel;

/// What may become of one person: many careers drawn onward from the same past.
///
/// Each next outcome is drawn from the model's distribution given the past and the outcomes drawn
/// before it. Covariates stay at their last known levels, for the future isn't known. Careers that
/// are still the same are asked for once.
public final class Future {
  /// Careers that a model is asked for at once: their distributions take some ten megabytes.
  private static final int TOGETHER = 8192;

  private final int[] periods;
  private final int[] levels;
  private final SplittableRandom random;
  private final double[][] averages;

  /// The careers so far, each once.
  private List<PanelPerson> distinct;

  /// Of each drawn career its place among them.
  private final int[] places;

  private Future(NextOccupationModel model, PanelPerson past, int[] periods, int draws, long seed) {
    this.periods = periods.clone();
    random = new SplittableRandom(seed ^ (past.id().hashCode() * 31L));
    levels = new int[model.schema().varying().size()];
    Arrays.setAll(levels, c -> past.varying(c, past.size() - 1));
    averages = new double[periods.length][model.schema().outcomes().size()];
    distinct = List.of(past);
    places = new int[draws];
  }

  /// @param past in the model's numbers
  /// @param periods to draw, ascending, after the past's last
  /// @param draws how many careers, at least 1
  /// @param seed with the person's id decides every draw
  public static Future draw(
      NextOccupationModel model, PanelPerson past, int[] periods, int draws, long seed) {
    return draw(model, List.of(past), List.of(periods), draws, seed).getFirst();
  }

  /// Of many people, each as if alone: a network answers for thousands of careers nearly as quickly
  /// as for one.
  ///
  /// @param periods of each of `pasts`
  public static List<Future> draw(
      NextOccupationModel model,
      List<PanelPerson> pasts,
      List<int[]> periods,
      int draws,
      long seed) {
    List<Future> futures = new ArrayList<>();
    for (int i = 0; i < pasts.size(); i++) {
      futures.add(new Future(model, pasts.get(i), periods.get(i), draws, seed));
    }
    int together = Math.max(1, TOGETHER / draws);
    for (int from = 0; from < futures.size(); from += together) {
      List<Future> some = futures.subList(from, Math.min(from + together, futures.size()));
      int most = some.stream().mapToInt(f -> f.periods.length).max().orElse(0);
      for (int k = 0; k < most; k++) {
        step(model, some, k);
      }
    }
    return futures;
  }

  private static void step(NextOccupationModel model, List<Future> futures, int k) {
    List<PanelPerson> asked = new ArrayList<>();
    for (Future future : futures) {
      if (k < future.periods.length) {
        for (PanelPerson career : future.distinct) {
          asked.add(career.then(future.periods[k], 0, future.levels));
        }
      }
    }
    List<double[]> rows = model.lastLogProbabilities(asked);
    int at = 0;
    for (Future future : futures) {
      if (k < future.periods.length) {
        int n = future.distinct.size();
        future.step(k, rows.subList(at, at + n));
        at += n;
      }
    }
  }

  /// @param rows of the distinct careers
  private void step(int k, List<double[]> rows) {
    int outcomes = averages[k].length;
    int[] times = new int[rows.size()];
    for (int place : places) {
      times[place]++;
    }
    List<double[]> cumulative = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      double[] sums = new double[outcomes];
      double sum = 0;
      for (int o = 0; o < outcomes; o++) {
        double p = Math.exp(rows.get(i)[o]);
        averages[k][o] += p * times[i] / places.length;
        sum += p;
        sums[o] = sum;
      }
      cumulative.add(sums);
    }
    Map<Long, Integer> known = new HashMap<>();
    List<PanelPerson> next = new ArrayList<>();
    for (int d = 0; d < places.length; d++) {
      PanelPerson career = distinct.get(places[d]);
      int outcome = pick(cumulative.get(places[d]), random.nextDouble());
      places[d] =
          known.computeIfAbsent(
              (long) places[d] * outcomes + outcome,
              _ -> {
                next.add(career.then(periods[k], outcome, levels));
                return next.size() - 1;
              });
    }
    distinct = next;
  }

  /// The first outcome whose cumulative probability is above u.
  private static int pick(double[] cumulative, double u) {
    // The sum may end a hair below 1, and what can't happen must not be drawn then.
    double within = Math.min(u, Math.nextDown(cumulative[cumulative.length - 1]));
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (within < cumulative[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// The mean of the distributions along all careers, `[periods][outcomes]`; each sums to 1.
  public double[][] averages() {
    double[][] copy = new double[averages.length][];
    Arrays.setAll(copy, k -> averages[k].clone());
    return copy;
  }

  /// The careers, past and future.
  public List<PanelPerson> careers() {
    return Arrays.stream(places).mapToObj(distinct::get).toList();
  }
}
