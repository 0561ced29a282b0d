package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.OccupationCode;

/// Fits a {@link Calibration} on titles whose occupation somebody named.
///
/// Every second title is fitted, the others measure the expected calibration error. Labels held out
/// of their own index were tried instead and promise far too much for real titles: `docs/log.md`.
final class CalibrationFit {
  private static final int STEPS = 50;
  private static final int BINS = 10;

  private CalibrationFit() {}

  /// A title with the URIs or codes that are right for it.
  record Labelled(String title, Language language, Set<String> right) {
    Labelled {
      right = Set.copyOf(right);
    }
  }

  /// One answer: the two features, and whether the first candidate was right.
  record Trial(double score, double lead, boolean right) {}

  /// @param on what the titles are, for manifests
  static Calibration of(LexicalNormaliser normaliser, List<Labelled> titles, String on) {
    List<Trial> fitted = new ArrayList<>();
    List<Trial> others = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      trial(normaliser, titles.get(i)).ifPresent((i % 2 == 0 ? fitted : others)::add);
    }
    double[] w = logistic(fitted);
    Calibration raw = new Calibration(w[0], w[1], w[2], on, fitted.size(), 0);
    return new Calibration(w[0], w[1], w[2], on, fitted.size(), error(raw, others));
  }

  /// Empty when the title has no candidate.
  static Optional<Trial> trial(LexicalNormaliser normaliser, Labelled title) {
    List<LabelMatch> ranked = normaliser.ranked(title.title(), title.language());
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    LabelMatch first = ranked.getFirst();
    OccupationCode code = normaliser.forms().concepts().get(first.use().concept()).occupation();
    boolean right = title.right().contains(code.uri()) || title.right().contains(code.code());
    return Optional.of(new Trial(first.score(), LexicalNormaliser.margin(ranked), right));
  }

  /// Newton's method with a little ridge; slopes that come out negative are set to 0.
  static double[] logistic(List<Trial> trials) {
    double[] w = fit(trials, new boolean[] {true, true, true});
    if (w[2] < 0) {
      w = fit(trials, new boolean[] {true, true, false});
    }
    if (w[1] < 0) {
      w = fit(trials, new boolean[] {true, false, false});
    }
    return w;
  }

  private static double[] fit(List<Trial> trials, boolean[] free) {
    double[] w = new double[3];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[3];
      double[][] hessian = new double[3][3];
      for (Trial trial : trials) {
        double[] x = {1, trial.score(), trial.lead()};
        double p = 1 / (1 + Math.exp(-(w[0] + w[1] * x[1] + w[2] * x[2])));
        for (int i = 0; i < 3; i++) {
          gradient[i] += ((trial.right() ? 1 : 0) - p) * x[i];
          for (int j = 0; j < 3; j++) {
            hessian[i][j] += p * (1 - p) * x[i] * x[j];
          }
        }
      }
      for (int i = 0; i < 3; i++) {
        gradient[i] -= 1e-3 * w[i];
        hessian[i][i] += 1e-3;
        if (!free[i]) {
          gradient[i] = 0;
          for (int j = 0; j < 3; j++) {
            hessian[i][j] = 0;
            hessian[j][i] = 0;
          }
          hessian[i][i] = 1;
        }
      }
      double[] move = solve(hessian, gradient);
      for (int i = 0; i < 3; i++) {
        w[i] += Math.clamp(move[i], -2, 2);
      }
    }
    return w;
  }

  /// Cramer's rule for three unknowns.
  private static double[] solve(double[][] a, double[] b) {
    double det = determinant(a);
    double[] x = new double[3];
    for (int c = 0; c < 3; c++) {
      double[][] m = new double[3][];
      for (int r = 0; r < 3; r++) {
        m[r] = a[r].clone();
        m[r][c] = b[r];
      }
      x[c] = det == 0 ? 0 : determinant(m) / det;
    }
    return x;
  }

  private static double determinant(double[][] m) {
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }

  /// Expected calibration error: `Σ over ten bins of p: |bin|/n · |share right − mean p|`
  /// (Naeini et al. 2015).
  static double error(Calibration calibration, List<Trial> trials) {
    double[] sum = new double[BINS];
    double[] right = new double[BINS];
    for (Trial trial : trials) {
      double p = calibration.probability(trial.score(), trial.lead());
      int bin = Math.min(BINS - 1, (int) (p * BINS));
      sum[bin] += p;
      right[bin] += trial.right() ? 1 : 0;
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(sum[bin] - right[bin]);
    }
    return trials.isEmpty() ? 1 : error / trials.size();
  }
}
