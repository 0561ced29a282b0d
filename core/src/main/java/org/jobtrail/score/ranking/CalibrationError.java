package org.jobtrail.score.ranking;

/// Expected calibration error: how far probabilities are from how often they came true.
///
/// `ECE = Σ_b (n_b / n) |right_b / n_b − mean p_b|` over ten bins of equal width, the last closed;
/// in `[0, 1]`, 0 is best. Source: Naeini, Cooper and Hauskrecht 2015, AAAI.
final class CalibrationError {
  private static final int BINS = 10;

  private final double[] right = new double[BINS];
  private final double[] sum = new double[BINS];
  private int n;

  /// @param probability in `[0, 1]`
  void add(double probability, boolean came) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1], found " + probability);
    }
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    sum[bin] += probability;
    right[bin] += came ? 1 : 0;
    n++;
  }

  int size() {
    return n;
  }

  /// 0 without any probability.
  double value() {
    double error = 0;
    for (int b = 0; b < BINS; b++) {
      error += n == 0 ? 0 : Math.abs(right[b] - sum[b]) / n;
    }
    return error;
  }
}
