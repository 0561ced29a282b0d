package org.jobtrail.score;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Precision;

/// How one predicted experience agrees with one of the gold.
final class Agreement {
  private Agreement() {}

  /// The weight of the pair in the alignment: title similarity times date overlap.
  ///
  /// A small constant on each factor lets a pair be aligned by its title alone or by its dates
  /// alone, so that the other field is counted as wrong instead of both as missing.
  static double weight(GoldExperience gold, ScoredExperience predicted) {
    double title = similarity(gold.titles(), predicted.title());
    double dates =
        (overlap(gold.starts(), predicted.start()) + overlap(gold.ends(), predicted.end())) / 2;
    return title < 0.3 && dates < 0.5 ? 0 : (0.05 + title) * (0.05 + dates);
  }

  /// Everything that is right in the pair.
  static Set<Judgement> right(GoldExperience gold, ScoredExperience predicted) {
    Set<Judgement> right = EnumSet.noneOf(Judgement.class);
    String title = TitleSimilarity.fold(predicted.title());
    add(
        right,
        Judgement.TITLE_EXACT,
        gold.titles().stream().anyMatch(t -> TitleSimilarity.fold(t).equals(title)));
    add(right, Judgement.TITLE, alike(gold.titles(), predicted.title()));
    add(right, Judgement.EMPLOYER, alike(gold.employers(), predicted.employer()));
    add(right, Judgement.PLACE, alike(gold.places(), predicted.place()));
    add(right, Judgement.START_YEAR, any(gold.starts(), predicted.start(), false));
    add(right, Judgement.START_MONTH, any(gold.starts(), predicted.start(), true));
    add(right, Judgement.END_YEAR, any(gold.ends(), predicted.end(), false));
    add(right, Judgement.END_MONTH, any(gold.ends(), predicted.end(), true));
    add(
        right,
        Judgement.WHOLE,
        right.containsAll(List.of(Judgement.TITLE, Judgement.START_YEAR, Judgement.END_YEAR)));
    add(
        right,
        Judgement.WHOLE_MONTH,
        right.containsAll(List.of(Judgement.TITLE, Judgement.START_MONTH, Judgement.END_MONTH)));
    return right;
  }

  private static void add(Set<Judgement> right, Judgement judgement, boolean holds) {
    if (holds) {
      right.add(judgement);
    }
  }

  private static boolean alike(List<String> right, String predicted) {
    return similarity(right, predicted) >= TitleSimilarity.SAME;
  }

  /// The best of all right answers; two empty ones agree, an empty one with no other.
  private static double similarity(List<String> right, String predicted) {
    return right.stream()
        .mapToDouble(
            r ->
                r.isEmpty() || predicted.isEmpty()
                    ? (r.isEmpty() && predicted.isEmpty() ? 1 : 0)
                    : TitleSimilarity.of(r, predicted))
        .max()
        .orElse(0);
  }

  private static boolean any(Collection<CareerDate> right, CareerDate predicted, boolean atMonth) {
    return right.stream().anyMatch(r -> same(r, predicted, atMonth));
  }

  /// Equal at year, or at month as far as the gold states one; a finer gold wants the month.
  static boolean same(CareerDate gold, CareerDate predicted, boolean atMonth) {
    if (!(gold instanceof CareerDate.Known(LocalDate g, Precision coarse))
        || !(predicted instanceof CareerDate.Known(LocalDate p, Precision fine))) {
      return gold.equals(predicted);
    }
    if (!atMonth) {
      return g.getYear() == p.getYear();
    }
    return switch (coarse) {
      case DAY, MONTH ->
          fine.compareTo(Precision.MONTH) <= 0 && g.withDayOfMonth(1).equals(p.withDayOfMonth(1));
      case QUARTER, YEAR -> coarse == fine && g.equals(p);
    };
  }

  /// 1 for the same month, falling with the distance to 0 at two years; unknowns agree with
  /// unknowns.
  private static double overlap(Collection<CareerDate> right, CareerDate predicted) {
    double best = 0;
    for (CareerDate gold : right) {
      if (gold instanceof CareerDate.Known(LocalDate g, _)
          && predicted instanceof CareerDate.Known(LocalDate p, _)) {
        long months =
            Math.abs(12L * (g.getYear() - p.getYear()) + g.getMonthValue() - p.getMonthValue());
        best =
            Math.max(
                best,
                g.getYear() == p.getYear() ? 1 - months / 48.0 : Math.max(0, 0.7 - months / 24.0));
      } else if (gold.equals(predicted)) {
        best = 1;
      }
    }
    return best;
  }
}
