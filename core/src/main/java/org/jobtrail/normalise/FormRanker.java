package org.jobtrail.normalise;

import java.util.List;

/// Scores every one of some given forms against a title: what benchmarks compare.
///
/// The contract that every implementation is tested against: one finite score for each form, the
/// same title the same scores whatever was asked before, forms of equal text, language and concept
/// equal scores. Safe for use by several threads.
public interface FormRanker {
  /// The method's name, such as `char-tfidf-2-4`.
  String name();

  /// @return length n, in the order of the forms given; higher is better, the scale is the method's
  float[] scores(TitleQuery query);

  /// Makes a ranker that knows nothing but the forms it is given.
  @FunctionalInterface
  interface Factory {
    FormRanker over(List<Form> forms);
  }
}
