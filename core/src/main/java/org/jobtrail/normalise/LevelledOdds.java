package org.jobtrail.normalise;

import java.util.List;
import org.jobtrail.normalise.EvidenceScorer.Scored;

/// What is added to the log odds of occupations without a labelled title, so that labelled titles
/// don't make them harder to find than labels alone do.
///
/// With d added, the right occupation of a title, one without labelled titles, has the reciprocal
/// rank `r(d) = 1 / (1 + u + #{i : gᵢ ≥ d})`: u others of its kind score at least as much, and a
/// titled one i scores `gᵢ` more. Ties count against it; r never falls with d. Wanted is the least
/// d of `[0, ln 1000]` with `Σ W r(d) ≥ Σ W l`, W a title's weight, l the reciprocal rank by labels
/// alone.
final class LevelledOdds {
  /// More times the odds are not given, level or not.
  static final double MOST = Math.log(1000);

  /// Of the interval; what is left of it is 6e-12.
  private static final int HALVINGS = 40;

  /// Sums that should be equal differ by no more.
  private static final double ROUNDING = 1e-9;

  private LevelledOdds() {}

  /// @param byLabels reciprocal rank by labels alone, `[0, 1]`
  /// @param untitledAbove u, at least 0
  /// @param gaps g, `[titled candidates]`
  record Title(double weight, double byLabels, int untitledAbove, List<Double> gaps) {
    Title {
      gaps = List.copyOf(gaps);
    }

    /// @param judged whose right candidates are all without a labelled title
    /// @param scorer that was not fitted on it
    static Title of(JudgedTitle judged, EvidenceScorer scorer) {
      List<Scored> ranked = scorer.ranked(judged.candidates());
      double right =
          ranked.stream()
              .filter(s -> judged.isRight(s.evidence().concept()))
              .mapToDouble(Scored::score)
              .max()
              .orElseThrow();
      // The best right one is among those that score so much: it stands for the rank's 1.
      long untitled =
          ranked.stream()
              .filter(s -> s.evidence().isUntitled() && s.score() >= right)
              .filter(s -> !judged.isRight(s.evidence().concept()))
              .count();
      List<Double> gaps =
          ranked.stream()
              .filter(s -> !s.evidence().isUntitled())
              .map(s -> s.score() - right)
              .toList();
      return new Title(judged.weight(), judged.byLabels(), (int) untitled, gaps);
    }

    double reciprocalRank(double added) {
      return 1.0 / (1 + untitledAbove + gaps.stream().filter(g -> g >= added).count());
    }
  }

  /// The wanted d, at most 6e-12 above the least one; ln 1000 where none is enough.
  static double of(List<Title> titles) {
    if (isLevel(titles, 0)) {
      return 0;
    }
    double less = 0;
    double enough = MOST;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (less + enough) / 2;
      if (isLevel(titles, middle)) {
        enough = middle;
      } else {
        less = middle;
      }
    }
    return enough;
  }

  /// Whether titles find their occupations as well as by labels alone.
  static boolean isLevel(List<Title> titles, double added) {
    double more = 0;
    for (Title title : titles) {
      more += title.weight * (title.reciprocalRank(added) - title.byLabels);
    }
    return more >= -ROUNDING;
  }
}
