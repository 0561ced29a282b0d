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
  private final float[][] drawn;

  private final int mostDrawn;

  Bootstrap(int groups, int replicates, long seed) {
    this.groups = groups;
    this.replicates = groups < FEWEST_GROUPS ? 0 : replicates;
    this.drawn = new float[groups][this.replicates];
    Random random = new Random(seed);
    float most = 0;
    for (int r = 0; r < this.replicates; r++) {
      for (int draw = 0; draw < groups; draw++) {
        most = Math.max(most, ++drawn[random.nextInt(groups)][r]);
      }
    }
    this.mostDrawn = (int) most;
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
    // Whole numbers below 2^24 are exact as floats, and twice as fast to add.
    if (cell.total() * mostDrawn < 1 << 24) {
      float[] small = new float[replicates];
      int i = 0;
      for (; i + 4 <= cell.size(); i += 4) {
        addFour(small, cell, i);
      }
      for (; i < cell.size(); i++) {
        addOne(small, drawn[cell.group(i)], cell.count(i));
      }
      Arrays.setAll(sums, r -> small[r]);
      return sums;
    }
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

  private void addFour(float[] sums, Tally cell, int i) {
    float[] a = drawn[cell.group(i)];
    float[] b = drawn[cell.group(i + 1)];
    float[] c = drawn[cell.group(i + 2)];
    float[] d = drawn[cell.group(i + 3)];
    float countA = cell.count(i);
    float countB = cell.count(i + 1);
    float countC = cell.count(i + 2);
    float countD = cell.count(i + 3);
    for (int r = 0; r < sums.length; r++) {
      sums[r] += countA * a[r] + countB * b[r] + countC * c[r] + countD * d[r];
    }
  }

  private static void addOne(float[] sums, float[] times, long count) {
    float factor = count;
    for (int r = 0; r < sums.length; r++) {
      sums[r] += factor * times[r];
    }
  }

  private void addTo(double[] sums, int group, long count) {
    float[] times = drawn[group];
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
