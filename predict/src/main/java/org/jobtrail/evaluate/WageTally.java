package org.jobtrail.evaluate;

/// What became of the wages of all records.
///
/// @param used within the bounds
/// @param absent not a number
/// @param notPositive 0 or less
/// @param absurd outside the bounds
public record WageTally(long used, long absent, long notPositive, long absurd) {
  /// How many records there are.
  public long records() {
    return used + absent + notPositive + absurd;
  }
}
