package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
    Random random = new Random(seed);
    List<JudgedTitle> titles = new ArrayList<>();
    for (int t = 0; t < n; t++) {
      boolean untitled = random.nextDouble() < untitledShare;
      List<Evidence> candidates = new ArrayList<>();
      double[] odds = new double[6];
      double sum = 0;
      for (int c = 0; c < 6; c++) {
        double meaning = random.nextDouble();
        double closest = untitled ? 0.2 * random.nextDouble() : random.nextDouble();
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
      titles.add(JudgedTitle.of(candidates, e -> e.concept() == drawn, 1));
    }
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
    EvidenceScorer scorer = EvidenceFit.of(titles(4000, 0.2, 1)).orElseThrow();
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

  @Test
  void fewTitlesTeachNothingAndFewUntitledOnesNothingOfTheirKind() {
    assertThat(EvidenceFit.of(titles(499, 0.2, 3))).isEmpty();
    assertThat(EvidenceFit.of(titles(600, 0.02, 3)).orElseThrow().untitled()).isEmpty();
  }
}
