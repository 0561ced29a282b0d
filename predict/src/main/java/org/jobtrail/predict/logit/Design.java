package org.jobtrail.predict.logit;

import java.util.Arrays;
import org.jobtrail.predict.RecordFeatures;

/// The rows of a regression: few features of many, by number and value; and terms, a few numbers
/// for some of the outcomes, whose weights all outcomes share.
final class Design {
  /// The row leaves no outcome out.
  static final int NOTHING = RecordFeatures.NONE;

  private final int termCount;
  private int rows;
  private int[] rowEnd = new int[64];
  private int[] features = new int[1024];
  private double[] values = new double[1024];
  private int entries;
  private int[] termEnd = new int[64];
  private int[] termOutcome = new int[256];
  private double[] terms = new double[256];
  private int termRows;
  private int[] target = new int[64];
  private int[] leftOut = new int[64];

  /// @param termCount how many terms an outcome has
  Design(int termCount) {
    this.termCount = termCount;
  }

  void feature(int feature, double value) {
    if (entries == features.length) {
      features = Arrays.copyOf(features, 2 * entries);
      values = Arrays.copyOf(values, 2 * entries);
    }
    features[entries] = feature;
    values[entries++] = value;
  }

  /// @param of one number per term
  void terms(int outcome, double... of) {
    if (termRows == termOutcome.length) {
      termOutcome = Arrays.copyOf(termOutcome, 2 * termRows);
    }
    if ((termRows + 1) * termCount > terms.length) {
      terms = Arrays.copyOf(terms, 2 * (termRows + 1) * termCount);
    }
    termOutcome[termRows] = outcome;
    System.arraycopy(of, 0, terms, termRows * termCount, termCount);
    termRows++;
  }

  /// Ends the row that features and terms were added to.
  ///
  /// @param target what came; 0 or 1 where it is a matter of yes and no
  /// @param leftOut the outcome that can't come, or {@link #NOTHING}
  void endRow(int target, int leftOut) {
    if (rows == rowEnd.length) {
      rowEnd = Arrays.copyOf(rowEnd, 2 * rows);
      termEnd = Arrays.copyOf(termEnd, 2 * rows);
      this.target = Arrays.copyOf(this.target, 2 * rows);
      this.leftOut = Arrays.copyOf(this.leftOut, 2 * rows);
    }
    rowEnd[rows] = entries;
    termEnd[rows] = termRows;
    this.target[rows] = target;
    this.leftOut[rows] = leftOut;
    rows++;
  }

  int rows() {
    return rows;
  }

  int termCount() {
    return termCount;
  }

  int target(int row) {
    return target[row];
  }

  int leftOut(int row) {
    return leftOut[row];
  }

  int from(int row) {
    return row == 0 ? 0 : rowEnd[row - 1];
  }

  int to(int row) {
    return rowEnd[row];
  }

  int feature(int entry) {
    return features[entry];
  }

  double value(int entry) {
    return values[entry];
  }

  int termsFrom(int row) {
    return row == 0 ? 0 : termEnd[row - 1];
  }

  int termsTo(int row) {
    return termEnd[row];
  }

  int termOutcome(int at) {
    return termOutcome[at];
  }

  double term(int at, int number) {
    return terms[at * termCount + number];
  }
}
