package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.career.Language;

/// Turns the scores of a title's candidates into probabilities, by language.
///
/// A conditional logit with an outside option ({@link Choice}) gives every candidate and `none
/// of these` a probability; beta calibration ({@link TopCurve}) then corrects the first
/// candidate's, the others and `none` keeping their proportions. Both are fitted on all titles
/// and again for each language, drawn to the common fit by a prior that weighs as much as {@link
/// #WORTH} titles (partial pooling: Gelman and Hill 2007, ch. 12). The first probability never
/// falls when the first score rises. Immutable.
///
/// @param centre subtracted from scores
/// @param scale scores are divided by it then
record Calibrator(
    double centre, double scale, Curves pooled, SortedMap<Language, Curves> byLanguage) {
  /// How many titles the common fit weighs in a language's own.
  static final double WORTH = 100;

  Calibrator {
    byLanguage = Collections.unmodifiableSortedMap(new TreeMap<>(byLanguage));
  }

  /// @param titles how many it was fitted on
  record Curves(int titles, Choice choice, TopCurve top) {}

  static Calibrator fit(List<KnownTitle> titles, ConceptTree tree) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (KnownTitle known : titles) {
      if (!known.title().candidates().isEmpty()) {
        double s = known.title().candidates().getFirst().score();
        sum += s;
        squares += s * s;
        n++;
      }
    }
    double centre = n == 0 ? 0 : sum / n;
    double variance = n == 0 ? 0 : squares / n - centre * centre;
    double scale = variance > 1e-18 ? Math.sqrt(variance) : 1;
    List<Choice.Trial> all = new ArrayList<>();
    SortedMap<Language, List<Choice.Trial>> byLanguage = new TreeMap<>();
    for (KnownTitle known : titles) {
      int size = known.title().candidates().size();
      if (size > 0) {
        double[] z = standard(known.title(), centre, scale);
        boolean[] right = new boolean[size];
        for (int i = 0; i < size; i++) {
          right[i] = known.isRight(i, tree);
        }
        Choice.Trial trial = new Choice.Trial(z, right);
        all.add(trial);
        byLanguage.computeIfAbsent(known.title().language(), _ -> new ArrayList<>()).add(trial);
      }
    }
    Choice choice = Choice.fit(all, Choice.START, all, 0);
    SortedMap<Language, Choice> choices = new TreeMap<>();
    byLanguage.forEach((l, trials) -> choices.put(l, Choice.fit(trials, choice, all, WORTH)));
    List<TopCurve.Trial> tops = new ArrayList<>();
    SortedMap<Language, List<TopCurve.Trial>> topsOf = new TreeMap<>();
    byLanguage.forEach((l, trials) -> topsOf.put(l, tops(trials, choices.getOrDefault(l, choice))));
    topsOf.values().forEach(tops::addAll);
    TopCurve top = TopCurve.fit(tops, TopCurve.SAME, tops, 0);
    SortedMap<Language, Curves> curves = new TreeMap<>();
    topsOf.forEach(
        (l, trials) ->
            curves.put(
                l,
                new Curves(
                    trials.size(),
                    choices.getOrDefault(l, choice),
                    TopCurve.fit(trials, top, tops, WORTH))));
    return new Calibrator(centre, scale, new Curves(all.size(), choice, top), curves);
  }

  private static List<TopCurve.Trial> tops(List<Choice.Trial> trials, Choice choice) {
    return trials.stream().map(t -> t.top(choice)).toList();
  }

  private static double[] standard(ScoredTitle title, double centre, double scale) {
    return title.candidates().stream().mapToDouble(c -> (c.score() - centre) / scale).toArray();
  }

  /// Of every candidate, and of none of them.
  Probabilities of(ScoredTitle title) {
    Curves curves = byLanguage.getOrDefault(title.language(), pooled);
    double[] p = curves.choice.probabilities(standard(title, centre, scale));
    int n = p.length - 1;
    double[] candidates = new double[n];
    if (n == 0) {
      return new Probabilities(candidates, 1);
    }
    double first = curves.top.apply(p[0]);
    double rest = 1 - p[0];
    double factor = rest > 0 ? (1 - first) / rest : 0;
    candidates[0] = rest > 0 ? first : 1;
    double left = 1 - candidates[0];
    for (int i = 1; i < n; i++) {
      // A second never overtakes the first; what it would have had goes to `none`.
      candidates[i] = Math.min(p[i] * factor, candidates[0]);
      left -= candidates[i];
    }
    return new Probabilities(candidates, Math.max(0, left));
  }
}
