package org.jobtrail.review;

import java.util.Arrays;
import java.util.SplittableRandom;

/// How far two coders agree on the same items, beyond what their habits alone would give.
///
/// `κ = (pₒ − pₑ) / (1 − pₑ)`, `pₒ` the share of items that both put into one category, `pₑ = Σ
/// p₁(c) p₂(c)` over the categories; at most 1, 0 by chance, below 0 worse than chance. Source:
/// Cohen 1960, Educational and Psychological Measurement 20:37-46. Intervals are 95 % percentile
/// bootstraps over items (Efron and Tibshirani 1993, chapter 13).
///
/// @param items coded by both
/// @param agreement `pₒ`, in `[0, 1]`; NaN without items
/// @param kappa NaN where both put all items into one category: chance alone would do as well
/// @param agreementLow 2.5 % quantile; NaN, as all four, for fewer than ten items
/// @param kappaLow NaN also when more than a tenth of the samples have no kappa
public record Kappa(
    int items,
    double agreement,
    double agreementLow,
    double agreementHigh,
    double kappa,
    double kappaLow,
    double kappaHigh) {
  /// Fewer items give no interval.
  static final int FEWEST = 10;

  /// @param first each item's category as the first coder has it, numbered from 0
  /// @param second the same items as the second has them
  /// @param replicates bootstrap samples, at least 1
  /// @throws IllegalArgumentException if the two differ in length
  public static Kappa of(int[] first, int[] second, int replicates, long seed) {
    int n = first.length;
    if (n != second.length || replicates < 1) {
      throw new IllegalArgumentException(
          "wants as many items of both and a replicate, found %d, %d, %d"
              .formatted(n, second.length, replicates));
    }
    int[] once = new int[n];
    Arrays.fill(once, 1);
    Sums sums = new Sums(first, second);
    double[] whole = sums.of(once);
    if (n < FEWEST) {
      double none = Double.NaN;
      return new Kappa(n, whole[0], none, none, whole[1], none, none);
    }
    double[] agreements = new double[replicates];
    double[] kappas = new double[replicates];
    SplittableRandom random = new SplittableRandom(seed);
    int[] times = new int[n];
    for (int r = 0; r < replicates; r++) {
      Arrays.fill(times, 0);
      for (int draw = 0; draw < n; draw++) {
        times[random.nextInt(n)]++;
      }
      double[] sample = sums.of(times);
      agreements[r] = sample[0];
      kappas[r] = sample[1];
    }
    double[] a = interval(agreements);
    double[] k = interval(kappas);
    return new Kappa(n, whole[0], a[0], a[1], whole[1], k[0], k[1]);
  }

  /// Agreement and kappa of items that count several times each.
  private static final class Sums {
    private final int[] first;
    private final int[] second;
    private final long[] ofFirst;
    private final long[] ofSecond;

    Sums(int[] first, int[] second) {
      this.first = first;
      this.second = second;
      int categories =
          1 + Math.max(Arrays.stream(first).max().orElse(0), Arrays.stream(second).max().orElse(0));
      this.ofFirst = new long[categories];
      this.ofSecond = new long[categories];
    }

    double[] of(int[] times) {
      Arrays.fill(ofFirst, 0);
      Arrays.fill(ofSecond, 0);
      long alike = 0;
      long all = 0;
      for (int i = 0; i < times.length; i++) {
        ofFirst[first[i]] += times[i];
        ofSecond[second[i]] += times[i];
        all += times[i];
        alike += first[i] == second[i] ? times[i] : 0;
      }
      double chance = 0;
      for (int c = 0; c < ofFirst.length; c++) {
        chance += (double) ofFirst[c] * ofSecond[c];
      }
      double observed = (double) alike / all;
      double expected = chance / ((double) all * all);
      return new double[] {
        observed, expected == 1 ? Double.NaN : (observed - expected) / (1 - expected)
      };
    }
  }

  private static double[] interval(double[] replicates) {
    double[] sorted = replicates.clone();
    // Not-a-numbers sort last.
    Arrays.sort(sorted);
    int defined = sorted.length;
    while (defined > 0 && Double.isNaN(sorted[defined - 1])) {
      defined--;
    }
    if (defined < 0.9 * sorted.length) {
      return new double[] {Double.NaN, Double.NaN};
    }
    return new double[] {
      sorted[(int) Math.floor(0.025 * (defined - 1))],
      sorted[(int) Math.ceil(0.975 * (defined - 1))]
    };
  }
}
