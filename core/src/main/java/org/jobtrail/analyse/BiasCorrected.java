package org.jobtrail.analyse;

import java.util.Arrays;

/// An estimate corrected for the bias that its resamples show, and the interval around it.
///
/// With the estimate θ from the data and θ* from the resamples: `2 θ − mean(θ*)`, in the basic
/// bootstrap interval from `2 θ − q(θ*, 97.5 %)` to `2 θ − q(θ*, 2.5 %)`. Source: Efron and
/// Tibshirani 1993, An Introduction to the Bootstrap, chapters 10 (bias) and 13 (intervals).
///
/// For indices whose resamples are off to one side: a resample visits fewer cells of a sparse
/// matrix than the data, so its entropy is lower. Where θ lies outside the percentiles of θ*, the
/// bias is larger than the noise and resamples show only part of it: then there is no interval, for
/// it would miss the truth. Nothing is cut to the index's range.
///
/// @param estimate NaN without an interval
record BiasCorrected(double estimate, Interval interval) {
  private static final BiasCorrected NONE = new BiasCorrected(Double.NaN, Interval.NONE);

  /// NaN replicates are left out, as in {@link Interval#of}. There is neither estimate nor interval
  /// where θ or the mean of the replicates lies outside their percentiles, so θ and the corrected
  /// estimate both lie in every interval.
  static BiasCorrected of(double estimate, double[] replicates) {
    Interval spread = Interval.of(replicates);
    double mean =
        Arrays.stream(replicates).filter(r -> !Double.isNaN(r)).average().orElse(Double.NaN);
    if (!spread.holds(estimate) || !spread.holds(mean)) {
      return NONE;
    }
    return new BiasCorrected(
        2 * estimate - mean,
        new Interval(2 * estimate - spread.high(), 2 * estimate - spread.low()));
  }
}
