package org.jobtrail.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/// The percentile bootstrap over résumés, or over whatever else was drawn independently.
///
/// Every statistic of one call sees the same samples, which is what pairs two engines: the interval
/// of a difference is that of the difference within each sample. Source: Efron and Tibshirani 1993,
/// chapters 13 and 16.
///
/// @param replicates bootstrap samples, at least 1
public record Resampling(int replicates, long seed) {
  public Resampling {
    if (replicates < 1) {
      throw new IllegalArgumentException("replicates must be at least 1, found " + replicates);
    }
  }

  /// The intervals of several statistics.
  ///
  /// @param n how many résumés, at least 1
  /// @param statistics from how often each résumé was drawn (length n) to the statistics
  public List<Interval> intervals(int n, Function<int[], double[]> statistics) {
    int wanted = statistics.apply(new int[n]).length;
    double[][] samples = new double[wanted][replicates];
    SplittableRandom random = new SplittableRandom(seed);
    int[] times = new int[n];
    for (int r = 0; r < replicates; r++) {
      Arrays.fill(times, 0);
      for (int draw = 0; draw < n; draw++) {
        times[random.nextInt(n)]++;
      }
      double[] values = statistics.apply(times);
      for (int k = 0; k < wanted; k++) {
        samples[k][r] = values[k];
      }
    }
    List<Interval> intervals = new ArrayList<>();
    for (double[] sample : samples) {
      Arrays.sort(sample);
      intervals.add(
          new Interval(
              sample[(int) Math.floor(0.025 * (replicates - 1))],
              sample[(int) Math.ceil(0.975 * (replicates - 1))]));
    }
    return intervals;
  }
}
