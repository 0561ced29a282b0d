package org.jobtrail.score;

import java.util.Arrays;

/// Maximum-weight bipartite matching.
///
/// The Hungarian method with potentials, O(n²m). Source: Kuhn 1955, Munkres 1957; the form with
/// shortest augmenting paths is Jonker and Volgenant 1987.
public final class Assignment {
  private Assignment() {}

  /// The column matched to each row, −1 for none; a pair of weight 0 is never matched.
  ///
  /// @param weight shape `[rows][columns]`, each at least 0
  /// @throws IllegalArgumentException if a weight is negative or NaN
  public static int[] maximise(double[][] weight) {
    int rows = weight.length;
    int columns = rows == 0 ? 0 : weight[0].length;
    int n = Math.max(rows, columns);
    double[][] cost = new double[n + 1][n + 1];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (!(weight[i][j] >= 0)) {
          throw new IllegalArgumentException("a weight must be >= 0, found " + weight[i][j]);
        }
        cost[i + 1][j + 1] = -weight[i][j];
      }
    }
    int[] rowOf = cheapest(cost, n);
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, -1);
    for (int j = 1; j <= columns; j++) {
      int i = rowOf[j] - 1;
      if (i >= 0 && i < rows && weight[i][j - 1] > 0) {
        columnOf[i] = j - 1;
      }
    }
    return columnOf;
  }

  /// The row assigned to each column; rows and columns count from 1, index 0 is the path's root.
  private static int[] cheapest(double[][] cost, int n) {
    double[] rowPotential = new double[n + 1];
    double[] columnPotential = new double[n + 1];
    int[] rowOf = new int[n + 1];
    for (int row = 1; row <= n; row++) {
      int[] previous = new int[n + 1];
      double[] slack = new double[n + 1];
      Arrays.fill(slack, Double.POSITIVE_INFINITY);
      boolean[] used = new boolean[n + 1];
      rowOf[0] = row;
      int column = 0;
      do {
        used[column] = true;
        double delta = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int j = 1; j <= n; j++) {
          if (used[j]) {
            continue;
          }
          double reduced =
              cost[rowOf[column]][j] - rowPotential[rowOf[column]] - columnPotential[j];
          if (reduced < slack[j]) {
            slack[j] = reduced;
            previous[j] = column;
          }
          if (slack[j] < delta) {
            delta = slack[j];
            next = j;
          }
        }
        for (int j = 0; j <= n; j++) {
          if (used[j]) {
            rowPotential[rowOf[j]] += delta;
            columnPotential[j] -= delta;
          } else {
            slack[j] -= delta;
          }
        }
        column = next;
      } while (rowOf[column] != 0);
      while (column != 0) {
        rowOf[column] = rowOf[previous[column]];
        column = previous[column];
      }
    }
    return rowOf;
  }
}
