package org.jobtrail.predict.counts;

import java.util.Arrays;
import java.util.List;

/// Shares of several distributions in a mixture, by expectation and maximisation.
///
/// `w ← (Σ_rows w_i·p_i/Σ_j w_j·p_j + s·prior_i) / (rows + s)`. Source: Jelinek and Mercer 1980.
final class Mixture {
  private static final int ROUNDS = 60;

  private Mixture() {}

  /// @param likelihoods for each row the probability that each distribution gave the truth
  /// @param prior sums to 1
  /// @param strength rows that the prior counts as, above 0
  static double[] shares(List<double[]> likelihoods, double[] prior, double strength) {
    double[] shares = prior.clone();
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[shares.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = strength * prior[i];
      }
      for (double[] row : likelihoods) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
          sum += shares[i] * row[i];
        }
        for (int i = 0; i < shares.length; i++) {
          next[i] += shares[i] * row[i] / sum;
        }
      }
      double total = Arrays.stream(next).sum();
      for (int i = 0; i < next.length; i++) {
        shares[i] = next[i] / total;
      }
    }
    return shares;
  }
}
