package org.jobtrail.score;

import java.util.List;
import org.jobtrail.career.CareerDate;

/// One job as the gold has it: every answer that counts as right, the annotator's own first.
///
/// @param titles right titles; the empty string among them means that leaving it out is right
/// @param optional a doubtful entry: no miss when absent, no false positive when found
public record GoldExperience(
    List<String> titles, List<CareerDate> starts, List<CareerDate> ends, boolean optional) {
  public GoldExperience {
    titles = List.copyOf(titles);
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
    if (titles.isEmpty() || starts.isEmpty() || ends.isEmpty()) {
      throw new IllegalArgumentException("gold needs one right answer for each field at least");
    }
  }
}
