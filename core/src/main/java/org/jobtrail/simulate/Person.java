package org.jobtrail.simulate;

import org.jobtrail.career.EducationLevel;

/// What is fixed for a person before the career starts; the process conditions on it.
///
/// @param entryYear the first year with an occupation
/// @param lastYear the last year that is seen, at least `entryYear`; drawn without regard to the
///     career, so that censoring tells nothing
public record Person(
    String id,
    Sex sex,
    int birthYear,
    EducationLevel education,
    Region region,
    int entryYear,
    int lastYear) {
  public Person {
    if (entryYear <= birthYear || lastYear < entryYear) {
      throw new IllegalArgumentException(
          "person "
              + id
              + " needs birth year < entry year <= last year, found "
              + birthYear
              + ", "
              + entryYear
              + ", "
              + lastYear);
    }
  }

  /// Completed in the course of the year.
  public int age(int year) {
    return year - birthYear;
  }
}
