package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UntitledOccupationsTest {
  private static final EvidenceWeights WITH = weights(Map.of("meaning", 1.0, "closest", 2.0));
  private static final EvidenceWeights WITHOUT = weights(Map.of("meaning", 3.0));

  private static EvidenceWeights weights(Map<String, Double> byPart) {
    return new EvidenceWeights(new TreeMap<>(byPart));
  }

  private static Evidence evidence(int concept, boolean untitled, double meaning, double closest) {
    double[] values = new double[EvidencePart.ALL.length];
    values[EvidencePart.MEANING.at()] = meaning;
    values[EvidencePart.CLOSEST.at()] = closest;
    values[EvidencePart.CLASSIFIER.at()] = untitled ? 0 : -meaning;
    values[EvidencePart.UNTITLED.at()] = untitled ? 1 : 0;
    return new Evidence(concept, Optional.empty(), List.of(), -1, values);
  }

  private static List<Double> odds(double... first) {
    List<Double> odds = new ArrayList<>();
    for (int k = 0; k < UntitledOccupations.SIGNS; k++) {
      odds.add(k < first.length ? first[k] : 0.0);
    }
    return odds;
  }

  private static EvidenceScorer scorer(List<Double> odds) {
    return new EvidenceScorer(WITH, Optional.of(new UntitledOccupations(WITHOUT, odds)));
  }

  /// `exp(score)` of each, scaled to sum to 1, by concept.
  private static double[] probabilities(EvidenceScorer scorer, List<Evidence> candidates) {
    double[] p = new double[candidates.size()];
    double sum = 0;
    for (EvidenceScorer.Scored one : scorer.ranked(candidates)) {
      p[one.evidence().concept()] = Math.exp(one.score());
      sum += p[one.evidence().concept()];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }

  /// Odds of 3 to 1; among those with titles e^(.5 + 2·.5) to e^.5, among the others e^(3·.6) to 1.
  @Test
  void theTwoKindsShareTheProbabilityByTheOdds() {
    List<Evidence> candidates =
        List.of(
            evidence(0, false, 0.5, 0.5),
            evidence(1, false, 0.5, 0),
            evidence(2, true, 0.6, 0),
            evidence(3, true, 0, 0));
    double[] p = probabilities(scorer(odds(Math.log(3))), candidates);
    double e = Math.E / (Math.E + 1);
    assertThat(p[0]).isCloseTo(0.25 * e, within(1e-12));
    assertThat(p[1]).isCloseTo(0.25 * (1 - e), within(1e-12));
    double f = Math.exp(1.8) / (Math.exp(1.8) + 1);
    assertThat(p[2]).isCloseTo(0.75 * f, within(1e-12));
    assertThat(p[3]).isCloseTo(0.75 * (1 - f), within(1e-12));
  }

  @Test
  void aCloseTitleTakesFromOccupationsWithoutOne() {
    List<Evidence> far = List.of(evidence(0, false, 0.5, 0.1), evidence(1, true, 0.5, 0));
    List<Evidence> near = List.of(evidence(0, false, 0.5, 0.9), evidence(1, true, 0.5, 0));
    EvidenceScorer scorer = scorer(odds(0, 0, 0, 0, -5));
    assertThat(probabilities(scorer, far)[1]).isCloseTo(sigmoid(-0.5), within(1e-12));
    assertThat(probabilities(scorer, near)[1]).isCloseTo(sigmoid(-4.5), within(1e-12));
  }

  @Test
  void scoresAreTheSumOfTheirReasons() {
    Random random = new Random(4);
    EvidenceScorer scorer = scorer(odds(1, 0.7, -0.2, 0.1, -2, 1, 0.3, 0.1));
    for (int trial = 0; trial < 200; trial++) {
      List<Evidence> candidates = new ArrayList<>();
      int n = 1 + random.nextInt(8);
      for (int c = 0; c < n; c++) {
        candidates.add(evidence(c, random.nextBoolean(), random.nextDouble(), random.nextDouble()));
      }
      List<EvidenceScorer.Scored> ranked = scorer.ranked(candidates);
      assertThat(ranked).hasSize(n).isSortedAccordingTo(EvidenceScorer.Scored.ORDER);
      for (EvidenceScorer.Scored one : ranked) {
        double sum = scorer.reasons(one).stream().mapToDouble(Candidate.Reason::amount).sum();
        assertThat(one.score()).isFinite().isCloseTo(sum, within(1e-9));
      }
    }
  }

  @Test
  void withCandidatesOfOneKindNothingIsAdded() {
    List<Evidence> candidates = List.of(evidence(0, true, 0.5, 0), evidence(1, true, 0.2, 0));
    assertThat(scorer(odds(2)).ranked(candidates))
        .extracting(EvidenceScorer.Scored::added)
        .containsOnly(0.0);
    assertThat(scorer(odds(2)).ranked(List.of())).isEmpty();
  }

  @Test
  void oddsAreComplete() {
    assertThatThrownBy(() -> new UntitledOccupations(WITHOUT, List.of(1.0)))
        .hasMessageContaining("8 finite odds");
    assertThatThrownBy(() -> new UntitledOccupations(WITHOUT, odds(Double.NaN)))
        .hasMessageContaining("8 finite odds");
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
