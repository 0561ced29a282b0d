package org.jobtrail.normalise;

/// How many times the odds that labelled titles leave them are given to occupations that no
/// labelled title has: many more titles have another one, so whatever these gain, others lose.
public sealed interface UntitledOdds {
  UntitledOdds LEVEL = new Level();

  /// As many as keep their titles as well found as by labels alone ({@link LevelledOdds}).
  record Level() implements UntitledOdds {}

  /// @param times at least 1
  record Times(double times) implements UntitledOdds {
    public Times {
      if (!(times >= 1) || times == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "odds can be given a finite number of times, 1 or more, found " + times);
      }
    }
  }
}
