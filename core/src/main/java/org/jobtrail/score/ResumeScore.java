package org.jobtrail.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jobtrail.career.CareerDate;
import org.jobtrail.score.ExtractionReport.Miss;

/// The counts of one résumé, from which every figure is a sum.
///
/// @param gold per judgement, how many answers the gold wants
/// @param predicted per judgement, how many answers were given
/// @param right per judgement, how many of them are right
/// @param misses what went wrong, in words for a reader
record ResumeScore(
    GoldResume resume,
    Map<Judgement, Integer> gold,
    Map<Judgement, Integer> predicted,
    Map<Judgement, Integer> right,
    List<Miss> misses) {

  static ResumeScore of(GoldResume resume, List<ScoredExperience> predicted) {
    List<GoldExperience> gold = resume.experiences();
    double[][] weight = new double[gold.size()][predicted.size()];
    for (int i = 0; i < gold.size(); i++) {
      for (int j = 0; j < predicted.size(); j++) {
        weight[i][j] = Agreement.weight(gold.get(i), predicted.get(j));
      }
    }
    int[] match = Assignment.maximise(weight);
    ResumeScore score =
        new ResumeScore(
            resume,
            new EnumMap<>(Judgement.class),
            new EnumMap<>(Judgement.class),
            new EnumMap<>(Judgement.class),
            new ArrayList<>());
    boolean[] taken = new boolean[predicted.size()];
    for (int i = 0; i < gold.size(); i++) {
      GoldExperience g = gold.get(i);
      boolean found = match[i] >= 0;
      if (found) {
        taken[match[i]] = true;
      }
      if (g.optional()) {
        continue;
      }
      count(score.gold, g.titles().getFirst(), g.starts().getFirst(), g.ends().getFirst());
      if (!found) {
        score.misses.add(new Miss(resume.id(), "missing", words(g), ""));
        continue;
      }
      ScoredExperience p = predicted.get(match[i]);
      count(score.predicted, p.title(), p.start(), p.end());
      score.countRight(g, p);
    }
    for (int j = 0; j < predicted.size(); j++) {
      if (!taken[j]) {
        ScoredExperience p = predicted.get(j);
        count(score.predicted, p.title(), p.start(), p.end());
        score.misses.add(new Miss(resume.id(), "spurious", "", words(p)));
      }
    }
    return score;
  }

  private void countRight(GoldExperience g, ScoredExperience p) {
    Set<Judgement> agreed = Agreement.right(g, p);
    for (Judgement judgement : agreed) {
      if (given(judgement, g.titles().getFirst(), g.starts().getFirst(), g.ends().getFirst())
          && given(judgement, p.title(), p.start(), p.end())) {
        right.merge(judgement, 1, Integer::sum);
      }
    }
    dropWhatMayBeLeftOut(g, p, agreed);
    miss(agreed, Judgement.TITLE, "title", g, p);
    miss(agreed, Judgement.START_YEAR, "start", g, p);
    miss(agreed, Judgement.END_YEAR, "end", g, p);
  }

  /// An answer that is right although only one side states it is asked of neither side.
  private void dropWhatMayBeLeftOut(GoldExperience g, ScoredExperience p, Set<Judgement> agreed) {
    for (Judgement judgement : agreed) {
      boolean wanted =
          given(judgement, g.titles().getFirst(), g.starts().getFirst(), g.ends().getFirst());
      boolean stated = given(judgement, p.title(), p.start(), p.end());
      if (wanted && !stated) {
        gold.merge(judgement, -1, Integer::sum);
      } else if (stated && !wanted) {
        predicted.merge(judgement, -1, Integer::sum);
      }
    }
  }

  private void miss(
      Set<Judgement> agreed,
      Judgement judgement,
      String kind,
      GoldExperience g,
      ScoredExperience p) {
    if (!agreed.contains(judgement)) {
      misses.add(new Miss(resume.id(), kind, words(g), words(p)));
    }
  }

  private static void count(
      Map<Judgement, Integer> counts, String title, CareerDate start, CareerDate end) {
    for (Judgement judgement : Judgement.values()) {
      if (given(judgement, title, start, end)) {
        counts.merge(judgement, 1, Integer::sum);
      }
    }
  }

  /// Whether there is an answer to judge; an experience as a whole always is one.
  private static boolean given(
      Judgement judgement, String title, CareerDate start, CareerDate end) {
    return switch (judgement) {
      case TITLE_EXACT, TITLE -> !title.isEmpty();
      case START_YEAR, START_MONTH -> !(start instanceof CareerDate.Unknown);
      case END_YEAR, END_MONTH -> !(end instanceof CareerDate.Unknown);
      case WHOLE, WHOLE_MONTH -> true;
    };
  }

  private static String words(GoldExperience g) {
    return words(
        new ScoredExperience(g.titles().getFirst(), g.starts().getFirst(), g.ends().getFirst()));
  }

  private static String words(ScoredExperience p) {
    return p.title() + " | " + p.start().text().orElse("?") + " | " + p.end().text().orElse("?");
  }
}
