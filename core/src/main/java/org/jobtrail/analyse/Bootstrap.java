package org.jobtrail.analyse;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// Resamples of people: how often each group of people is drawn in each replicate.
///
/// Groups are drawn with replacement, as many as there are. With at most 1,000 persons each person
/// is a group and this is the ordinary bootstrap over people; above, whole groups of persons are
/// drawn, which estimates the same variance with fewer units. Same seed, same draws on every
/// machine: `java.util.Random` is specified to the bit.
final class Bootstrap {
  /// Fewer persons than this give no interval.
  static final int FEWEST_GROUPS = 10;

  private final int groups;
  private final int replicates;

  /// `[group][replicate]`, so that adding a group to all replicates runs along memory.
  private final double[][] drawn;

  Bootstrap(int groups, int replicates, long seed) {
    this.groups = groups;
    this.replicates = groups < FEWEST_GROUPS ? 0 : replicates;
    this.drawn = new double[groups][this.replicates];
    Random random = new Random(seed);
    for (int r = 0; r < this.replicates; r++) {
      for (int draw = 0; draw < groups; draw++) {
        drawn[random.nextInt(groups)][r]++;
      }
    }
  }

  int groups() {
    return groups;
  }

  int replicates() {
    return replicates;
  }

  /// The cell's count in every replicate.
  double[] counts(Tally cell) {
    double[] sums = new double[replicates];
    for (int i = 0; i < cell.size(); i++) {
      addTo(sums, cell.group(i), cell.count(i));
    }
    return sums;
  }

  /// The cell's second sum in every replicate.
  double[] measures(Tally cell) {
    double[] sums = new double[replicates];
    for (int i = 0; i < cell.size(); i++) {
      addTo(sums, cell.group(i), cell.measure(i));
    }
    return sums;
  }

  private void addTo(double[] sums, int group, long count) {
    double[] times = drawn[group];
    double factor = count;
    for (int r = 0; r < sums.length; r++) {
      sums[r] += factor * times[r];
    }
  }

  /// Counts of many cells, `[cell][replicate]`; cells run in parallel, each is summed in one order.
  double[][] counts(List<Tally> cells) {
    return IntStream.range(0, cells.size())
        .parallel()
        .mapToObj(i -> counts(cells.get(i)))
        .toArray(double[][]::new);
  }

  /// Of part / whole.
  Interval share(Tally part, double[] whole) {
    return Interval.of(combine(counts(part), whole, (p, w) -> w == 0 ? Double.NaN : p / w));
  }

  static double[] combine(double[] left, double[] right, DoubleBinaryOperator operator) {
    double[] result = new double[left.length];
    Arrays.setAll(result, r -> operator.applyAsDouble(left[r], right[r]));
    return result;
  }
}
