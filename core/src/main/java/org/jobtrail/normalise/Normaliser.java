package org.jobtrail.normalise;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// Gives job titles their occupations: JobHop's second half (arXiv 2505.07653).
///
/// The contract that every implementation is tested against: one coding per query in the queries'
/// order, candidates by descending score and each concept once, the same query the same coding
/// whatever stands beside it in the batch. Safe for use by several threads.
public interface Normaliser {
  /// The method's name and version, such as `lexical-2`.
  String name();

  /// The taxonomy's name and version, such as `ESCO 1.2.0`.
  String taxonomy();

  /// On what the probabilities were calibrated and how well that held, one line for manifests;
  /// starts with `none` when every candidate is uncalibrated.
  String calibration();

  /// How the method of a title that a person's rule answers begins, in datasets.
  String RULE = "rule ";

  /// What answers the query: the method's name, or a rule that a person made.
  default String method(TitleQuery query) {
    return name();
  }

  /// What else decides the answers, such as a file's SHA-256, for manifests; a dotted name nests.
  default SortedMap<String, String> versions() {
    return Collections.emptySortedMap();
  }

  /// @param top how many candidates to return for each at most, at least 1
  List<Coding> code(List<TitleQuery> queries, int top);
}
