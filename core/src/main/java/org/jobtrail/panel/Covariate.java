package org.jobtrail.panel;

import java.util.List;

/// A characteristic of people or of their records, in levels: level k of a record is number k.
///
/// Level 0 is always {@link #MISSING}: nothing known, or a category that was never seen before.
///
/// @param name such as `sex`, `education`
/// @param levels the first is {@link #MISSING}, no two the same
public record Covariate(String name, List<String> levels) {
  public static final String MISSING = "missing";

  public Covariate {
    levels = List.copyOf(levels);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a covariate must have a name");
    }
    if (levels.isEmpty() || !levels.getFirst().equals(MISSING)) {
      throw new IllegalArgumentException(
          "the first level of " + name + " must be \"" + MISSING + "\", found " + levels);
    }
    if (levels.stream().distinct().count() != levels.size()) {
      throw new IllegalArgumentException("a level of " + name + " comes twice: " + levels);
    }
  }

  /// The number of a level; 0 for one that is not known.
  public int number(String level) {
    return Math.max(0, levels.indexOf(level));
  }
}
