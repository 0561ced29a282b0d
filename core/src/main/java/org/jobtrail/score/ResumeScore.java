package org.jobtrail.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jobtrail.score.ExtractionReport.Miss;

/// One résumé of the gold against what was said of it: who is paired with whom, and the counts
/// from which every figure is a sum.
///
/// @param said what was judged
/// @param pairOf per experience of the gold, the index in `said`, −1 for none
/// @param gold per judgement, how many answers the gold wants
/// @param predicted per judgement, how many answers were given
/// @param right per judgement, how many of them are right
/// @param misses what went wrong, in words for a reader
record ResumeScore(
    GoldResume resume,
    List<ScoredExperience> said,
    List<Integer> pairOf,
    Map<Judgement, Integer> gold,
    Map<Judgement, Integer> predicted,
    Map<Judgement, Integer> right,
    List<Miss> misses) {

  static ResumeScore of(GoldResume resume, List<ScoredExperience> said) {
    return of(resume, said, resume.asked());
  }

  /// @param asked nothing else is counted
  static ResumeScore of(GoldResume resume, List<ScoredExperience> said, Set<Judgement> asked) {
    List<Integer> pairOf = align(resume.experiences(), said);
    ResumeScore score =
        new ResumeScore(
            resume,
            said,
            pairOf,
            new EnumMap<>(Judgement.class),
            new EnumMap<>(Judgement.class),
            new EnumMap<>(Judgement.class),
            new ArrayList<>());
    for (int i = 0; i < pairOf.size(); i++) {
      GoldExperience g = resume.experiences().get(i);
      if (g.optional()) {
        continue;
      }
      Set<Judgement> held = EnumSet.noneOf(Judgement.class);
      asked.stream().filter(g::asks).forEach(held::add);
      count(score.gold, g.said(), held);
      if (pairOf.get(i) < 0) {
        score.misses.add(new Miss(resume.id(), "missing", words(g.said()), ""));
        continue;
      }
      ScoredExperience p = said.get(pairOf.get(i));
      count(score.predicted, p, held);
      score.countRight(g, p, held);
    }
    for (int j : score.unpaired()) {
      ScoredExperience p = said.get(j);
      if (!p.optional()) {
        count(score.predicted, p, asked);
        score.misses.add(new Miss(resume.id(), "spurious", "", words(p)));
      }
    }
    return score;
  }

  /// What was said and pairs with nothing in the gold, by index.
  List<Integer> unpaired() {
    List<Integer> unpaired = new ArrayList<>();
    for (int j = 0; j < said.size(); j++) {
      if (!pairOf.contains(j)) {
        unpaired.add(j);
      }
    }
    return unpaired;
  }

  private static List<Integer> align(List<GoldExperience> gold, List<ScoredExperience> said) {
    double[][] weight = new double[gold.size()][said.size()];
    for (int i = 0; i < gold.size(); i++) {
      for (int j = 0; j < said.size(); j++) {
        weight[i][j] = Agreement.weight(gold.get(i), said.get(j));
      }
    }
    return Collections.unmodifiableList(
        new ArrayList<>(Arrays.stream(Assignment.maximise(weight)).boxed().toList()));
  }

  private void countRight(GoldExperience g, ScoredExperience p, Set<Judgement> held) {
    Set<Judgement> agreed = Agreement.right(g, p);
    agreed.retainAll(held);
    for (Judgement judgement : agreed) {
      boolean wanted = g.said().states(judgement);
      boolean stated = p.states(judgement);
      if (wanted && stated) {
        right.merge(judgement, 1, Integer::sum);
      } else if (wanted) {
        // Right although only one side states it: asked of neither.
        gold.merge(judgement, -1, Integer::sum);
      } else if (stated) {
        predicted.merge(judgement, -1, Integer::sum);
      }
    }
    miss(agreed, Judgement.TITLE, "title", g, p);
    miss(agreed, Judgement.START_YEAR, "start", g, p);
    miss(agreed, Judgement.END_YEAR, "end", g, p);
  }

  private void miss(
      Set<Judgement> agreed,
      Judgement judgement,
      String kind,
      GoldExperience g,
      ScoredExperience p) {
    if (!agreed.contains(judgement)) {
      misses.add(new Miss(resume.id(), kind, words(g.said()), words(p)));
    }
  }

  private static void count(
      Map<Judgement, Integer> counts, ScoredExperience said, Set<Judgement> held) {
    for (Judgement judgement : held) {
      if (said.states(judgement)) {
        counts.merge(judgement, 1, Integer::sum);
      }
    }
  }

  private static String words(ScoredExperience p) {
    return p.title() + " | " + p.start().text().orElse("?") + " | " + p.end().text().orElse("?");
  }
}
