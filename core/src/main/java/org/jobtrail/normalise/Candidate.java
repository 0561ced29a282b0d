package org.jobtrail.normalise;

import java.util.List;
import org.jobtrail.taxonomy.OccupationCode;

/// One occupation that a title may name.
///
/// @param label the concept's preferred label in the query's language, else in English
/// @param score the method's own scale, higher is better; equals the sum of the reasons
/// @param probability calibrated, or that it isn't
/// @param reasons what the score is made of
public record Candidate(
    OccupationCode occupation,
    String label,
    double score,
    Probability probability,
    List<Reason> reasons) {
  public Candidate {
    reasons = List.copyOf(reasons);
  }

  /// @param what such as `label "softwareontwikkelaar" (nl), word overlap`
  /// @param amount what it adds to the score
  public record Reason(String what, double amount) {}

  /// A score is called a probability only when it was calibrated.
  public sealed interface Probability {
    /// @param value in `[0, 1]`
    record Calibrated(double value) implements Probability {
      public Calibrated {
        if (!(value >= 0 && value <= 1)) {
          throw new IllegalArgumentException("probability must be in [0, 1], found " + value);
        }
      }
    }

    record Uncalibrated() implements Probability {}
  }
}
