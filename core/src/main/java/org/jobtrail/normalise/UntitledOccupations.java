package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How occupations that no labelled title has are scored beside those that have some.
///
/// What labelled titles say is silent about the former, so weights that are right for the latter
/// push them too far down. They have weights of their own, and an amount is added to the scores of
/// all of them, the same for all candidates of one title. Scores are log odds of a mixture:
/// `p(c) = (1 − q) exp(w·x) / Σ exp(w·x)` over those with titles, `q exp(v·x) / Σ exp(v·x)` over
/// those without, `q = σ(o·s)` for the title's signs s; with the amount
/// `o·s + ln Σ exp(w·x) − ln Σ exp(v·x)` both have the same scale. Why, and what else was tried:
/// `docs/log.md`.
///
/// @param weights v
/// @param odds o, one for each of the {@link #SIGNS}, finite
record UntitledOccupations(EvidenceWeights weights, List<Double> odds) {
  /// A constant; how much more the untitled ones have of what v and what w makes of all; the
  /// greatest `ln p` of the classifier, the closest labelled title, its square; whether a label of
  /// an untitled one and of another equals the title.
  static final int SIGNS = 8;

  UntitledOccupations {
    odds = List.copyOf(odds);
    if (odds.size() != SIGNS || odds.stream().anyMatch(o -> !Double.isFinite(o))) {
      throw new IllegalArgumentException(
          "untitled occupations need " + SIGNS + " finite odds, found " + odds);
    }
  }

  /// The same with more log odds for every title.
  UntitledOccupations raised(double logOdds) {
    List<Double> raised = new ArrayList<>(odds);
    raised.set(0, odds.getFirst() + logOdds);
    return new UntitledOccupations(weights, raised);
  }

  /// What is added to the scores of untitled occupations.
  ///
  /// @param byTitled w·x, `[candidates]`
  /// @param byUntitled v·x, `[candidates]`
  double added(List<Evidence> candidates, double[] byTitled, double[] byUntitled) {
    Sums w = Sums.of(candidates, byTitled);
    Sums v = Sums.of(candidates, byUntitled);
    if (!w.both()) {
      return 0;
    }
    double[] signs = signs(candidates, w, v);
    double added = w.titled - v.untitled;
    for (int k = 0; k < SIGNS; k++) {
      added += odds.get(k) * signs[k];
    }
    return added;
  }

  /// `[SIGNS]` of one title; all zero unless it has candidates of both kinds.
  ///
  /// @param byTitled w·x, `[candidates]`
  /// @param byUntitled v·x, `[candidates]`
  static double[] signs(List<Evidence> candidates, double[] byTitled, double[] byUntitled) {
    Sums w = Sums.of(candidates, byTitled);
    return w.both() ? signs(candidates, w, Sums.of(candidates, byUntitled)) : new double[SIGNS];
  }

  private static double[] signs(List<Evidence> candidates, Sums w, Sums v) {
    double classified = Double.NEGATIVE_INFINITY;
    double closest = 0;
    double equalUntitled = 0;
    double equal = 0;
    for (Evidence one : candidates) {
      double label = one.value(EvidencePart.EQUAL);
      if (one.isUntitled()) {
        equalUntitled = Math.max(equalUntitled, label);
      } else {
        equal = Math.max(equal, label);
        classified = Math.max(classified, one.value(EvidencePart.CLASSIFIER));
        closest = Math.max(closest, one.value(EvidencePart.CLOSEST));
      }
    }
    return new double[] {
      1,
      v.untitled - v.titled,
      w.untitled - w.titled,
      classified,
      closest,
      closest * closest,
      equalUntitled,
      equal
    };
  }

  /// `ln Σ exp(score)` over the candidates of either kind; minus infinity where there are none.
  private record Sums(double titled, double untitled) {
    static Sums of(List<Evidence> candidates, double[] scores) {
      return new Sums(sum(candidates, scores, false), sum(candidates, scores, true));
    }

    boolean both() {
      return titled > Double.NEGATIVE_INFINITY && untitled > Double.NEGATIVE_INFINITY;
    }

    private static double sum(List<Evidence> candidates, double[] scores, boolean untitled) {
      double[] some =
          IntStream.range(0, scores.length)
              .filter(i -> candidates.get(i).isUntitled() == untitled)
              .mapToDouble(i -> scores[i])
              .toArray();
      double most = Arrays.stream(some).max().orElse(Double.NEGATIVE_INFINITY);
      return some.length == 0
          ? most
          : most + Math.log(Arrays.stream(some).map(s -> Math.exp(s - most)).sum());
    }
  }
}
