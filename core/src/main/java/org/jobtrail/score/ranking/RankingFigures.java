package org.jobtrail.score.ranking;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.score.Interval;
import org.jobtrail.score.Resampling;

/// Means over queries with percentile bootstrap intervals over queries.
///
/// @param queries how many were averaged
/// @param figures in the order of {@link RankingMeasure}
public record RankingFigures(int queries, Map<RankingMeasure, Figure> figures) {
  /// @param value in `[0, 1]`; 0 without queries
  /// @param interval the 2.5 % and 97.5 % quantiles over bootstrap samples of queries
  public record Figure(double value, Interval interval) {}

  static RankingFigures of(
      List<RankingMeasure> measures, List<RelevantRanks> queries, Resampling resampling) {
    int n = queries.size();
    double[][] values = new double[measures.size()][n];
    for (int m = 0; m < values.length; m++) {
      for (int q = 0; q < n; q++) {
        values[m][q] = measures.get(m).of(queries.get(q));
      }
    }
    int[] once = new int[n];
    java.util.Arrays.fill(once, 1);
    double[] means = means(values, once);
    List<Interval> intervals =
        n == 0
            ? Collections.nCopies(means.length, new Interval(0, 0))
            : resampling.intervals(n, times -> means(values, times));
    Map<RankingMeasure, Figure> figures = new EnumMap<>(RankingMeasure.class);
    for (int m = 0; m < means.length; m++) {
      figures.put(measures.get(m), new Figure(means[m], intervals.get(m)));
    }
    return new RankingFigures(n, Collections.unmodifiableMap(figures));
  }

  private static double[] means(double[][] values, int[] times) {
    double[] means = new double[values.length];
    for (int m = 0; m < means.length; m++) {
      double sum = 0;
      for (int q = 0; q < times.length; q++) {
        sum += times[q] * values[m][q];
      }
      means[m] = times.length == 0 ? 0 : sum / times.length;
    }
    return means;
  }
}
