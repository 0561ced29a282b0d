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
/// of these` a probability; beta calibration ({@link TopCurve}) and what it misses ({@link
/// LocalCurve}) then correct the first candidate's, the others and `none` keeping their
/// proportions. All are fitted on all titles and for each language, whose fit is drawn to the
/// common one by a prior that weighs as much as {@link #WORTH} titles (partial pooling: Gelman
/// and Hill 2007, ch. 12). The first probability never falls when the first score rises.
/// Immutable.
///
/// @param centre subtracted from scores
/// @param scale scores are divided by it then
record Calibrator(
    double centre, double scale, Curves pooled, SortedMap<Language, Curves> byLanguage) {
  /// How many titles the common fit weighs in a language's own.
  static final double WORTH = 30;

  Calibrator {
    byLanguage = Collections.unmodifiableSortedMap(new TreeMap<>(byLanguage));
  }

  /// @param titles how many it was fitted on
  record Curves(int titles, Choice choice, TopCurve top, LocalCurve local) {
    double first(double p) {
      return local.apply(top.apply(p));
    }
  }

  static Calibrator fit(List<KnownTitle> titles, ConceptTree tree) {
    double[] firsts =
        titles.stream()
            .filter(k -> !k.title().candidates().isEmpty())
            .mapToDouble(k -> k.title().candidates().getFirst().score())
            .toArray();
    double sum = 0;
    double squares = 0;
    for (double s : firsts) {
      sum += s;
    }
    double centre = firsts.length == 0 ? 0 : sum / firsts.length;
    for (double s : firsts) {
      squares += (s - centre) * (s - centre);
    }
    double deviation = firsts.length == 0 ? 0 : Math.sqrt(squares / firsts.length);
    double scale = deviation > 1e-9 * Math.abs(centre) ? deviation : 1;
    List<Choice.Trial> all = new ArrayList<>();
    SortedMap<Language, List<Choice.Trial>> byLanguage = new TreeMap<>();
    for (KnownTitle known : titles) {
      int size = known.title().candidates().size();
      if (size > 0) {
        boolean[] right = new boolean[size];
        for (int i = 0; i < size; i++) {
          right[i] = known.isRight(i, tree);
        }
        Choice.Trial trial = new Choice.Trial(standard(known.title(), centre, scale), right);
        all.add(trial);
        byLanguage.computeIfAbsent(known.title().language(), _ -> new ArrayList<>()).add(trial);
      }
    }
    return fit(centre, scale, all, byLanguage);
  }

  private static Calibrator fit(
      double centre,
      double scale,
      List<Choice.Trial> all,
      SortedMap<Language, List<Choice.Trial>> byLanguage) {
    Choice choice = Choice.fit(all, Choice.START, all, 0);
    SortedMap<Language, Choice> choices = new TreeMap<>();
    SortedMap<Language, List<TopCurve.Trial>> tops = new TreeMap<>();
    List<TopCurve.Trial> allTops = new ArrayList<>();
    byLanguage.forEach(
        (language, trials) -> {
          Choice own = Choice.fit(trials, choice, all, WORTH);
          choices.put(language, own);
          List<TopCurve.Trial> top = trials.stream().map(t -> t.top(own)).toList();
          tops.put(language, top);
          allTops.addAll(top);
        });
    TopCurve top = TopCurve.fit(allTops, TopCurve.SAME, allTops, 0);
    SortedMap<Language, Curves> curves = new TreeMap<>();
    tops.forEach(
        (language, trials) ->
            curves.put(
                language,
                curves(
                    choices.getOrDefault(language, choice),
                    TopCurve.fit(trials, top, allTops, WORTH),
                    trials)));
    List<TopCurve.Trial> common = all.stream().map(t -> t.top(choice)).toList();
    TopCurve commonTop = TopCurve.fit(common, TopCurve.SAME, common, 0);
    return new Calibrator(centre, scale, curves(choice, commonTop, common), curves);
  }

  private static Curves curves(Choice choice, TopCurve top, List<TopCurve.Trial> trials) {
    LocalCurve local =
        LocalCurve.fit(
            trials.stream().map(t -> new TopCurve.Trial(top.apply(t.p()), t.right())).toList());
    return new Curves(trials.size(), choice, top, local);
  }

  private static double[] standard(ScoredTitle title, double centre, double scale) {
    double[] z = new double[title.candidates().size()];
    for (int i = 0; i < z.length; i++) {
      z[i] = (title.candidates().get(i).score() - centre) / scale;
    }
    return z;
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
    candidates[0] = curves.first(p[0]);
    double left = 1 - candidates[0];
    double rest = 1 - p[0];
    double factor = rest > 0 ? left / rest : 0;
    for (int i = 1; i < n; i++) {
      // A second never overtakes the first; what it would have had goes to `none`.
      candidates[i] = Math.min(p[i] * factor, candidates[0]);
      left -= candidates[i];
    }
    return new Probabilities(candidates, Math.clamp(left, 0, 1));
  }

  void write(String name, Rows rows) {
    rows.put(name + " scale", centre, scale);
    write(name + " all", pooled, rows);
    rows.put(
        name + " languages",
        String.join(" ", byLanguage.keySet().stream().map(Language::code).toList()));
    byLanguage.forEach((language, curves) -> write(name + ' ' + language.code(), curves, rows));
  }

  private static void write(String name, Curves curves, Rows rows) {
    rows.put(name + " titles", curves.titles);
    rows.put(name + " choice", curves.choice.weights());
    rows.put(name + " top", curves.top.weights());
    rows.put(name + " from", curves.local.from());
    rows.put(name + " to", curves.local.to());
  }

  static Calibrator read(String name, Rows rows) {
    double[] scale = rows.numbers(name + " scale", 2);
    SortedMap<Language, Curves> byLanguage = new TreeMap<>();
    for (String code : rows.text(name + " languages").split(" ")) {
      if (!code.isEmpty()) {
        byLanguage.put(new Language(code), curves(name + ' ' + code, rows));
      }
    }
    return new Calibrator(scale[0], scale[1], curves(name + " all", rows), byLanguage);
  }

  private static Curves curves(String name, Rows rows) {
    return new Curves(
        (int) rows.numbers(name + " titles", 1)[0],
        Choice.of(rows.numbers(name + " choice", 4)),
        TopCurve.of(rows.numbers(name + " top", 3)),
        new LocalCurve(rows.numbers(name + " from"), rows.numbers(name + " to")));
  }
}
