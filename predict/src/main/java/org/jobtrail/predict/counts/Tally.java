package org.jobtrail.predict.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.predict.Tensor;

/// How often each outcome came in each context. A context is any number.
final class Tally {
  private final SortedMap<Long, SortedMap<Integer, Long>> counts = new TreeMap<>();
  private final SortedMap<Long, Long> totals = new TreeMap<>();

  void add(long context, int outcome, long times) {
    counts.computeIfAbsent(context, _ -> new TreeMap<>()).merge(outcome, times, Long::sum);
    totals.merge(context, times, Long::sum);
  }

  long total(long context) {
    return totals.getOrDefault(context, 0L);
  }

  long count(long context, int outcome) {
    SortedMap<Integer, Long> row = counts.get(context);
    return row == null ? 0 : row.getOrDefault(outcome, 0L);
  }

  /// What came in a context.
  SortedMap<Integer, Long> row(long context) {
    return counts.getOrDefault(context, new TreeMap<>());
  }

  /// `p(b) = (n(b) + c·prior(b)) / (n + c)`, in place of the prior.
  void smooth(long context, double concentration, double[] prior) {
    long total = total(context);
    if (total == 0) {
      return;
    }
    double scale = concentration / (total + concentration);
    for (int b = 0; b < prior.length; b++) {
      prior[b] *= scale;
    }
    row(context).forEach((b, n) -> prior[b] += n / (total + concentration));
  }

  long size() {
    return counts.values().stream().mapToLong(Map::size).sum();
  }

  /// `[cells, 3]`: context, outcome, count; sorted.
  Tensor tensor() {
    List<long[]> cells = new ArrayList<>();
    counts.forEach((c, row) -> row.forEach((b, n) -> cells.add(new long[] {c, b, n})));
    long[] flat = cells.stream().flatMapToLong(java.util.Arrays::stream).toArray();
    return Tensor.of(flat, cells.size(), 3);
  }

  /// @throws IllegalArgumentException if a cell is none
  static Tally of(Tensor tensor, int outcomes) {
    if (!(tensor instanceof Tensor.Longs longs)) {
      throw new IllegalArgumentException("counts must be whole numbers");
    }
    long[] flat = longs.longs();
    Tally tally = new Tally();
    for (int i = 0; i < flat.length; i += 3) {
      if (flat[i + 1] < 0 || flat[i + 1] >= outcomes || flat[i + 2] < 0) {
        throw new IllegalArgumentException(
            "outcome " + flat[i + 1] + " was counted " + flat[i + 2] + " times");
      }
      tally.add(flat[i], (int) flat[i + 1], flat[i + 2]);
    }
    return tally;
  }
}
