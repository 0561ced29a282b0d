package org.jobtrail.evaluate;

/// A model trained on a share of the training people.
///
/// @param kind of model
/// @param share of the training people, in `(0, 1]`
/// @param people that it was trained on
public record LearningPoint(
    String kind, double share, long people, Estimate perplexity, Estimate auc) {}
