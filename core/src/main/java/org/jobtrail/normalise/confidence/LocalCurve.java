package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a smooth curve missed: a line through points, between logits, non-decreasing.
///
/// The titles are cut by their probability into blocks of about {@link #BLOCK}; a block's point
/// is its mean probability and the share right in it, drawn to the former as by {@link #WORTH}
/// titles; points that fall are pooled (isotonic regression by pool-adjacent-violators: Ayer et
/// al. 1955; Zadrozny and Elkan 2002). Beyond the outer points their shift holds. Immutable.
final class LocalCurve {
  static final LocalCurve SAME = new LocalCurve(new double[0], new double[0]);

  private static final int BLOCK = 100;
  private static final int MOST_BLOCKS = 25;
  private static final double WORTH = 50;
  private static final double LEAST = 1e-6;

  private final double[] from;
  private final double[] to;

  /// @param from logits, ascending
  /// @param to logits, non-decreasing, as many
  LocalCurve(double[] from, double[] to) {
    if (from.length != to.length) {
      throw new IllegalArgumentException(
          "a curve needs as many values as points, found " + to.length + " for " + from.length);
    }
    for (int i = 1; i < from.length; i++) {
      if (!(from[i] > from[i - 1] && to[i] >= to[i - 1])) {
        throw new IllegalArgumentException("a curve's points must rise, found one that does not");
      }
    }
    this.from = from;
    this.to = to;
  }

  double[] from() {
    return from.clone();
  }

  double[] to() {
    return to.clone();
  }

  private record Block(double sum, double weight, int blocks) {
    double mean() {
      return sum / weight;
    }

    Block and(Block next) {
      return new Block(sum + next.sum, weight + next.weight, blocks + next.blocks);
    }
  }

  static LocalCurve fit(List<TopCurve.Trial> trials) {
    int count = Math.clamp(trials.size() / BLOCK, 0, MOST_BLOCKS);
    List<TopCurve.Trial> sorted =
        trials.stream().sorted(Comparator.comparingDouble(TopCurve.Trial::p)).toList();
    List<Double> points = new ArrayList<>();
    List<Block> pooled = new ArrayList<>();
    int from = 0;
    for (int b = 0; b < count; b++) {
      int end = (int) ((long) sorted.size() * (b + 1) / count);
      // Equal probabilities stay together: otherwise their order in the file would choose.
      while (end > 0 && end < sorted.size() && sorted.get(end).p() == sorted.get(end - 1).p()) {
        end++;
      }
      if (end <= from) {
        continue;
      }
      List<TopCurve.Trial> block = sorted.subList(from, end);
      from = end;
      double mean = block.stream().mapToDouble(TopCurve.Trial::p).average().orElseThrow();
      double right = block.stream().filter(TopCurve.Trial::right).count();
      int n = block.size();
      Block next = new Block((right + WORTH * mean) / (n + WORTH) * n, n, 1);
      if (!points.isEmpty() && logit(mean) <= points.getLast()) {
        // Beyond what logits tell apart, so the point stands for both.
        pooled.add(pooled.removeLast().and(new Block(next.sum, next.weight, 0)));
      } else {
        points.add(logit(mean));
        pooled.add(next);
      }
      while (pooled.size() > 1 && pooled.get(pooled.size() - 2).mean() >= pooled.getLast().mean()) {
        Block last = pooled.removeLast();
        pooled.add(pooled.removeLast().and(last));
      }
    }
    List<Double> values = new ArrayList<>();
    pooled.forEach(b -> values.addAll(java.util.Collections.nCopies(b.blocks, logit(b.mean()))));
    return new LocalCurve(
        points.stream().mapToDouble(x -> x).toArray(),
        values.stream().mapToDouble(x -> x).toArray());
  }

  private static double logit(double p) {
    double inside = Math.clamp(p, LEAST, 1 - LEAST);
    return Math.log(inside) - Math.log1p(-inside);
  }

  /// In `(0, 1)`.
  double apply(double p) {
    int n = from.length;
    if (n == 0) {
      return p;
    }
    double x = logit(p);
    int right = 0;
    while (right < n && from[right] < x) {
      right++;
    }
    double y;
    if (right == 0) {
      y = x + to[0] - from[0];
    } else if (right == n) {
      y = x + to[n - 1] - from[n - 1];
    } else {
      double part = (x - from[right - 1]) / (from[right] - from[right - 1]);
      y = to[right - 1] + part * (to[right] - to[right - 1]);
    }
    return 1 / (1 + Math.exp(-y));
  }
}
