package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Pairs by origin and destination, with what is needed to compute indices over resamples.
final class TransitionMatrix {
  private record Row(List<Tally> cells, Tally all, Tally stays) {}

  private final List<Row> rows = new ArrayList<>();

  /// @param cells keyed by origin and destination
  TransitionMatrix(Tallies cells) {
    Map<String, List<Tally>> byOrigin = new LinkedHashMap<>();
    for (Tally cell : cells.all()) {
      byOrigin.computeIfAbsent(cell.key(0), _ -> new ArrayList<>()).add(cell);
    }
    byOrigin.forEach(
        (origin, row) ->
            rows.add(new Row(row, Tally.union(List.of(origin), row), cells.of(origin, origin))));
  }

  /// Of the pairs as they are.
  MobilityIndices indices() {
    double stayShares = 0;
    double entropy = 0;
    double herfindahl = 0;
    double n = 0;
    for (Row row : rows) {
      double total = row.all.total();
      stayShares += row.stays.total() / total;
      double logs = 0;
      double squares = 0;
      for (Tally cell : row.cells) {
        logs += cell.total() * Math.log((double) cell.total());
        squares += (double) cell.total() * cell.total();
      }
      n += total;
      // n(i) H(i) = n(i) ln n(i) - sum of n(i,j) ln n(i,j)
      entropy += total * Math.log(total) - logs;
      herfindahl += squares / total;
    }
    return n == 0
        ? MobilityIndices.of(0, 0, Double.NaN, Double.NaN)
        : MobilityIndices.of(rows.size(), stayShares, entropy / n, herfindahl / n);
  }

  /// One per resample.
  List<MobilityIndices> indices(Bootstrap bootstrap) {
    return resampled(bootstrap, true);
  }

  /// One per resample with the trace index only, the others NaN.
  List<MobilityIndices> traceOnly(Bootstrap bootstrap) {
    return resampled(bootstrap, false);
  }

  private List<MobilityIndices> resampled(Bootstrap bootstrap, boolean spread) {
    int replicates = bootstrap.replicates();
    double[][][] byRow =
        IntStream.range(0, rows.size())
            .parallel()
            .mapToObj(i -> contributions(rows.get(i), bootstrap, spread))
            .toArray(double[][][]::new);
    List<MobilityIndices> results = new ArrayList<>();
    for (int r = 0; r < replicates; r++) {
      int groups = 0;
      double[] sums = new double[4];
      for (double[][] row : byRow) {
        if (row[0][r] > 0) {
          groups++;
          for (int s = 0; s < 4; s++) {
            sums[s] += row[s][r];
          }
        }
      }
      results.add(MobilityIndices.of(groups, sums[1], sums[2] / sums[0], sums[3] / sums[0]));
    }
    return results;
  }

  /// Pairs, stay share, pairs times entropy, pairs times Herfindahl of one origin, by replicate.
  private static double[][] contributions(Row row, Bootstrap bootstrap, boolean spread) {
    double[] all = bootstrap.counts(row.all);
    double[] stays =
        Bootstrap.combine(bootstrap.counts(row.stays), all, (s, n) -> n == 0 ? 0 : s / n);
    double[] entropy = new double[all.length];
    double[] herfindahl = new double[all.length];
    if (!spread) {
      Arrays.fill(entropy, Double.NaN);
      Arrays.fill(herfindahl, Double.NaN);
      return new double[][] {all, stays, entropy, herfindahl};
    }
    for (Tally cell : row.cells) {
      double[] counts = bootstrap.counts(cell);
      for (int r = 0; r < counts.length; r++) {
        if (counts[r] > 0) {
          entropy[r] -= counts[r] * Math.log(counts[r]);
          herfindahl[r] += counts[r] * counts[r];
        }
      }
    }
    for (int r = 0; r < all.length; r++) {
      if (all[r] > 0) {
        entropy[r] += all[r] * Math.log(all[r]);
        herfindahl[r] /= all[r];
      }
    }
    return new double[][] {all, stays, entropy, herfindahl};
  }
}
