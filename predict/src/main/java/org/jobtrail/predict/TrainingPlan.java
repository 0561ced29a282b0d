package org.jobtrail.predict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What a training will take, reckoned without training or loading a model.
///
/// @param counts by name in the order they are shown; names of bytes end in `_bytes`, of time in
///     `_seconds`
/// @param tooGreat why it doesn't fit into memory; empty where it does, or nobody knows
public record TrainingPlan(SequencedMap<String, Long> counts, Optional<String> tooGreat) {
  public TrainingPlan {
    counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
  }

  /// A trainer that can tell.
  public interface Teller {
    /// @param run as it would be trained with; nothing is written
    TrainingPlan plan(org.jobtrail.panel.Panel panel, TrainingRun run) throws java.io.IOException;
  }
}
