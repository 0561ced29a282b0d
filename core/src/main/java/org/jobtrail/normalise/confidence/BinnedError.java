package org.jobtrail.normalise.confidence;

/// Expected calibration error: how far probabilities are from how often they came true.
///
/// `ECE = Σ_b (n_b / n) |share right in b − mean p in b|` over ten bins of equal width, the last
/// closed; in `[0, 1]`, 0 is best. Source: Naeini, Cooper and Hauskrecht 2015, AAAI.
public final class BinnedError {
  private static final int BINS = 10;

  private final double[] excess = new double[BINS];
  private final double[] variance = new double[BINS];
  private int n;

  /// @param p in `[0, 1]`
  public void add(double p, boolean right) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1], found " + p);
    }
    int bin = Math.min(BINS - 1, (int) (p * BINS));
    excess[bin] += p - (right ? 1 : 0);
    variance[bin] += p * (1 - p);
    n++;
  }

  public int size() {
    return n;
  }

  /// 0 without any title.
  public double value() {
    double sum = 0;
    for (double e : excess) {
      sum += Math.abs(e);
    }
    return n == 0 ? 0 : sum / n;
  }

  /// What probabilities that are exactly right would show on as many titles, by chance alone:
  /// `Σ_b √(2 Σ p (1 − p) / π) / n`, every bin's excess being about normal.
  public double expected() {
    double sum = 0;
    for (double v : variance) {
      sum += Math.sqrt(2 * v / Math.PI);
    }
    return n == 0 ? 0 : sum / n;
  }
}
