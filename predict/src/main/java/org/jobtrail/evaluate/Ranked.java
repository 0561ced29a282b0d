package org.jobtrail.evaluate;

import java.util.Locale;

/// One row of a model's answer: probabilities and their order. Made once, filled row after row.
///
/// Outcomes are ordered by probability, equally probable ones by number.
final class Ranked {
  /// How many leading outcomes are kept.
  static final int TOP = 10;

  /// Sums further from 1 than this are no distributions.
  private static final double TOLERANCE = 1e-6;

  private final double[] probabilities;
  private double[] row = {};
  private final int[] top;

  Ranked(int outcomes) {
    probabilities = new double[outcomes];
    top = new int[Math.min(TOP, outcomes)];
  }

  /// Whether the row is a distribution that truths can be scored by.
  ///
  /// @param logs `[outcomes]`
  /// @throws IllegalStateException when the probabilities don't sum to 1, or one is no number
  void fill(double[] logs, String where) {
    row = logs;
    double sum = 0;
    if (logs.length != probabilities.length) {
      throw new IllegalStateException(
          where + ": " + logs.length + " probabilities for " + probabilities.length + " outcomes");
    }
    for (int k = 0; k < logs.length; k++) {
      probabilities[k] = Math.exp(logs[k]);
      sum += probabilities[k];
    }
    if (!(Math.abs(sum - 1) <= TOLERANCE)) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s: probabilities sum to %.9f, must be 1", where, sum));
    }
    int filled = 0;
    for (int k = 0; k < logs.length; k++) {
      if (filled < top.length || ahead(k, top[filled - 1])) {
        int at = filled < top.length ? filled++ : filled - 1;
        while (at > 0 && ahead(k, top[at - 1])) {
          top[at] = top[at - 1];
          at--;
        }
        top[at] = k;
      }
    }
  }

  double probability(int outcome) {
    return probabilities[outcome];
  }

  int outcomes() {
    return probabilities.length;
  }

  /// How many leading outcomes there are: ten, or all when there are fewer.
  int tops() {
    return top.length;
  }

  /// The outcome at place i, from 0.
  int top(int i) {
    return top[i];
  }

  /// Whether one outcome comes before another.
  boolean ahead(int one, int other) {
    return row[one] > row[other] || (row[one] == row[other] && one < other);
  }

  /// From 1.
  int rank(int outcome) {
    int rank = 1;
    for (int k = 0; k < row.length; k++) {
      rank += k != outcome && ahead(k, outcome) ? 1 : 0;
    }
    return rank;
  }
}
