package org.jobtrail.normalise.confidence;

import java.util.Arrays;

/// Maximum likelihood with a Gaussian prior, for a handful of weights.
final class Newton {
  private static final int STEPS = 60;
  private static final double LONGEST = 2;
  private static final double ENOUGH = 1e-9;

  private Newton() {}

  /// Adds what the data say at some weights.
  interface Likelihood {
    /// @param gradient to add to, shape `[d]`
    /// @param information to add to, shape `[d, d]`, positive semi-definite
    void at(double[] weights, double[] gradient, double[][] information);
  }

  /// What every step ends in, such as bounds.
  interface Bounds {
    void keep(double[] weights);
  }

  /// @param centre the prior's mean, and where the search begins; shape `[d]`
  /// @param precision the prior's, shape `[d, d]`
  /// @return shape `[d]`
  static double[] maximum(
      Likelihood likelihood, double[] centre, double[][] precision, Bounds bounds) {
    int d = centre.length;
    double[] weights = centre.clone();
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[d];
      double[][] information = new double[d][d];
      likelihood.at(weights, gradient, information);
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          information[i][j] += precision[i][j];
          gradient[i] -= precision[i][j] * (weights[j] - centre[j]);
        }
      }
      double[] move = solve(information, gradient);
      double[] before = weights.clone();
      for (int i = 0; i < d; i++) {
        weights[i] += Math.clamp(move[i], -LONGEST, LONGEST);
      }
      bounds.keep(weights);
      double moved = 0;
      for (int i = 0; i < d; i++) {
        moved = Math.max(moved, Math.abs(weights[i] - before[i]));
      }
      if (moved < ENOUGH) {
        break;
      }
    }
    return weights;
  }

  /// The information at some weights, over so many titles, times a number of titles: a prior
  /// that weighs as much as they do.
  static double[][] precision(
      Likelihood likelihood, double[] weights, double titles, double worth) {
    double[][] information = new double[weights.length][weights.length];
    likelihood.at(weights, new double[weights.length], information);
    for (double[] row : information) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= titles == 0 ? 0 : worth / titles;
      }
    }
    return plus(information, ridge(weights.length, 1e-6));
  }

  static double[][] ridge(int d, double amount) {
    double[][] ridge = new double[d][d];
    for (int i = 0; i < d; i++) {
      ridge[i][i] = amount;
    }
    return ridge;
  }

  private static double[][] plus(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        a[i][j] += b[i][j];
      }
    }
    return a;
  }

  /// Gaussian elimination with pivots; a direction the data say nothing of is not moved in.
  static double[] solve(double[][] matrix, double[] right) {
    int d = right.length;
    double[][] a = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    double[] x = right.clone();
    for (int c = 0; c < d; c++) {
      int pivot = c;
      for (int r = c + 1; r < d; r++) {
        if (Math.abs(a[r][c]) > Math.abs(a[pivot][c])) {
          pivot = r;
        }
      }
      double[] row = a[pivot];
      a[pivot] = a[c];
      a[c] = row;
      double value = x[pivot];
      x[pivot] = x[c];
      x[c] = value;
      if (Math.abs(a[c][c]) < 1e-14) {
        continue;
      }
      for (int r = c + 1; r < d; r++) {
        double factor = a[r][c] / a[c][c];
        for (int k = c; k < d; k++) {
          a[r][k] -= factor * a[c][k];
        }
        x[r] -= factor * x[c];
      }
    }
    for (int r = d - 1; r >= 0; r--) {
      for (int k = r + 1; k < d; k++) {
        x[r] -= a[r][k] * x[k];
      }
      x[r] = Math.abs(a[r][r]) < 1e-14 ? 0 : x[r] / a[r][r];
    }
    return x;
  }
}
