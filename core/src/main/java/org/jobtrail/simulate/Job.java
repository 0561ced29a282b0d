package org.jobtrail.simulate;

import java.time.YearMonth;
import java.util.Optional;

/// One post at one employer, as true to the month.
///
/// @param group ISCO-08 unit group
/// @param employer a number that stands for the employer
/// @param employerGroup the unit group in which the person entered that employer; names its sector
/// @param titleDraw picks among the titles of the group, in whichever language
/// @param last the last month worked, or the last month seen
/// @param censored still there when last seen
/// @param side beside the main job
public record Job(
    String group,
    int employer,
    String employerGroup,
    int titleDraw,
    YearMonth first,
    YearMonth last,
    boolean censored,
    boolean side) {
  public Job {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("a job ends before it starts: " + first + ", " + last);
    }
  }

  /// Empty while the job goes on.
  public Optional<YearMonth> end() {
    return censored ? Optional.empty() : Optional.of(last);
  }
}
