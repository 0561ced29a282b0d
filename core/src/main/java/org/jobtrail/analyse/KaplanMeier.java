package org.jobtrail.analyse;

/// The share of spells that last longer than t, when some were still going on when last seen.
///
/// `S(t) = Π over u ≤ t of 1 − d(u)/n(u)`, d ended at u, n at risk at u: entered before u, neither
/// ended nor censored before u. A spell censored at u is still at risk at u.
/// Source: Kaplan and Meier 1958; standard error `S √Σ d/(n (n − d))`, Greenwood 1926, which takes
/// spells as independent; intervals over resamples of people don't.
final class KaplanMeier {
  private final double[] atRisk;
  private final double[] survival;
  private final double[] standardError;

  private KaplanMeier(double[] atRisk, double[] survival, double[] standardError) {
    this.atRisk = atRisk;
    this.survival = survival;
    this.standardError = standardError;
  }

  /// At each time.
  double atRisk(int time) {
    return atRisk[time];
  }

  /// After each time.
  double survival(int time) {
    return survival[time];
  }

  /// Greenwood's; NaN where everybody at risk has ended.
  double standardError(int time) {
    return standardError[time];
  }

  /// @param entered spells that come under observation at each time, at risk from the next time on;
  ///     a time 0 in front takes those seen from their start
  static KaplanMeier of(double[] entered, double[] ended, double[] censored) {
    int times = ended.length;
    double[] atRisk = new double[times];
    double[] survival = new double[times];
    double[] error = new double[times];
    double n = 0;
    double s = 1;
    double greenwood = 0;
    for (int t = 0; t < times; t++) {
      atRisk[t] = n;
      if (ended[t] > 0) {
        s *= 1 - ended[t] / n;
        greenwood += ended[t] / (n * (n - ended[t]));
      }
      survival[t] = s;
      error[t] = s == 0 ? Double.NaN : s * Math.sqrt(greenwood);
      n += entered[t] - ended[t] - censored[t];
    }
    return new KaplanMeier(atRisk, survival, error);
  }

  /// The first time at which at most half are left; infinity when more than half last longer.
  ///
  /// @param times ascending, one per element of the curve
  double median(double[] times) {
    for (int t = 0; t < survival.length; t++) {
      if (survival[t] <= 0.5 + 1e-12) {
        return times[t];
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
