package org.jobtrail.score.ranking;

import java.util.Arrays;
import java.util.BitSet;

/// Where one query's relevant items stand, and trec_eval's measures of it, all in `[0, 1]`.
///
/// Source: Buckley, trec_eval 9 (`recip_rank`, `success`, `recall`, `map`). A relevant item that
/// was not ranked at all counts as never found; a query without relevant items scores 0.
final class RelevantRanks {
  private final int[] ranks;
  private final int relevant;

  /// @param ranks from 1, ascending, of the relevant items that were ranked
  /// @param relevant how many there are, ranked or not
  RelevantRanks(int[] ranks, int relevant) {
    if (relevant < ranks.length) {
      throw new IllegalArgumentException(
          "relevant must be at least " + ranks.length + ", found " + relevant);
    }
    this.ranks = ranks.clone();
    this.relevant = relevant;
  }

  /// @param order positions, best first
  /// @param relevant positions of the relevant items
  /// @param unranked relevant items that no position stands for
  static RelevantRanks of(int[] order, BitSet relevant, int unranked) {
    int[] ranks = new int[relevant.cardinality()];
    int found = 0;
    for (int i = 0; i < order.length && found < ranks.length; i++) {
      if (relevant.get(order[i])) {
        ranks[found++] = i + 1;
      }
    }
    return new RelevantRanks(Arrays.copyOf(ranks, found), ranks.length + unranked);
  }

  int[] ranks() {
    return ranks.clone();
  }

  /// `1 / rank` of the first relevant item; 0 when none was ranked.
  double reciprocalRank() {
    return ranks.length == 0 ? 0 : 1.0 / ranks[0];
  }

  /// Whether a relevant item stands among the first k: MELO's A@k.
  double successAt(int k) {
    return ranks.length > 0 && ranks[0] <= k ? 1 : 0;
  }

  /// The share of the relevant items that stand among the first k.
  double recallAt(int k) {
    if (relevant == 0) {
      return 0;
    }
    int within = 0;
    while (within < ranks.length && ranks[within] <= k) {
      within++;
    }
    return within / (double) relevant;
  }

  /// `(1/R) Σ i / rankᵢ` over the relevant items ranked.
  double averagePrecision() {
    if (relevant == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += (i + 1.0) / ranks[i];
    }
    return sum / relevant;
  }
}
