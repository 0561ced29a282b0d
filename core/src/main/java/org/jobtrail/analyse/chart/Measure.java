package org.jobtrail.analyse.chart;

/// A value with an interval, all NaN when it is not published, the interval NaN when there is none.
///
/// @param shown the value as text
public record Measure(double value, double low, double high, String shown) {
  boolean published() {
    return !Double.isNaN(value);
  }

  boolean hasInterval() {
    return published() && Double.isFinite(low) && Double.isFinite(high);
  }

  double top() {
    return hasInterval() ? Math.max(value, high) : value;
  }

  double bottom() {
    return hasInterval() ? Math.min(value, low) : value;
  }
}
