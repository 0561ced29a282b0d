package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvidenceFitTest {
  private static Evidence evidence(int concept, boolean untitled, double meaning, double closest) {
    double[] values = new double[EvidencePart.ALL.length];
    values[EvidencePart.MEANING.at()] = meaning;
    values[EvidencePart.CLOSEST.at()] = untitled ? 0 : closest;
    values[EvidencePart.UNTITLED.at()] = untitled ? 1 : 0;
    return new Evidence(concept, Optional.empty(), List.of(), -1, values);
  }

  /// Six candidates, two of them without titles. In a share of the titles no labelled one is close
  /// and an occupation without titles is right, else one with; which, is drawn by e^(4·meaning).
  private static List<JudgedTitle> titles(int n, double untitledShare, long seed) {
    return titles(n, untitledShare, false, seed);
  }

  /// @param near whether titles are close to those of untitled occupations, too
  private static List<JudgedTitle> titles(int n, double untitledShare, boolean near, long seed) {
    Random random = new Random(seed);
    List<JudgedTitle> titles = new ArrayList<>();
    for (int t = 0; t < n; t++) {
      boolean untitled = random.nextDouble() < untitledShare;
      List<Evidence> candidates = new ArrayList<>();
      double[] odds = new double[6];
      double sum = 0;
      for (int c = 0; c < 6; c++) {
        double meaning = random.nextDouble();
        double closest = untitled && !near ? 0.2 * random.nextDouble() : random.nextDouble();
        candidates.add(evidence(c, c < 2, meaning, closest));
        odds[c] = (c < 2) == untitled ? Math.exp(4 * meaning) : 0;
        sum += odds[c];
      }
      double left = random.nextDouble() * sum;
      int right = untitled ? 0 : 2;
      while (left > odds[right] && right < 5) {
        left -= odds[right++];
      }
      int drawn = right;
      // Labels know the meaning alone, and not whether a labelled title is close.
      double meaning = candidates.get(drawn).value(EvidencePart.MEANING);
      long above = candidates.stream().filter(e -> e.value(EvidencePart.MEANING) > meaning).count();
      titles.add(
          JudgedTitle.of(
              new JudgedTitle.About("title " + seed + ' ' + t, 1, 1.0 / (1 + above)),
              candidates,
              e -> e.concept() == drawn));
    }
    return titles;
  }

  /// One title in 25 is of an occupation without titles, and labelled titles are as close to it as
  /// to others.
  private static List<JudgedTitle> noisy(int n, long seed) {
    List<JudgedTitle> titles = new ArrayList<>(titles(n, 0, seed));
    List<JudgedTitle> untitled = titles(n / 25, 1, true, -seed);
    titles.addAll(untitled);
    return titles;
  }

  private static double right(EvidenceScorer scorer, List<JudgedTitle> titles) {
    return titles.stream()
            .filter(
                t -> t.isFound(scorer.ranked(t.candidates()).getFirst().evidence().isUntitled()))
            .count()
        / (double) titles.size();
  }

  @Test
  void whatTheTitlesWereDrawnByIsFound() {
    EvidenceScorer scorer = fit(new UntitledOdds.Times(4), titles(4000, 0.2, 1)).scorer();
    // One choice among all six is not how they were drawn, so the slope of 4 is met nearly.
    assertThat(scorer.weights().byPart().get("meaning")).isBetween(2.5, 4.5);
    EvidenceWeights ofUntitled = scorer.untitled().orElseThrow().weights();
    assertThat(ofUntitled.byPart().get("meaning")).isBetween(2.5, 4.5);
    List<JudgedTitle> others = titles(2000, 0.2, 2);
    EvidenceScorer without = new EvidenceScorer(scorer.weights(), Optional.empty());
    List<JudgedTitle> untitled = others.stream().filter(t -> t.isFound(true)).toList();
    assertThat(right(scorer, untitled)).isGreaterThan(right(without, untitled));
    assertThat(right(scorer, others)).isGreaterThan(0.85);
  }

  private static EvidenceFit.Fitted fit(UntitledOdds odds, List<JudgedTitle> titles) {
    return new EvidenceFit(odds).of(titles).orElseThrow();
  }

  private static double[] odds(EvidenceFit.Fitted fitted) {
    return fitted.scorer().untitled().orElseThrow().odds().stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  @Test
  void theOddsAskedForAreAddedToTheConstantAlone() {
    List<JudgedTitle> titles = titles(1000, 0.2, 4);
    EvidenceFit.Fitted once = fit(new UntitledOdds.Times(1), titles);
    EvidenceFit.Fitted five = fit(new UntitledOdds.Times(5), titles);
    assertThat(once.addedOdds()).hasValue(0);
    assertThat(five.addedOdds()).hasValue(Math.log(5));
    double[] raised = odds(once);
    raised[0] += Math.log(5);
    assertThat(odds(five)).containsExactly(raised);
    assertThat(five.scorer().weights()).isEqualTo(once.scorer().weights());
  }

  /// Mean reciprocal rank of titles without a labelled title, less that by labels.
  private static double aboveLabels(EvidenceScorer scorer, List<JudgedTitle> titles) {
    return titles.stream()
        .filter(JudgedTitle::isUntitled)
        .mapToDouble(t -> LevelledOdds.Title.of(t, scorer).reciprocalRank(0) - t.byLabels())
        .average()
        .orElseThrow();
  }

  /// A share of .04 is so small that what is close speaks against it: with the odds as they are,
  /// such titles are found worse than by labels.
  @Test
  void levelOddsHoldForOtherTitles() {
    List<JudgedTitle> titles = noisy(6000, 5);
    EvidenceFit.Fitted once = fit(new UntitledOdds.Times(1), titles);
    EvidenceFit.Fitted level = fit(UntitledOdds.LEVEL, titles);
    assertThat(level.addedOdds().orElseThrow()).isBetween(0.1, Math.log(1000) - 1);
    assertThat(odds(level)[0])
        .isCloseTo(odds(once)[0] + level.addedOdds().orElseThrow(), within(1e-9));
    List<JudgedTitle> others = noisy(30_000, 6);
    assertThat(aboveLabels(once.scorer(), others)).isLessThan(-0.05);
    // 240 titles decided it: twice their standard error.
    assertThat(aboveLabels(level.scorer(), others)).isCloseTo(0, within(0.06));
  }

  /// The halves that have no such title are scored by what all titles taught.
  @Test
  void oneTitleManyTimesHasOddsToo() {
    List<JudgedTitle> titles = new ArrayList<>(titles(600, 0, 7));
    JudgedTitle untitled = titles(1, 1, 8).getFirst();
    titles.addAll(Collections.nCopies(60, untitled));
    assertThat(fit(UntitledOdds.LEVEL, titles).addedOdds().orElseThrow())
        .isBetween(0.0, Math.log(1000));
  }

  @Test
  void fewTitlesTeachNothingAndFewUntitledOnesNothingOfTheirKind() {
    assertThat(new EvidenceFit(UntitledOdds.LEVEL).of(titles(499, 0.2, 3))).isEmpty();
    EvidenceFit.Fitted few = fit(UntitledOdds.LEVEL, titles(600, 0.02, 3));
    assertThat(few.scorer().untitled()).isEmpty();
    assertThat(few.addedOdds()).isEmpty();
  }
}
