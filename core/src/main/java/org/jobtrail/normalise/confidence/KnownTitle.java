package org.jobtrail.normalise.confidence;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
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

  /// With the key that most callers want: the title's letters and digits in lower case, without
  /// accents, and its language.
  public static KnownTitle of(String title, ScoredTitle scored, List<OccupationCode> truth) {
    String folded =
        Normalizer.normalize(title.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip();
    return new KnownTitle(folded + '\t' + scored.language().code(), scored, truth);
  }

  /// Whether the candidate is a true concept, or lies below a true group.
  boolean isRight(int candidate, ConceptTree tree) {
    int node = tree.node(title.concept(candidate));
    return truth.stream()
        .mapToInt(tree::node)
        .anyMatch(t -> node == t || (tree.isGroup(t) && tree.isWithin(node, t)));
  }
}
