package org.jobtrail.evaluate;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a kind of model is worth without one of its sources, or with one more.
///
/// @param what the source, such as `history`
/// @param setting what is made of it, such as `last 3 records`
/// @param anew whether a model was trained for it; otherwise the full model was asked again
/// @param people that the model was trained on; empty when it is the full model
/// @param records of the past that are shown; empty when all are
/// @param ratio perplexity / that of the full model, paired over people
public record InformationRow(
    String what,
    String setting,
    boolean anew,
    OptionalLong people,
    OptionalInt records,
    Estimate perplexity,
    Estimate ratio) {
  /// The full model; its ratio is 1.
  public static final String EVERYTHING = "everything";

  public static final String HISTORY = "history";
  public static final String COVARIATES = "covariates";
  public static final String PEOPLE = "training people";
  public static final String TITLES = "titles";
  public static final String POOLING = "pooling";
}
