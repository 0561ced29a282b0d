package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jobtrail.normalise.labelled.Choices;
import org.jobtrail.normalise.labelled.ConditionalLogit;

/// Fits how evidence is weighed, on titles with known occupations.
final class EvidenceFit {
  /// Fewer titles say too little about weights.
  static final int ENOUGH = 500;

  /// Fewer titles whose occupation no other title has say too little about such occupations.
  private static final int ENOUGH_UNTITLED = 50;

  /// What such a title counts for when the weights of such occupations are fitted.
  private static final double UNTITLED = 50;

  /// So many times the odds that they have are given to such occupations: the others, which are
  /// many, lose little, and they gain much. What more and less costs: `docs/log.md`.
  private static final double ODDS = 4;

  private EvidenceFit() {}

  /// @param titles each with a right candidate
  /// @return empty below 500 titles
  static Optional<EvidenceScorer> of(List<JudgedTitle> titles) {
    if (titles.size() < ENOUGH) {
      return Optional.empty();
    }
    EvidenceWeights weights = weights(titles, _ -> 1);
    return Optional.of(new EvidenceScorer(weights, untitled(titles, weights)));
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

  private static Optional<UntitledOccupations> untitled(
      List<JudgedTitle> titles, EvidenceWeights titled) {
    if (titles.stream().filter(t -> t.isFound(true)).count() < ENOUGH_UNTITLED) {
      return Optional.empty();
    }
    EvidenceWeights weights = weights(titles, t -> t.isFound(true) ? UNTITLED : 1);
    List<Double> odds = new ArrayList<>(odds(titles, titled, weights));
    odds.set(0, odds.getFirst() + Math.log(ODDS));
    return Optional.of(new UntitledOccupations(weights, odds));
  }

  /// A logistic regression, as a choice between "with" and "without a labelled title".
  private static List<Double> odds(
      List<JudgedTitle> titles, EvidenceWeights titled, EvidenceWeights untitled) {
    double[] w = titled.inOrder();
    double[] v = untitled.inOrder();
    Choices choices = new Choices(UntitledOccupations.SIGNS);
    for (JudgedTitle title : titles) {
      if (title.hasBoth()) {
        double[] signs = UntitledOccupations.signs(title.candidates(), w, v);
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
