package org.jobtrail.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/// A number that people are counted into as often as they were drawn. Safe for many threads.
sealed interface Statistic {
  /// @param times how often each person comes
  /// @return NaN when nothing is there to compute it from
  double of(byte[] times);

  /// Whether resampling shifts it, so that percentiles would miss it.
  default boolean biased() {
    return false;
  }

  /// `f(Σ numerator / Σ denominator)`, summed per person beforehand.
  final class Ratio implements Statistic {
    private final double[] above;
    private final double[] below;
    private final DoubleUnaryOperator then;

    private Ratio(double[] above, double[] below, DoubleUnaryOperator then) {
      this.above = above;
      this.below = below;
      this.then = then;
    }

    @Override
    public double of(byte[] times) {
      double numerator = 0;
      double denominator = 0;
      for (int p = 0; p < times.length; p++) {
        // A person who was not drawn must not count, even one with an infinite loss.
        if (times[p] > 0) {
          numerator += times[p] * above[p];
          denominator += times[p] * below[p];
        }
      }
      return denominator == 0 ? Double.NaN : then.applyAsDouble(numerator / denominator);
    }
  }

  /// @param above `[people]` numerators
  /// @param below `[people]` denominators
  static Statistic ratio(double[] above, double[] below, DoubleUnaryOperator then) {
    return new Ratio(above, below, then);
  }

  /// Total variation between the mean of people's distributions and the shares of what came:
  /// `½ Σ_k |Σ_i (p_ik − [y_i = k])| / n`.
  final class Distance implements Statistic {
    private final float[][] foreseen;
    private final int[] came;
    private final int outcomes;

    /// @param foreseen `[people][outcomes]`, null for people who don't count
    Distance(float[][] foreseen, int[] came, int outcomes) {
      this.foreseen = foreseen;
      this.came = came;
      this.outcomes = outcomes;
    }

    @Override
    public double of(byte[] times) {
      double[] sums = new double[outcomes];
      double n = 0;
      for (int p = 0; p < times.length; p++) {
        float[] row = foreseen[p];
        if (row != null && times[p] > 0) {
          n += times[p];
          sums[came[p]] -= times[p];
          for (int k = 0; k < outcomes; k++) {
            sums[k] += times[p] * row[k];
          }
        }
      }
      double distance = 0;
      for (double sum : sums) {
        distance += Math.abs(sum);
      }
      return n == 0 ? Double.NaN : distance / n / 2;
    }

    /// As with calibration, noise adds to it.
    @Override
    public boolean biased() {
      return true;
    }
  }

  /// The mean of a value over some transitions, then a function of it.
  static Statistic mean(
      Judgements of, IntPredicate rows, IntToDoubleFunction value, DoubleUnaryOperator then) {
    double[] above = new double[of.people().size()];
    double[] below = new double[above.length];
    for (int i = 0; i < of.size(); i++) {
      if (rows.test(i)) {
        above[of.person(i)] += value.applyAsDouble(i);
        below[of.person(i)]++;
      }
    }
    return new Ratio(above, below, then);
  }

  /// Area under the ROC curve: the probability that one for which it happened scores above one for
  /// which it didn't, ties counting half. Source: Hanley and McNeil 1982.
  final class Auc implements Statistic {
    private final int[] person;
    private final boolean[] happened;

    /// Whether the score differs from the one before.
    private final boolean[] fresh;

    private Auc(int[] person, boolean[] happened, boolean[] fresh) {
      this.person = person;
      this.happened = happened;
      this.fresh = fresh;
    }

    @Override
    public double of(byte[] times) {
      double below = 0;
      double area = 0;
      double yes = 0;
      long yesHere = 0;
      long noHere = 0;
      for (int i = 0; i < person.length; i++) {
        if (fresh[i]) {
          area += yesHere * (below + noHere / 2.0);
          below += noHere;
          yes += yesHere;
          yesHere = 0;
          noHere = 0;
        }
        int weight = times[person[i]];
        yesHere += happened[i] ? weight : 0;
        noHere += happened[i] ? 0 : weight;
      }
      area += yesHere * (below + noHere / 2.0);
      return area / ((yes + yesHere) * (below + noHere));
    }
  }

  /// @param score the higher, the more likely to happen
  static Statistic auc(
      Judgements of, IntPredicate rows, IntToDoubleFunction score, IntPredicate happened) {
    Integer[] order =
        java.util.stream.IntStream.range(0, of.size()).filter(rows).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(score::applyAsDouble));
    int[] person = new int[order.length];
    boolean[] did = new boolean[order.length];
    boolean[] fresh = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      person[i] = of.person(order[i]);
      did[i] = happened.test(order[i]);
      fresh[i] = i > 0 && score.applyAsDouble(order[i]) != score.applyAsDouble(order[i - 1]);
    }
    return new Auc(person, did, fresh);
  }

  /// Expected calibration error: `Σ_b |Σ_(i in b) (p_i − happened_i)| / n`.
  final class CalibrationError implements Statistic {
    private final int bins;
    private final int[] person;
    private final int[] bin;
    private final double[] excess;
    private final int[] count;

    private CalibrationError(int bins, int[] person, int[] bin, double[] excess, int[] count) {
      this.bins = bins;
      this.person = person;
      this.bin = bin;
      this.excess = excess;
      this.count = count;
    }

    @Override
    public double of(byte[] times) {
      double[] sums = new double[bins];
      double n = 0;
      for (int e = 0; e < person.length; e++) {
        sums[bin[e]] += times[person[e]] * excess[e];
        n += times[person[e]] * (double) count[e];
      }
      double error = 0;
      for (double sum : sums) {
        error += Math.abs(sum);
      }
      return n == 0 ? Double.NaN : error / n;
    }

    /// Noise can only add to it: resamples lie above the estimate as the estimate lies above the
    /// truth.
    @Override
    public boolean biased() {
      return true;
    }
  }

  static Statistic calibrationError(Reliability forecasts) {
    int people = forecasts.people();
    int bins = forecasts.bins();
    double[][] excess = new double[people][];
    int[][] count = new int[people][];
    int entries = 0;
    for (int i = 0; i < forecasts.size(); i++) {
      int p = forecasts.person(i);
      if (excess[p] == null) {
        excess[p] = new double[bins];
        count[p] = new int[bins];
      }
      int b = forecasts.bin(i);
      excess[p][b] += forecasts.forecast(i) - (forecasts.happened(i) ? 1 : 0);
      entries += count[p][b]++ == 0 ? 1 : 0;
    }
    int[] person = new int[entries];
    int[] bin = new int[entries];
    double[] sums = new double[entries];
    int[] counts = new int[entries];
    int e = 0;
    for (int p = 0; p < people; p++) {
      for (int b = 0; excess[p] != null && b < bins; b++) {
        if (count[p][b] > 0) {
          person[e] = p;
          bin[e] = b;
          sums[e] = excess[p][b];
          counts[e++] = count[p][b];
        }
      }
    }
    return new CalibrationError(bins, person, bin, sums, counts);
  }
}
