package org.jobtrail.score;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The gold of one résumé.
///
/// @param attributes further text fields of the gold line, such as `language` or `layout`
public record GoldResume(
    String id, SortedMap<String, String> attributes, List<GoldExperience> experiences) {
  public GoldResume {
    attributes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    experiences = List.copyOf(experiences);
  }
}
