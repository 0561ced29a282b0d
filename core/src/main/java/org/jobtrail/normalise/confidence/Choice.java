package org.jobtrail.normalise.confidence;

import java.util.List;

/// A conditional logit: the title names one of its candidates, or something outside them.
///
/// `P(i) ∝ exp(slope·zᵢ + first·[i = 0])`, `P(outside) ∝ exp(outside + outsideSlope·z₀)`, with
/// `z` the standardised scores. Of several right candidates one is meant, so they share the
/// likelihood. Source: McFadden 1974, Conditional logit analysis of qualitative choice behavior.
///
/// @param slope at least 0
/// @param outsideSlope at most the slope, so that a greater first score never lowers the first
///     candidate's probability
record Choice(double slope, double first, double outside, double outsideSlope) {
  static final Choice START = new Choice(1, 0, 0, 0);

  /// One title as the fit sees it: standardised scores, descending, and who of them is right.
  static final class Trial {
    private final double[] z;
    private final boolean[] right;

    Trial(double[] z, boolean[] right) {
      this.z = z;
      this.right = right;
    }

    /// What this choice gave the first candidate, and whether that was right.
    TopCurve.Trial top(Choice choice) {
      return new TopCurve.Trial(choice.probabilities(z)[0], right[0]);
    }

    boolean any() {
      for (boolean r : right) {
        if (r) {
          return true;
        }
      }
      return false;
    }
  }

  /// Shape `[candidates + 1]`, the last is outside; sums to 1.
  double[] probabilities(double[] z) {
    int n = z.length;
    double[] p = new double[n + 1];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= n; i++) {
      p[i] = i < n ? slope * z[i] + (i == 0 ? first : 0) : outside;
      if (i == n && n > 0) {
        p[i] += outsideSlope * z[0];
      }
      most = Math.max(most, p[i]);
    }
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      p[i] = Math.exp(p[i] - most);
      sum += p[i];
    }
    for (int i = 0; i <= n; i++) {
      p[i] /= sum;
    }
    return p;
  }

  double[] weights() {
    return new double[] {slope, first, outside, outsideSlope};
  }

  static Choice of(double[] w) {
    return new Choice(w[0], w[1], w[2], w[3]);
  }

  private static void keep(double[] w) {
    w[0] = Math.max(0, w[0]);
    w[3] = Math.min(w[0], w[3]);
  }

  /// @param worth how many titles the prior weighs; its mean is the centre
  /// @param all what the prior's shape is taken from
  static Choice fit(List<Trial> trials, Choice centre, List<Trial> all, double worth) {
    double[][] precision =
        worth == 0
            ? Newton.ridge(4, 1e-3)
            : Newton.precision(likelihood(all), centre.weights(), all.size(), worth);
    return of(Newton.maximum(likelihood(trials), centre.weights(), precision, Choice::keep));
  }

  private static Newton.Likelihood likelihood(List<Trial> trials) {
    return (w, gradient, information) -> {
      Choice choice = of(w);
      for (Trial trial : trials) {
        choice.add(trial, gradient, information);
      }
    };
  }

  /// The information is that of the choice alone, which bounds the true one from above, so that
  /// a step never overshoots by much.
  private void add(Trial trial, double[] gradient, double[][] information) {
    int n = trial.z.length;
    double[] p = probabilities(trial.z);
    boolean any = trial.any();
    double hit = p[n];
    if (any) {
      hit = 0;
      for (int i = 0; i < n; i++) {
        hit += trial.right[i] ? p[i] : 0;
      }
    }
    double[] mean = new double[4];
    double[] wanted = new double[4];
    double[][] square = new double[4][4];
    for (int i = 0; i <= n; i++) {
      boolean right = i < n ? trial.right[i] : !any;
      double target = right ? p[i] / Math.max(hit, 1e-300) : 0;
      double[] x = x(trial.z, i);
      for (int a = 0; a < 4; a++) {
        mean[a] += p[i] * x[a];
        wanted[a] += target * x[a];
        for (int b = 0; b < 4; b++) {
          square[a][b] += p[i] * x[a] * x[b];
        }
      }
    }
    for (int a = 0; a < 4; a++) {
      gradient[a] += wanted[a] - mean[a];
      for (int b = 0; b < 4; b++) {
        information[a][b] += square[a][b] - mean[a] * mean[b];
      }
    }
  }

  private static double[] x(double[] z, int i) {
    return i < z.length
        ? new double[] {z[i], i == 0 ? 1 : 0, 0, 0}
        : new double[] {0, 0, 1, z.length > 0 ? z[0] : 0};
  }
}
