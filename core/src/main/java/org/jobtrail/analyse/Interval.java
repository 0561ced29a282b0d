package org.jobtrail.analyse;

import java.util.Arrays;

/// A 95 % percentile interval over resamples of people.
///
/// Source: Efron and Tibshirani 1993, chapter 13. Both ends NaN when there is none: fewer than ten
/// persons, no replicates, or a statistic that too many resamples leave undefined. Not for biased
/// statistics, which percentiles can miss: see {@link BiasCorrected}.
public record Interval(double low, double high) {
  static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  /// The 2.5 % and 97.5 % quantiles of the replicates (linear interpolation between order
  /// statistics); NaN replicates are left out, above a tenth of them there is no interval.
  public static Interval of(double[] replicates) {
    double[] sorted = replicates.clone();
    // Not-a-numbers sort last.
    Arrays.sort(sorted);
    int defined = sorted.length;
    while (defined > 0 && Double.isNaN(sorted[defined - 1])) {
      defined--;
    }
    sorted = Arrays.copyOf(sorted, defined);
    if (sorted.length == 0 || sorted.length < 0.9 * replicates.length) {
      return NONE;
    }
    return new Interval(quantile(sorted, 0.025), quantile(sorted, 0.975));
  }

  private static double quantile(double[] sorted, double q) {
    double position = q * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    double weight = position - below;
    // Equal neighbours must not be mixed: infinity minus infinity is no number.
    return weight == 0 || sorted[below] == sorted[above]
        ? sorted[below]
        : sorted[below] * (1 - weight) + sorted[above] * weight;
  }

  /// False for NaN and without an interval.
  boolean holds(double value) {
    return low <= value && value <= high;
  }

  boolean exists() {
    return !Double.isNaN(low);
  }
}
