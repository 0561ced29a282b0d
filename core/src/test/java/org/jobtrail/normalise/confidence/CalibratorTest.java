package org.jobtrail.normalise.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.confidence.ScoredTitle.Scored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratorTest {
  private static final ConceptTree TREE = MadeTitles.TREE;

  private static ScoredTitle title(Language language, double... scores) {
    List<Scored> candidates = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      candidates.add(new Scored(MadeTitles.TAXONOMY.coded().get(i).occupation(), scores[i]));
    }
    return new ScoredTitle(language, candidates);
  }

  @Test
  void choosesByHand() {
    // exp(2·1 + 1), exp(2·0) and outside exp(0 + 1·1).
    double[] p = new Choice(2, 1, 0, 1).probabilities(new double[] {1, 0});
    double sum = Math.exp(3) + 1 + Math.exp(1);
    assertThat(p)
        .containsExactly(
            new double[] {Math.exp(3) / sum, 1 / sum, Math.exp(1) / sum}, within(1e-12));
  }

  @Test
  void correctsByHand() {
    assertThat(new TopCurve(0, 1, 1).apply(0.3)).isCloseTo(0.3, within(1e-12));
    // logit q = −1 + 2 ln ½ + ln 2 = −1 − ln 2
    assertThat(new TopCurve(-1, 2, 1).apply(0.5)).isCloseTo(1 / (1 + 2 * Math.E), within(1e-12));
    LocalCurve line = new LocalCurve(new double[] {-1, 1}, new double[] {0, 1});
    assertThat(line.apply(0.5)).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-12));
    assertThat(line.apply(1 / (1 + Math.exp(2))))
        .as("shifted by 1")
        .isCloseTo(1 / (1 + Math.exp(1)), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsKnownProbabilities(long seed) {
    MadeTitles made = new MadeTitles(seed);
    Calibrator calibrator = Calibrator.fit(made.list(6000, Language.ENGLISH, 2), TREE);
    double off = 0;
    double offOutside = 0;
    List<KnownTitle> others = made.list(2000, Language.ENGLISH, 2);
    for (KnownTitle known : others) {
      double[] truth = MadeTitles.truth(known.title(), 2);
      Probabilities p = calibrator.of(known.title());
      double outside = 1;
      for (int i = 0; i < truth.length; i++) {
        off += Math.abs(truth[i] - p.of(i)) / truth.length / others.size();
        outside -= truth[i];
      }
      offOutside += Math.abs(outside - p.unknown()) / others.size();
    }
    assertThat(off).isLessThan(0.01);
    assertThat(offOutside).isLessThan(0.03);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void sumsToOneAndRisesWithTheFirstScore(long seed) {
    MadeTitles made = new MadeTitles(seed);
    List<KnownTitle> titles = made.list(800, Language.DUTCH, 1);
    titles.addAll(made.list(300, Language.FRENCH, 3));
    Calibrator calibrator = Calibrator.fit(titles, TREE);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      double second = random.nextDouble();
      double third = random.nextDouble() * second;
      Language language = List.of(Language.DUTCH, Language.FRENCH, Language.GERMAN).get(round % 3);
      double before = 0;
      for (double first = second; first < second + 3; first += 0.05) {
        Probabilities p = calibrator.of(title(language, first, second, third));
        assertThat(p.of(0)).isBetween(before - 1e-12, 1.0);
        assertThat(p.of(0)).isGreaterThanOrEqualTo(p.of(1));
        assertThat(p.of(0) + p.of(1) + p.of(2) + p.unknown()).isCloseTo(1, within(1e-9));
        before = p.of(0);
      }
    }
  }

  @Test
  void leansOnTheOthersWhereALanguageHasFewTitles() {
    MadeTitles made = new MadeTitles(6);
    List<KnownTitle> titles = made.list(3000, Language.ENGLISH, 1);
    titles.addAll(made.list(3000, Language.DUTCH, 4));
    titles.addAll(made.list(3, Language.GERMAN, 4));
    Calibrator calibrator = Calibrator.fit(titles, TREE);
    double english = calibrator.of(title(Language.ENGLISH, 0.9, 0.5)).unknown();
    double dutch = calibrator.of(title(Language.DUTCH, 0.9, 0.5)).unknown();
    double german = calibrator.of(title(Language.GERMAN, 0.9, 0.5)).unknown();
    double french = calibrator.of(title(Language.FRENCH, 0.9, 0.5)).unknown();
    assertThat(french).isBetween(english + 0.1, dutch - 0.1);
    assertThat(german).isCloseTo(french, within(0.1));
  }

  @Test
  void knowsNothingWithoutCandidatesOrTitles() {
    Calibrator calibrator = Calibrator.fit(List.of(), TREE);
    assertThat(calibrator.of(title(Language.ENGLISH)).unknown()).isEqualTo(1);
    Probabilities p = calibrator.of(title(Language.ENGLISH, 2, 1));
    assertThat(p.of(0) + p.of(1) + p.unknown()).isCloseTo(1, within(1e-12));
  }

  @Test
  void standsEqualScoresAndHugeOnes() {
    MadeTitles made = new MadeTitles(8);
    List<KnownTitle> titles = new ArrayList<>();
    for (KnownTitle known : made.list(100, Language.ENGLISH, 2)) {
      ScoredTitle same =
          new ScoredTitle(
              Language.ENGLISH,
              known.title().candidates().stream().map(c -> new Scored(c.concept(), 1e9)).toList());
      titles.add(new KnownTitle(known.key(), same, known.truth()));
    }
    Probabilities p = Calibrator.fit(titles, TREE).of(title(Language.ENGLISH, 1e9, 1e9, 1e9));
    assertThat(p.of(0) + p.of(1) + p.of(2) + p.unknown()).isCloseTo(1, within(1e-9));
  }

  @Test
  void takesEqualProbabilitiesTogetherWhateverTheirOrder() {
    List<TopCurve.Trial> trials = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      trials.add(new TopCurve.Trial(0.3, i < 600));
    }
    // One block: (600 + 50 · .3) / 1050.
    assertThat(LocalCurve.fit(trials).apply(0.3)).isCloseTo(615 / 1050.0, within(1e-9));
    assertThat(LocalCurve.fit(trials.reversed()).apply(0.3)).isCloseTo(615 / 1050.0, within(1e-9));
  }

  @Test
  void refusesWhatIsNoScoredTitle() {
    assertThatThrownBy(() -> title(Language.ENGLISH, 1, 2))
        .hasMessage("candidates must be by descending score, found 1.0 before 2.0");
    assertThatThrownBy(() -> title(Language.ENGLISH, Double.NaN))
        .hasMessageContaining("must be finite, found NaN");
  }

  @Test
  void countsErrorsByHand() {
    BinnedError error = new BinnedError();
    error.add(0.9, true);
    error.add(0.95, false);
    error.add(1, true);
    error.add(0.2, false);
    assertThat(error.value()).isCloseTo((2.85 - 2 + 0.2) / 4, within(1e-12));
    assertThatThrownBy(() -> error.add(Double.NaN, true))
        .hasMessage("probability must be in [0, 1], found NaN");
    BinnedError half = new BinnedError();
    for (int i = 0; i < 200; i++) {
      half.add(0.5, i % 2 == 0);
    }
    assertThat(half.expected()).isCloseTo(Math.sqrt(2 * 50 / Math.PI) / 200, within(1e-12));
  }
}
