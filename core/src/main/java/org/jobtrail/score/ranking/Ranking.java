package org.jobtrail.score.ranking;

import java.util.Arrays;

/// Orders items as trec_eval does: by descending score as a 32-bit float, ties by descending id.
///
/// The ids are compared once: whoever ranks keeps its items in descending order of their ids, so
/// that of two equal scores the smaller position comes first.
final class Ranking {
  private Ranking() {}

  /// @param scores finite; -0 counts as 0
  /// @return the positions, best first, length n
  static int[] order(float[] scores) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      if (!Float.isFinite(scores[i])) {
        throw new IllegalArgumentException("score[" + i + "] must be finite, found " + scores[i]);
      }
      int bits = Float.floatToIntBits(scores[i] + 0f);
      // Floats in two's complement order; the complement turns it round.
      int ascending = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
      keys[i] = ((long) ~ascending << 32) | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}
