package org.jobtrail.career;

/// A date with the words that state it.
///
/// @param date what the words mean
/// @param quote the words; absent exactly when the date is unknown
public record StatedDate(CareerDate date, Stated quote) {
  public static final StatedDate UNKNOWN = new StatedDate(CareerDate.unknown(), Stated.absent());

  public StatedDate {
    if ((date instanceof CareerDate.Unknown) != (quote instanceof Stated.Absent)) {
      throw new IllegalArgumentException("a date needs a quote, an unknown date has none: " + date);
    }
  }
}
