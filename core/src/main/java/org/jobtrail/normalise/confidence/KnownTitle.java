package org.jobtrail.normalise.confidence;

import java.util.List;
import org.jobtrail.taxonomy.OccupationCode;

/// A title with its candidates and what is true of it: what calibration is fitted on.
///
/// The scores must come from a normaliser that did not see this title's truth.
///
/// @param key equal for titles that mean the same, such as the folded title and its language:
///     titles with one key are never split between what is fitted and what is held out
/// @param truth one or several concepts; a group is true when nothing finer is known
public record KnownTitle(String key, ScoredTitle title, List<OccupationCode> truth) {
  public KnownTitle {
    truth = List.copyOf(truth);
    if (truth.isEmpty()) {
      throw new IllegalArgumentException("a known title needs a true concept, \"" + key + '"');
    }
  }

  /// Whether the candidate is a true concept, or lies below a true group.
  boolean isRight(int candidate, ConceptTree tree) {
    int node = tree.node(title.concept(candidate));
    return truth.stream().anyMatch(t -> tree.isWithin(node, tree.node(t)));
  }
}
