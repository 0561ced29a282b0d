package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jobtrail.normalise.labelled.Choices;

/// The evidence for a title's candidates with which of them are right: what {@link EvidenceFit}
/// learns from. Values are kept as floats, for all titles are held at one time.
final class JudgedTitle {
  private static final int PARTS = EvidencePart.ALL.length;

  private final About about;
  private final float[] values;
  private final float[] right;

  private JudgedTitle(About about, float[] values, float[] right) {
    this.about = about;
    this.values = values;
    this.right = right;
  }

  /// What is known of the title besides.
  ///
  /// @param key equal for titles that mean the same
  /// @param weight how many such titles it stands for, above 0
  /// @param byLabels reciprocal rank of a right candidate by labels alone, 0 where there is none
  record About(String key, double weight, double byLabels) {}

  static JudgedTitle of(About about, List<Evidence> candidates, Predicate<Evidence> isRight) {
    float[] right = new float[candidates.size()];
    float[] values = new float[right.length * PARTS];
    for (int i = 0; i < right.length; i++) {
      Evidence one = candidates.get(i);
      right[i] = isRight.test(one) ? 1 : 0;
      for (int k = 0; k < PARTS; k++) {
        values[i * PARTS + k] = (float) one.values()[k];
      }
    }
    return new JudgedTitle(about, values, right);
  }

  /// Values alone, without what they come from; each one's concept is its position.
  List<Evidence> candidates() {
    List<Evidence> candidates = new ArrayList<>(right.length);
    for (int i = 0; i < right.length; i++) {
      double[] of = new double[PARTS];
      for (int k = 0; k < PARTS; k++) {
        of[k] = values[i * PARTS + k];
      }
      candidates.add(new Evidence(i, Optional.empty(), List.of(), -1, of));
    }
    return candidates;
  }

  String key() {
    return about.key;
  }

  double weight() {
    return about.weight;
  }

  /// How well it is found by labels alone, `[0, 1]`.
  double byLabels() {
    return about.byLabels;
  }

  boolean isRight(int candidate) {
    return right[candidate] > 0;
  }

  /// Whether right candidates are found, and none of them has a labelled title.
  boolean isUntitled() {
    return isFound(true) && !isFound(false);
  }

  /// Whether any candidate is right.
  boolean isFound() {
    return isFound(false) || isFound(true);
  }

  /// Whether a right candidate is one with, or without, a labelled title.
  boolean isFound(boolean untitled) {
    for (int i = 0; i < right.length; i++) {
      if (isRight(i) && isUntitled(i) == untitled) {
        return true;
      }
    }
    return false;
  }

  /// Whether there are candidates with a labelled title, and others without.
  boolean hasBoth() {
    int untitled = 0;
    for (int i = 0; i < right.length; i++) {
      untitled += isUntitled(i) ? 1 : 0;
    }
    return untitled > 0 && untitled < right.length;
  }

  private boolean isUntitled(int candidate) {
    return values[candidate * PARTS + EvidencePart.UNTITLED.at()] > 0;
  }

  /// @param times how many such titles this one counts for
  void addTo(Choices choices, double times) {
    choices.add(values, right, times * about.weight);
  }
}
