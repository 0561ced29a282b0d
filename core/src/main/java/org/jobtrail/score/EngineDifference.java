package org.jobtrail.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How the second engine differs from the first, `to − from`, paired by résumé.
///
/// @param resumes over how many
/// @param common whether only over those that both saw; else one that either lacks counts as
///     without experiences there
public record EngineDifference(
    String from,
    String to,
    int resumes,
    boolean common,
    Map<Judgement, Map<Measure, Difference>> differences) {
  public EngineDifference {
    differences = Collections.unmodifiableMap(new EnumMap<>(differences));
  }
}
