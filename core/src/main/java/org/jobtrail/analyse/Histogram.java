package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Counts of whole numbers, with mean and quantiles over resamples of people.
final class Histogram {
  private final long[] values;
  private final List<Tally> cells;
  private final double[][] replicates;
  private final int resamples;

  /// @param cells keyed by their number
  Histogram(Tallies cells, Bootstrap bootstrap) {
    this.cells = cells.byNumber();
    this.values = this.cells.stream().mapToLong(cell -> Long.parseLong(cell.key(0))).toArray();
    this.replicates = bootstrap.counts(this.cells);
    this.resamples = bootstrap.replicates();
  }

  long total() {
    return cells.stream().mapToLong(Tally::total).sum();
  }

  double mean() {
    return mean(counts());
  }

  Interval meanInterval() {
    return interval(this::mean);
  }

  /// The smallest value that at least a share q of the observations does not exceed; NaN for none.
  double quantile(double q) {
    return quantile(counts(), q);
  }

  Interval quantileInterval(double q) {
    return interval(counts -> quantile(counts, q));
  }

  /// Observations of this value or less, as a share.
  double shareUpTo(long value) {
    long below = 0;
    for (int i = 0; i < values.length && values[i] <= value; i++) {
      below += cells.get(i).total();
    }
    return (double) below / total();
  }

  private double[] counts() {
    return cells.stream().mapToDouble(Tally::total).toArray();
  }

  private double mean(double[] counts) {
    double sum = 0;
    double n = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * values[i];
      n += counts[i];
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  private double quantile(double[] counts, double q) {
    double n = Arrays.stream(counts).sum();
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i];
      if (n > 0 && sum >= q * n) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  private interface Statistic {
    double of(double[] counts);
  }

  private Interval interval(Statistic statistic) {
    double[] results = new double[resamples];
    double[] counts = new double[values.length];
    for (int r = 0; r < resamples; r++) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = replicates[i][r];
      }
      results[r] = statistic.of(counts);
    }
    return Interval.of(results);
  }

  /// Neighbouring values joined into one published column.
  ///
  /// @param first smallest value in it
  /// @param last largest value in it
  record Bin(long first, long last, Tally tally) {
    String label() {
      return first == last ? Long.toString(first) : first + " to " + last;
    }
  }

  /// Joins neighbouring values from the left until each column may be published; what is left over
  /// at the end joins the last column. Empty when not even all together may.
  ///
  /// @param disjoint whether no person has several values
  static List<Bin> pool(List<Tally> byNumber, boolean disjoint, Predicate<Tally> publishable) {
    List<Bin> bins = new ArrayList<>();
    List<Tally> open = new ArrayList<>();
    List<List<Tally>> parts = new ArrayList<>();
    for (Tally cell : byNumber) {
      open.add(cell);
      if (publishable.test(join(open, disjoint))) {
        parts.add(List.copyOf(open));
        open.clear();
      }
    }
    if (!open.isEmpty() && !parts.isEmpty()) {
      List<Tally> last = new ArrayList<>(parts.removeLast());
      last.addAll(open);
      parts.add(last);
    }
    for (List<Tally> part : parts) {
      bins.add(
          new Bin(
              Long.parseLong(part.getFirst().key(0)),
              Long.parseLong(part.getLast().key(0)),
              join(part, disjoint)));
    }
    return bins;
  }

  private static Tally join(List<Tally> parts, boolean disjoint) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    return disjoint ? Tally.disjointUnion(List.of(), parts) : Tally.union(List.of(), parts);
  }
}
