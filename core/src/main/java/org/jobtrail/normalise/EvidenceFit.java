package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jobtrail.normalise.labelled.Choices;
import org.jobtrail.normalise.labelled.ConditionalLogit;

/// Fits how evidence is weighed, on titles with known occupations.
///
/// @param untitledOdds of occupations without a labelled title
record EvidenceFit(UntitledOdds untitledOdds) {
  /// Fewer titles say too little about weights.
  static final int ENOUGH = 500;

  /// Fewer titles whose occupation no other title has say too little about such occupations.
  private static final int ENOUGH_UNTITLED = 50;

  /// What such a title counts for when the weights of such occupations are fitted.
  private static final double UNTITLED = 50;

  /// @param addedOdds to the log odds of occupations without a labelled title, at least 0; empty
  ///     where they aren't scored apart from others
  record Fitted(EvidenceScorer scorer, OptionalDouble addedOdds) {}

  /// @param titles each with a right candidate
  /// @return empty below 500 titles
  Optional<Fitted> of(List<JudgedTitle> titles) {
    if (titles.size() < ENOUGH) {
      return Optional.empty();
    }
    EvidenceWeights weights = weights(titles, _ -> 1);
    if (titles.stream().filter(t -> t.isFound(true)).count() < ENOUGH_UNTITLED) {
      return Optional.of(
          new Fitted(new EvidenceScorer(weights, Optional.empty()), OptionalDouble.empty()));
    }
    UntitledOccupations untitled = untitled(titles, weights);
    double added =
        switch (untitledOdds) {
          case UntitledOdds.Times(double times) -> Math.log(times);
          case UntitledOdds.Level _ ->
              LevelledOdds.of(
                  crossFitted(titles, new EvidenceScorer(weights, Optional.of(untitled))));
        };
    return Optional.of(
        new Fitted(
            new EvidenceScorer(weights, Optional.of(untitled.raised(added))),
            OptionalDouble.of(added)));
  }

  /// Titles of occupations without a labelled title, each scored by what the other half taught, for
  /// weights flatter the titles they were fitted on.
  ///
  /// @param byAll for what half of the titles can't be scored apart, as the other has none of them
  private static List<LevelledOdds.Title> crossFitted(
      List<JudgedTitle> titles, EvidenceScorer byAll) {
    List<LevelledOdds.Title> scored = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int left = half;
      List<JudgedTitle> others =
          titles.stream().filter(t -> Halves.ODDS.of(t.key()) != left).toList();
      EvidenceScorer scorer =
          others.stream().anyMatch(t -> t.isFound(true)) ? scorer(others) : byAll;
      titles.stream()
          .filter(t -> t.isUntitled() && Halves.ODDS.of(t.key()) == left)
          .map(t -> LevelledOdds.Title.of(t, scorer))
          .forEach(scored::add);
    }
    return scored;
  }

  private static EvidenceScorer scorer(List<JudgedTitle> titles) {
    EvidenceWeights weights = weights(titles, _ -> 1);
    return new EvidenceScorer(weights, Optional.of(untitled(titles, weights)));
  }

  private static EvidenceWeights weights(
      List<JudgedTitle> titles, ToDoubleFunction<JudgedTitle> times) {
    Choices choices = new Choices(EvidencePart.ALL.length);
    titles.forEach(title -> title.addTo(choices, times.applyAsDouble(title)));
    List<Double> fitted = ConditionalLogit.DEFAULT.fit(choices).weights();
    TreeMap<String, Double> byPart = new TreeMap<>();
    for (EvidencePart part : EvidencePart.ALL) {
      byPart.put(part.word(), fitted.get(part.at()));
    }
    return new EvidenceWeights(byPart);
  }

  /// With the odds that the titles leave them.
  private static UntitledOccupations untitled(List<JudgedTitle> titles, EvidenceWeights titled) {
    EvidenceWeights weights = weights(titles, t -> t.isFound(true) ? UNTITLED : 1);
    return new UntitledOccupations(weights, odds(titles, titled, weights));
  }

  /// A logistic regression, as a choice between "with" and "without a labelled title".
  private static List<Double> odds(
      List<JudgedTitle> titles, EvidenceWeights titled, EvidenceWeights untitled) {
    double[] w = titled.inOrder();
    double[] v = untitled.inOrder();
    Choices choices = new Choices(UntitledOccupations.SIGNS);
    for (JudgedTitle title : titles) {
      if (title.hasBoth()) {
        List<Evidence> candidates = title.candidates();
        double[] signs =
            UntitledOccupations.signs(
                candidates, Evidence.scores(candidates, w), Evidence.scores(candidates, v));
        float[] values = new float[2 * signs.length];
        for (int k = 0; k < signs.length; k++) {
          values[signs.length + k] = (float) signs[k];
        }
        float[] right = {title.isFound(false) ? 1 : 0, title.isFound(true) ? 1 : 0};
        choices.add(values, right, title.weight());
      }
    }
    return ConditionalLogit.DEFAULT.fit(choices).weights();
  }
}
