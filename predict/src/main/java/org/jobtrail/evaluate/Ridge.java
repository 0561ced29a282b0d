package org.jobtrail.evaluate;

import java.util.Arrays;

/// Least squares with a penalty: `(XᵀX + λ n I) b = Xᵀy`, the intercept, column 0, unpenalised.
///
/// Sums are gathered row by row, so that rows needn't be kept. Source: Hoerl and Kennard 1970.
final class Ridge {
  private final int width;

  /// The upper triangle of XᵀX.
  private final double[][] gram;

  private final double[] products;
  private long rows;

  /// @param width columns, the intercept among them
  Ridge(int width) {
    this.width = width;
    this.gram = new double[width][width];
    this.products = new double[width];
  }

  /// @param x `[width]`, `x[0]` is 1
  void add(double[] x, double y) {
    int[] filled = new int[width];
    int n = 0;
    for (int i = 0; i < width; i++) {
      if (x[i] != 0) {
        filled[n++] = i;
      }
    }
    for (int a = 0; a < n; a++) {
      int i = filled[a];
      double[] row = gram[i];
      for (int b = a; b < n; b++) {
        row[filled[b]] += x[i] * x[filled[b]];
      }
      products[i] += x[i] * y;
    }
    rows++;
  }

  /// @param columns those that take part, the intercept first
  /// @param lambda above 0
  /// @return `[width]` coefficients, 0 for columns that don't take part
  double[] solve(int[] columns, double lambda) {
    int k = columns.length;
    double[][] a = new double[k][k];
    double[] b = new double[k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        int low = Math.min(columns[i], columns[j]);
        int high = Math.max(columns[i], columns[j]);
        a[i][j] = gram[low][high];
      }
      // A column that is always 0 must not make the system singular, nor may the intercept's be.
      a[i][i] += i == 0 ? 1e-9 : lambda * rows;
      b[i] = products[columns[i]];
    }
    cholesky(a);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < i; j++) {
        b[i] -= a[i][j] * b[j];
      }
      b[i] /= a[i][i];
    }
    for (int i = k - 1; i >= 0; i--) {
      for (int j = i + 1; j < k; j++) {
        b[i] -= a[j][i] * b[j];
      }
      b[i] /= a[i][i];
    }
    double[] coefficients = new double[width];
    for (int i = 0; i < k; i++) {
      coefficients[columns[i]] = b[i];
    }
    return coefficients;
  }

  /// In place, the lower triangle.
  private static void cholesky(double[][] a) {
    for (int j = 0; j < a.length; j++) {
      double[] row = a[j];
      for (int i = j; i < a.length; i++) {
        double[] other = a[i];
        double sum = other[j];
        for (int k = 0; k < j; k++) {
          sum -= other[k] * row[k];
        }
        if (i == j) {
          if (!(sum > 0)) {
            throw new IllegalStateException("the penalty is too small for column " + j);
          }
          other[j] = Math.sqrt(sum);
        } else {
          other[j] = sum / row[j];
        }
      }
    }
  }

  static double predict(double[] coefficients, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += coefficients[i] * x[i];
    }
    return sum;
  }

  /// The intercept and the columns of some ranges.
  static int[] columns(int[]... ranges) {
    int[] all = {0};
    for (int[] range : ranges) {
      int at = all.length;
      all = Arrays.copyOf(all, at + range[1] - range[0]);
      for (int c = range[0]; c < range[1]; c++) {
        all[at++] = c;
      }
    }
    return all;
  }
}
