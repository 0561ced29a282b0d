package org.jobtrail.normalise.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.confidence.ScoredTitle.Scored;
import org.jobtrail.taxonomy.OccupationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceTest {
  private static final ConceptTree TREE = MadeTitles.TREE;
  private static final double[] COVERAGES = {0.1, 0.5, 0.8, 0.9, 0.95, 0.99};

  private static List<KnownTitle> titles(long seed, int count) {
    MadeTitles made = new MadeTitles(seed);
    List<KnownTitle> titles = made.list(count * 2 / 3, Language.ENGLISH, 2);
    titles.addAll(made.list(count - titles.size(), Language.DUTCH, 3));
    return titles;
  }

  private static boolean covers(List<OccupationCode> set, OccupationCode truth) {
    return set.stream().anyMatch(node -> TREE.isWithin(TREE.node(truth), TREE.node(node)));
  }

  @Test
  void takesTheRankThatSplitConformalPredictionAsksFor() {
    List<KnownTitle> held = titles(1, 19);
    Calibrator calibrator = Calibrator.fit(List.of(), TREE);
    HierarchicalSets sets = HierarchicalSets.fit(calibrator, TREE, List.of(), held);
    // 19 titles: ⌈20 · .5⌉ = 10th, ⌈20 · .95⌉ = 19th and last, .951 would be the 20th.
    assertThat(sets.size()).isEqualTo(19);
    assertThat(sets.level(0.95)).isFinite();
    assertThat(sets.level(0.951)).isInfinite();
    assertThat(held.stream().filter(t -> sets.covers(t, 0.5)).count()).isEqualTo(10);
    assertThat(held.stream().filter(t -> sets.covers(t, 0.95)).count()).isEqualTo(19);
    assertThat(sets.nodes(held.getFirst().title(), 0.951)).isEqualTo(TREE.majors());
  }

  @Test
  void mixesAGroupWithAllByHand() {
    GroupLevels levels = new GroupLevels(new double[][] {{1, 3}, {2, 4}});
    // Group 0 at price 3: (2 + 30 · 3/4) / 33, less √(p (1 − p) / 33).
    double p = 24.5 / 33;
    double level = p - Math.sqrt(p * (1 - p) / 33);
    assertThat(levels.level(0, 3)).isCloseTo(level, within(1e-12));
    assertThat(levels.level(0, 2.5)).as("covered from 3 on").isCloseTo(level, within(1e-12));
    assertThat(levels.price(0, level)).isEqualTo(3);
    assertThat(levels.price(0, level - 1e-9)).isEqualTo(2);
    assertThat(levels.price(1, -1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(levels.level(1, 5)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(levels.price(1, Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /// Over 24 draws of 700 titles to fit and 300 to judge; the bounds are four standard errors of
  /// `.05 · .95 (1 / 7200 + 1 / (24 · 350))`.
  @ParameterizedTest
  @ValueSource(doubles = {0.8, 0.95})
  void coversAsOftenAsAskedFor(double coverage) {
    int covered = 0;
    int judged = 0;
    int fitted = 0;
    for (long seed = 100; seed < 124; seed++) {
      List<KnownTitle> all = titles(seed, 1000);
      java.util.Collections.shuffle(all, new java.util.Random(seed));
      Confidence confidence = Confidence.fit(all.subList(0, 700), TREE, "made");
      for (KnownTitle known : all.subList(700, 1000)) {
        judged++;
        covered +=
            covers(confidence.set(known.title(), coverage), known.truth().getFirst()) ? 1 : 0;
      }
      fitted += 350;
    }
    double error = Math.sqrt(coverage * (1 - coverage) * (1.0 / judged + 1.0 / fitted));
    assertThat((double) covered / judged)
        .isBetween(coverage - 4 * error, coverage + 4 * error + 0.004);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void setsGrowWithTheCoverage(long seed) {
    List<KnownTitle> all = titles(seed, 800);
    Confidence confidence = Confidence.fit(all.subList(0, 600), TREE, "made");
    for (KnownTitle known : all.subList(600, 700)) {
      List<OccupationCode> smaller = List.of();
      for (double coverage : COVERAGES) {
        List<OccupationCode> set = confidence.set(known.title(), coverage);
        assertThat(smaller).allMatch(node -> covers(set, node));
        assertThat(set)
            .as("none below another")
            .allMatch(
                node ->
                    set.stream()
                        .noneMatch(
                            other ->
                                !other.equals(node)
                                    && TREE.isWithin(TREE.node(node), TREE.node(other))));
        smaller = set;
      }
    }
  }

  @Test
  void coversTheTruthOfAGroupByAGroupOnly() {
    List<KnownTitle> all = new ArrayList<>();
    for (KnownTitle known : titles(21, 900)) {
      OccupationCode truth = known.truth().getFirst();
      all.add(
          new KnownTitle(
              known.key(),
              known.title(),
              List.of(
                  MadeTitles.TAXONOMY
                      .byCode(truth.code().substring(0, 2))
                      .orElseThrow()
                      .occupation())));
    }
    Confidence confidence = Confidence.fit(all, TREE, "made");
    double covered = 0;
    for (KnownTitle known : all) {
      List<OccupationCode> set = confidence.set(known.title(), 0.9);
      boolean covers = covers(set, known.truth().getFirst());
      covered += covers ? 1 : 0;
      assertThat(!covers || set.stream().anyMatch(node -> node.code().length() <= 2)).isTrue();
    }
    assertThat(covered / all.size()).isBetween(0.86, 0.95);
  }

  @Test
  void isCoveredByAnyOfSeveralTruths() {
    List<KnownTitle> held = new ArrayList<>();
    for (KnownTitle known : titles(22, 200)) {
      held.add(
          new KnownTitle(
              known.key(),
              known.title(),
              List.of(known.truth().getFirst(), known.title().candidates().getFirst().concept())));
    }
    Confidence confidence = Confidence.fit(held, TREE, "made");
    double size =
        held.stream().mapToInt(t -> confidence.set(t.title(), 0.9).size()).average().orElseThrow();
    assertThat(size).as("the first candidate is always right").isLessThan(1.5);
  }

  @Test
  void readsWhatItWrote() {
    List<KnownTitle> all = titles(31, 700);
    Confidence confidence = Confidence.fit(all.subList(0, 500), TREE, "made\ttitles\nof two lines");
    String text = confidence.text();
    Confidence read = Confidence.parse(text, TREE);
    assertThat(read.text()).isEqualTo(text);
    assertThat(read.describe()).isEqualTo(confidence.describe());
    for (KnownTitle known : all.subList(500, 700)) {
      Probabilities a = confidence.probabilities(known.title());
      Probabilities b = read.probabilities(known.title());
      for (int i = 0; i < a.size(); i++) {
        assertThat(b.of(i)).isEqualTo(a.of(i));
      }
      assertThat(b.unknown()).isEqualTo(a.unknown());
      assertThat(read.set(known.title(), 0.9)).isEqualTo(confidence.set(known.title(), 0.9));
    }
    assertThat(Confidence.fit(all.subList(0, 500), TREE, "made\ttitles\nof two lines").text())
        .as("the same titles, the same bytes")
        .isEqualTo(text);
  }

  @Test
  void saysWhatItWasFittedOn() {
    assertThat(Confidence.fit(titles(41, 600), TREE, "made titles").describe())
        .startsWith(
            "conditional logit and beta calibration by language, 600 made titles (en 400, nl 200),"
                + " expected calibration error .0".replace(" .0", " 0.0"))
        .contains("(by chance 0.0")
        .endsWith("covered at 0.95");
  }

  @Test
  void refusesWhatItCannotRead() {
    String text = Confidence.fit(titles(51, 60), TREE, "made").text();
    assertThatThrownBy(() -> Confidence.parse(text.replace("format\t1.0", "format\t2.0"), TREE))
        .hasMessage("confidence is of format 2.0, this version reads 1");
    assertThatThrownBy(() -> Confidence.parse(text.replace("starter 1", "ESCO 9"), TREE))
        .hasMessageStartingWith("confidence was fitted over ESCO 9, asked for over starter 1");
    assertThatThrownBy(() -> Confidence.parse(text.replace("scores\t", "scores\tx "), TREE))
        .hasMessageContaining("row \"scores\" wants numbers");
    assertThatThrownBy(() -> Confidence.parse("nothing", TREE))
        .hasMessageContaining("line 1 wants a name, a tab and numbers");
  }

  @Test
  void answersWithEverythingWhenItWasFittedOnNothing() {
    Confidence confidence = Confidence.fit(List.of(), TREE, "titles");
    ScoredTitle title =
        new ScoredTitle(
            Language.ENGLISH,
            List.of(new Scored(MadeTitles.TAXONOMY.coded().getFirst().occupation(), 1)));
    assertThat(confidence.set(title, 0.5)).hasSize(TREE.majors().size());
    assertThat(confidence.set(new ScoredTitle(Language.ENGLISH, List.of()), 0.9))
        .hasSize(TREE.majors().size());
    assertThatThrownBy(() -> confidence.set(title, 1))
        .hasMessage("coverage must be in (0, 1), found 1.0");
  }
}
