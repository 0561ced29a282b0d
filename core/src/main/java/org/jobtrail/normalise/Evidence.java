package org.jobtrail.normalise;

import java.util.Optional;
import org.jobtrail.taxonomy.Label;

/// What speaks for one concept beside one title, before it is weighted.
///
/// @param concept position among the taxonomy's coded concepts
/// @param match the label whose words are like the title's; empty when there is none
/// @param nearest the label whose meaning is nearest; empty for a concept without labels
/// @param values `[parts]` in the order of {@link EvidencePart}
record Evidence(int concept, Optional<LabelMatch> match, Optional<Label> nearest, double[] values) {
  double value(EvidencePart part) {
    return values[part.ordinal()];
  }

  /// @param weights `[parts]`
  double score(double[] weights) {
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      sum += weights[k] * values[k];
    }
    return sum;
  }

  String what(EvidencePart part) {
    if (part.lexical.isPresent() && match.isPresent()) {
      return match.get().what(part.lexical.get());
    }
    if (part == EvidencePart.MEANING && nearest.isPresent()) {
      Label label = nearest.get();
      return part.what + " \"" + label.text() + "\" (" + label.language().code() + ')';
    }
    return part.what;
  }
}
