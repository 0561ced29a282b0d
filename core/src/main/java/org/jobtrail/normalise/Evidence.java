package org.jobtrail.normalise;

import java.util.List;
import java.util.Optional;
import org.jobtrail.taxonomy.Label;

/// What speaks for one concept beside one title, before it is weighted. Its values are shared, for
/// there are a hundred of them for each title; nobody may change them.
final class Evidence {
  private final int concept;
  private final Optional<LabelMatch> match;
  private final List<Label> labels;
  private final int nearest;
  private final double[] values;

  /// @param concept position among the taxonomy's coded concepts
  /// @param match the label whose words are like the title's; empty when there is none
  /// @param labels of the concept, from which one is read only where it is told
  /// @param nearest position of the label whose meaning is nearest; -1 for a concept without any
  /// @param values `[parts]` in the order of {@link EvidencePart}, not copied
  Evidence(
      int concept, Optional<LabelMatch> match, List<Label> labels, int nearest, double[] values) {
    this.concept = concept;
    this.match = match;
    this.labels = labels;
    this.nearest = nearest;
    this.values = values;
  }

  int concept() {
    return concept;
  }

  Optional<LabelMatch> match() {
    return match;
  }

  /// The same with other values.
  Evidence with(double[] others) {
    return new Evidence(concept, match, labels, nearest, others);
  }

  /// `[parts]`
  double[] values() {
    return values;
  }

  double value(EvidencePart part) {
    return values[part.at()];
  }

  /// Whether labelled titles are known, and none of them has this occupation.
  boolean isUntitled() {
    return values[EvidencePart.UNTITLED.at()] > 0;
  }

  /// @param weights `[parts]`
  double score(double[] weights) {
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      sum += weights[k] * values[k];
    }
    return sum;
  }

  /// @param weights `[parts]`
  /// @return `[candidates]`
  static double[] scores(List<Evidence> candidates, double[] weights) {
    return candidates.stream().mapToDouble(one -> one.score(weights)).toArray();
  }

  String what(EvidencePart part) {
    if (part.lexical.isPresent() && match.isPresent()) {
      return match.get().what(part.lexical.get());
    }
    if (part == EvidencePart.MEANING && nearest >= 0) {
      Label label = labels.get(nearest);
      return part.what + " \"" + label.text() + "\" (" + label.language().code() + ')';
    }
    return part.what;
  }
}
