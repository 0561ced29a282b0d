package org.jobtrail.predict.blend;

import java.util.List;

/// Members' distributions taken apart into staying and destinations.
final class Stages {
  /// Logs below this count as this: a member that is sure to be right may be wrong.
  static final double FLOOR = -30;

  private Stages() {}

  /// `[2, members]`: logs of moving and of staying.
  ///
  /// @param rows one `[outcomes]` row of logs for each member
  static float[] stay(List<double[]> rows, int previous) {
    int members = rows.size();
    float[] logs = new float[2 * members];
    for (int m = 0; m < members; m++) {
      double stay = Math.min(rows.get(m)[previous], -1e-12);
      logs[m] = floored(Math.log(-Math.expm1(stay)));
      logs[members + m] = floored(stay);
    }
    return logs;
  }

  /// `[outcomes − 1, members]`: logs of destinations given moving, `previous` left out.
  static float[] destinations(List<double[]> rows, int previous) {
    int members = rows.size();
    int outcomes = rows.getFirst().length;
    float[] logs = new float[(outcomes - 1) * members];
    for (int m = 0; m < members; m++) {
      double[] row = rows.get(m);
      double move = Math.log(-Math.expm1(Math.min(row[previous], -1e-12)));
      for (int k = 0; k < outcomes; k++) {
        if (k != previous) {
          logs[place(k, previous) * members + m] = floored(row[k] - move);
        }
      }
    }
    return logs;
  }

  /// `[outcomes, members]`
  static float[] all(List<double[]> rows) {
    int members = rows.size();
    int outcomes = rows.getFirst().length;
    float[] logs = new float[outcomes * members];
    for (int m = 0; m < members; m++) {
      for (int k = 0; k < outcomes; k++) {
        logs[k * members + m] = floored(rows.get(m)[k]);
      }
    }
    return logs;
  }

  /// A distribution put together again.
  ///
  /// @param stays `[2]` logs of moving and of staying
  /// @param to `[outcomes − 1]` logs of destinations given moving
  static double[] joined(double[] stays, double[] to, int previous) {
    double[] out = new double[to.length + 1];
    for (int k = 0; k < out.length; k++) {
      out[k] = k == previous ? stays[1] : stays[0] + to[place(k, previous)];
    }
    return out;
  }

  /// Where an outcome stands when `previous` is left out.
  static int place(int outcome, int previous) {
    return outcome < previous ? outcome : outcome - 1;
  }

  private static float floored(double log) {
    return (float) Math.max(FLOOR, log);
  }
}
