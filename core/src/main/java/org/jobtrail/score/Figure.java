package org.jobtrail.score;

/// Precision, recall and F1 of one judgement, in `[0, 1]`, with bootstrap intervals over résumés.
///
/// `F1 = 2 · right / (gold + predicted)`, micro over experiences; 0/0 counts as 1.
///
/// @param macroF1 the mean of the résumés' own F1
/// @param micro interval of the F1
/// @param macro interval of `macroF1`
public record Figure(
    int gold, int predicted, int right, double macroF1, Interval micro, Interval macro) {
  public double precision() {
    return predicted == 0 ? 1 : right / (double) predicted;
  }

  public double recall() {
    return gold == 0 ? 1 : right / (double) gold;
  }

  public double f1() {
    return f1(gold, predicted, right);
  }

  /// 2.5 % quantile of F1 over bootstrap samples of résumés.
  public double low() {
    return micro.low();
  }

  /// 97.5 % quantile.
  public double high() {
    return micro.high();
  }

  static double f1(double gold, double predicted, double right) {
    return gold + predicted == 0 ? 1 : 2.0 * right / (gold + predicted);
  }
}
