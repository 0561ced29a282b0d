package org.jobtrail.predict.blend;

import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.RecordFeatures;

/// What a blend's weights may depend on: how long the history is, how long the person has been what
/// they are, whether a period is missing.
final class Situation {
  /// A constant; 2, 4, 8, 16 records and more; in the present outcome for 2 records or more; a gap;
  /// an outcome held before the present one.
  static final int SIZE = 8;

  private Situation() {}

  /// `[SIZE]`, each 0 or 1, the constant first.
  ///
  /// @param t at least 1
  static double[] of(PanelPerson person, int t) {
    RecordFeatures past = RecordFeatures.of(person, t);
    return new double[] {
      1,
      t >= 2 ? 1 : 0,
      t >= 4 ? 1 : 0,
      t >= 8 ? 1 : 0,
      t >= 16 ? 1 : 0,
      past.tenure() > 1 ? 1 : 0,
      past.gap() > 1 ? 1 : 0,
      past.distinct() > 1 ? 1 : 0
    };
  }

  /// The weights of the members in a situation.
  ///
  /// @param weights `[SIZE, width]` row after row
  /// @param width how many weights a row has
  static double[] weigh(double[] situation, double[] weights, int width) {
    double[] sum = new double[width];
    for (int f = 0; f < situation.length; f++) {
      for (int m = 0; m < width && situation[f] != 0; m++) {
        sum[m] += situation[f] * weights[f * width + m];
      }
    }
    return sum;
  }
}
