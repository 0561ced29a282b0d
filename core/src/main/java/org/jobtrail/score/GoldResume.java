package org.jobtrail.score;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The gold of one résumé by one annotator.
///
/// @param annotator who read it; the gold file's name when its lines don't say
/// @param attributes further text fields of the gold line, such as `language` or `layout`
/// @param asked what this annotator's gold is about: `EMPLOYER` and `PLACE` only if it ever says
///     one
public record GoldResume(
    String id,
    String annotator,
    SortedMap<String, String> attributes,
    List<GoldExperience> experiences,
    Set<Judgement> asked) {
  public GoldResume {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    experiences = List.copyOf(experiences);
    EnumSet<Judgement> sorted = EnumSet.noneOf(Judgement.class);
    sorted.addAll(asked);
    asked = Collections.unmodifiableSet(sorted);
  }

  /// What the annotator says, as if a run had said it.
  List<ScoredExperience> said() {
    return experiences.stream().map(GoldExperience::said).toList();
  }
}
