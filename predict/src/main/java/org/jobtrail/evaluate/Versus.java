package org.jobtrail.evaluate;

/// Two models that differ in one thing, such as pre-training or the pooling of surveys.
///
/// @param what the thing
/// @param ratio of the perplexities, with / without, paired over people
/// @param auc the difference of AUC of moving, with − without
public record Versus(String what, String without, String with, Estimate ratio, Estimate auc) {}
