package org.jobtrail.evaluate;

import java.util.List;

/// What a leaderboard tells beyond its table, as far as it was asked for.
///
/// @param information what parts of the past and of the covariates are worth
/// @param learning perplexity by the share of the training people
/// @param forecasts years ahead
/// @param versus pairs of models that differ in one thing
public record Extras(
    List<Information> information,
    List<LearningPoint> learning,
    List<Forecast> forecasts,
    List<Versus> versus) {
  public static final Extras NONE = new Extras(List.of(), List.of(), List.of(), List.of());

  public Extras {
    information = List.copyOf(information);
    learning = List.copyOf(learning);
    forecasts = List.copyOf(forecasts);
    versus = List.copyOf(versus);
  }
}
