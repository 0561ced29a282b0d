package org.jobtrail.normalise.confidence;

import java.util.List;

/// What the first candidate's probability should have been: beta calibration.
///
/// `logit q = intercept + low·ln p − high·ln(1 − p)`, non-decreasing in `p`; `(0, 1, 1)` leaves
/// `p` as it is. Source: Kull, Silva Filho and Flach 2017, AISTATS.
///
/// @param low at least 0
/// @param high at least 0
record TopCurve(double intercept, double low, double high) {
  static final TopCurve SAME = new TopCurve(0, 1, 1);
  private static final double LEAST = 1e-9;

  /// @param p what was said, in `[0, 1]`
  record Trial(double p, boolean right) {}

  /// In `(0, 1)`.
  double apply(double p) {
    double[] x = x(p);
    return 1 / (1 + Math.exp(-(intercept + low * x[1] + high * x[2])));
  }

  private static double[] x(double p) {
    double inside = Math.clamp(p, LEAST, 1 - LEAST);
    return new double[] {1, Math.log(inside), -Math.log1p(-inside)};
  }

  double[] weights() {
    return new double[] {intercept, low, high};
  }

  static TopCurve of(double[] w) {
    return new TopCurve(w[0], w[1], w[2]);
  }

  private static void keep(double[] w) {
    w[1] = Math.max(0, w[1]);
    w[2] = Math.max(0, w[2]);
  }

  /// @param worth how many titles the prior weighs; its mean is the centre
  /// @param all what the prior's shape is taken from
  static TopCurve fit(List<Trial> trials, TopCurve centre, List<Trial> all, double worth) {
    double[][] precision =
        worth == 0
            ? Newton.ridge(3, 1)
            : Newton.precision(likelihood(all), centre.weights(), all.size(), worth);
    return of(Newton.maximum(likelihood(trials), centre.weights(), precision, TopCurve::keep));
  }

  private static Newton.Likelihood likelihood(List<Trial> trials) {
    return (w, gradient, information) -> {
      TopCurve curve = of(w);
      for (Trial trial : trials) {
        double q = curve.apply(trial.p);
        double[] x = x(trial.p);
        for (int a = 0; a < 3; a++) {
          gradient[a] += ((trial.right ? 1 : 0) - q) * x[a];
          for (int b = 0; b < 3; b++) {
            information[a][b] += q * (1 - q) * x[a] * x[b];
          }
        }
      }
    };
  }
}
