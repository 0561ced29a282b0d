package org.jobtrail.simulate;

/// As surveys record it; the process treats the two differently in weights and breaks.
public enum Sex {
  FEMALE,
  MALE;

  /// The word that files use.
  public String word() {
    return this == FEMALE ? "female" : "male";
  }
}
