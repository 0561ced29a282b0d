package org.jobtrail.score;

import java.util.List;
import java.util.Optional;

/// Engines judged against gold.
///
/// @param engines one report each, in the order given
/// @param differences of each engine to each later one; twice where an engine lacks a résumé, the
///     second time over the common ones
/// @param agreement of the annotators, where at least two read one résumé
public record Evaluation(
    List<ExtractionReport> engines,
    List<EngineDifference> differences,
    Optional<AnnotatorAgreement> agreement) {
  public Evaluation {
    engines = List.copyOf(engines);
    differences = List.copyOf(differences);
  }
}
