package org.jobtrail.normalise.confidence;

/// How likely each candidate of a title is the occupation it names, and how likely none is.
///
/// All of them sum to 1. Of the true occupations of a title exactly one counts as named.
public final class Probabilities {
  private final double[] ofCandidates;
  private final double unknown;

  /// @param ofCandidates not kept by anyone else
  Probabilities(double[] ofCandidates, double unknown) {
    this.ofCandidates = ofCandidates;
    this.unknown = unknown;
  }

  /// How many candidates there are.
  public int size() {
    return ofCandidates.length;
  }

  /// Of the candidate at the position, in the order in which they were scored; in `[0, 1]`.
  public double of(int candidate) {
    return ofCandidates[candidate];
  }

  /// That the title names none of the candidates; in `[0, 1]`, 1 without any candidate.
  public double unknown() {
    return unknown;
  }
}
