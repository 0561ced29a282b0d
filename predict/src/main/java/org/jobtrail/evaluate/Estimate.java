package org.jobtrail.evaluate;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.jobtrail.analyse.Interval;

/// A figure with its 95 % interval over people, and its resamples, so that two figures on the same
/// people can be compared pair by pair.
///
/// NaN when nothing was there to compute it from; nobody may print that.
public final class Estimate {
  private final double value;
  private final Interval interval;
  private final double[] replicates;

  private Estimate(double value, Interval interval, double[] replicates) {
    this.value = value;
    this.interval = interval;
    this.replicates = replicates;
  }

  /// With the percentiles of the resamples.
  static Estimate of(double value, double[] replicates) {
    return new Estimate(value, Interval.of(replicates), replicates);
  }

  /// With the basic interval of a figure that can't be below 0: `[2θ − q(.975), 2θ − q(.025)]`.
  /// Source: Davison and Hinkley 1997, section 5.2.
  static Estimate basic(double value, double[] replicates) {
    Interval percentiles = Interval.of(replicates);
    return new Estimate(
        value,
        new Interval(
            Math.max(0, 2 * value - percentiles.high()),
            Math.max(0, 2 * value - percentiles.low())),
        replicates);
  }

  public double value() {
    return value;
  }

  public double low() {
    return interval.low();
  }

  public double high() {
    return interval.high();
  }

  /// Whether there is a figure.
  public boolean exists() {
    return !Double.isNaN(value);
  }

  /// This − the other, on the same resamples.
  public Estimate minus(Estimate other) {
    return combined(other, (a, b) -> a - b);
  }

  /// This / the other, on the same resamples.
  public Estimate ratioTo(Estimate other) {
    return combined(other, (a, b) -> a / b);
  }

  /// @throws IllegalArgumentException when the two don't come from the same resamples
  private Estimate combined(Estimate other, DoubleBinaryOperator operator) {
    if (replicates.length != other.replicates.length) {
      throw new IllegalArgumentException(
          "figures of " + replicates.length + " and " + other.replicates.length + " resamples");
    }
    double[] combined = new double[replicates.length];
    Arrays.setAll(combined, r -> operator.applyAsDouble(replicates[r], other.replicates[r]));
    return of(operator.applyAsDouble(value, other.value), combined);
  }
}
