package org.jobtrail.predict.optimise;

import java.util.function.DoubleUnaryOperator;

/// The place of a function's least value on a line, by golden sections.
public final class LineSearch {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private LineSearch() {}

  /// @param steps each makes the interval 0.618 times as long
  /// @return the best place seen, ends included
  public static double minimum(DoubleUnaryOperator f, double low, double high, int steps) {
    double from = low;
    double to = high;
    double left = to - GOLDEN * (to - from);
    double right = from + GOLDEN * (to - from);
    double atLeft = f.applyAsDouble(left);
    double atRight = f.applyAsDouble(right);
    for (int step = 0; step < steps; step++) {
      if (atLeft <= atRight) {
        to = right;
        right = left;
        atRight = atLeft;
        left = to - GOLDEN * (to - from);
        atLeft = f.applyAsDouble(left);
      } else {
        from = left;
        left = right;
        atLeft = atRight;
        right = from + GOLDEN * (to - from);
        atRight = f.applyAsDouble(right);
      }
    }
    double best = atLeft <= atRight ? left : right;
    double least = Math.min(atLeft, atRight);
    for (double end : new double[] {low, high}) {
      double atEnd = f.applyAsDouble(end);
      if (atEnd < least) {
        best = end;
        least = atEnd;
      }
    }
    return best;
  }
}
