package org.jobtrail.simulate;

/// One yearly step of a career, with the true probability of what happened.
///
/// @param logProbability natural logarithm of `P(state | history)`, at most 0
/// @param stayProbability `P(same state as last December | history)`; 0 for the first step
public record Step(
    int year, Kind kind, YearState state, double logProbability, double stayProbability) {

  /// What a step does.
  public enum Kind {
    /// The first occupation.
    FIRST,
    /// Working on in the same occupation.
    STAY,
    /// To another occupation, with no December between.
    MOVE,
    /// Into a break.
    BREAK,
    /// Still away.
    AWAY,
    /// Back from a break, to whichever occupation.
    RETURN;

    /// The word that files use.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
