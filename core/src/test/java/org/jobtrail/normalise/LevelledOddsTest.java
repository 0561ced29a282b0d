package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jobtrail.normalise.LevelledOdds.Title;
import org.junit.jupiter.api.Test;

class LevelledOddsTest {
  /// Ranks 3 and 3 become 2 and 3 above d = 1, 2 and 2 above d = 2; by labels both are second:
  /// e² times the odds.
  @Test
  void theLeastThatIsEnoughIsTaken() {
    List<Title> titles =
        List.of(new Title(1, 0.5, 0, List.of(3.0, 1.0, -1.0)), new Title(1, 0.5, 1, List.of(2.0)));
    assertThat(LevelledOdds.of(titles)).isCloseTo(2, within(1e-11)).isGreaterThan(2);
    assertThat(LevelledOdds.isLevel(titles, 2)).isFalse();
  }

  /// The first title alone needs 1, the second 2; at 1 the first one, thrice second instead of
  /// third, has 3 · 1/6 more than by labels, which the other's 1/6 less does not use up.
  @Test
  void titlesCountByTheirWeight() {
    Title first = new Title(3, 1 / 3.0, 0, List.of(3.0, 1.0));
    Title second = new Title(1, 0.5, 1, List.of(2.0));
    assertThat(LevelledOdds.of(List.of(first))).isZero();
    assertThat(LevelledOdds.of(List.of(second))).isCloseTo(2, within(1e-11));
    assertThat(LevelledOdds.of(List.of(first, second))).isCloseTo(1, within(1e-11));
  }

  /// Ranks 3, 6 and 2 against 6, 2 and 3 by labels: the differences sum to -2.8e-17.
  @Test
  void equalSumsAreLevelHoweverTheyRound() {
    List<Title> titles =
        List.of(
            new Title(1, 1 / 6.0, 2, List.of()),
            new Title(1, 0.5, 5, List.of()),
            new Title(1, 1 / 3.0, 1, List.of()));
    assertThat(LevelledOdds.of(titles)).isZero();
  }

  @Test
  void whereLabelsFindNothingNothingIsAddedAndWhereNothingHelpsTheMost() {
    List<Double> gaps = List.of(0.5);
    assertThat(LevelledOdds.of(List.of(new Title(1, 0, 4, gaps)))).isZero();
    assertThat(LevelledOdds.of(List.of())).isZero();
    assertThat(LevelledOdds.of(List.of(new Title(1, 1, 4, gaps)))).isEqualTo(Math.log(1000));
  }

  /// The reciprocal ranks at every gap, from ranks that are looked up in a sorted list; just above
  /// the least gap that is enough.
  private static double slowly(List<Title> titles) {
    List<Double> tried = new ArrayList<>(List.of(0.0));
    titles.forEach(t -> t.gaps().stream().filter(g -> g >= 0).forEach(tried::add));
    Collections.sort(tried);
    for (double gap : tried) {
      double added = gap == 0 ? 0 : gap + 1e-9;
      double found = 0;
      double wanted = 0;
      for (Title title : titles) {
        // The right one itself is last among those that score the same.
        List<Double> scores = new ArrayList<>(title.gaps());
        for (int i = 0; i < title.untitledAbove(); i++) {
          scores.add(added + 1);
        }
        scores.add(added);
        scores.sort(Collections.reverseOrder());
        found += title.weight() / (scores.lastIndexOf(added) + 1);
        wanted += title.weight() * title.byLabels();
      }
      if (found >= wanted - 1e-12) {
        return added;
      }
    }
    return LevelledOdds.MOST;
  }

  private static List<Title> random(Random random) {
    List<Title> titles = new ArrayList<>();
    int n = 1 + random.nextInt(30);
    for (int t = 0; t < n; t++) {
      List<Double> gaps = random.doubles(random.nextInt(12), -3, 5).boxed().toList();
      double byLabels = random.nextInt(4) == 0 ? 0 : 1.0 / (1 + random.nextInt(6));
      titles.add(new Title(0.5 + random.nextDouble(), byLabels, random.nextInt(3), gaps));
    }
    return titles;
  }

  @Test
  void halvingFindsWhatTryingEveryGapFinds() {
    Random random = new Random(11);
    int between = 0;
    for (int trial = 0; trial < 300; trial++) {
      List<Title> titles = random(random);
      double added = LevelledOdds.of(titles);
      assertThat(added).isCloseTo(slowly(titles), within(2e-9));
      if (added > 0 && added < LevelledOdds.MOST) {
        between++;
        assertThat(LevelledOdds.isLevel(titles, added)).isTrue();
        assertThat(LevelledOdds.isLevel(titles, added - 1e-9)).isFalse();
      }
      assertThat(titles)
          .allSatisfy(
              t ->
                  assertThat(DoubleStream.iterate(0, d -> d + 0.3).limit(30).map(t::reciprocalRank))
                      .isSorted());
    }
    assertThat(between).isGreaterThan(50);
  }

  private static EvidenceWeights weights(Map<String, Double> byPart) {
    return new EvidenceWeights(new TreeMap<>(byPart));
  }

  private static Evidence evidence(int concept, boolean untitled, double meaning) {
    double[] values = new double[EvidencePart.ALL.length];
    values[EvidencePart.MEANING.at()] = (float) meaning;
    values[EvidencePart.UNTITLED.at()] = untitled ? 1 : 0;
    return new Evidence(concept, Optional.empty(), List.of(), -1, values);
  }

  /// The ranker with the odds raised places the right one where the gaps say.
  @Test
  void gapsSayWhatTheRankerDoes() {
    Random random = new Random(12);
    EvidenceWeights w = weights(Map.of("meaning", 3.0));
    EvidenceWeights v = weights(Map.of("meaning", 5.0));
    List<Double> odds = List.of(-2.0, 0.5, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0);
    UntitledOccupations untitled = new UntitledOccupations(v, odds);
    for (int trial = 0; trial < 200; trial++) {
      List<Evidence> candidates = new ArrayList<>();
      int n = 2 + random.nextInt(10);
      for (int c = 0; c < n; c++) {
        candidates.add(evidence(c, c == 0 || random.nextBoolean(), random.nextDouble()));
      }
      int second = random.nextBoolean() && candidates.get(1).isUntitled() ? 1 : 0;
      JudgedTitle judged =
          JudgedTitle.of(
              new JudgedTitle.About("t", 2, 0.25),
              candidates,
              e -> e.concept() == 0 || e.concept() == second);
      Title title = Title.of(judged, new EvidenceScorer(w, Optional.of(untitled)));
      assertThat(title.weight()).isEqualTo(2);
      assertThat(title.byLabels()).isEqualTo(0.25);
      if (!judged.hasBoth()) {
        continue;
      }
      for (double added : new double[] {0, 0.7, 2.5}) {
        List<EvidenceScorer.Scored> ranked =
            new EvidenceScorer(w, Optional.of(untitled.raised(added))).ranked(candidates);
        int rank = 0;
        while (ranked.get(rank).evidence().concept() != 0
            && ranked.get(rank).evidence().concept() != second) {
          rank++;
        }
        assertThat(title.reciprocalRank(added)).isCloseTo(1.0 / (rank + 1), within(1e-12));
      }
    }
  }

  @Test
  void oddsAreNeverLowered() {
    for (double times : new double[] {0.99, 0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new UntitledOdds.Times(times))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 or more");
    }
  }

  @Test
  void halvesAreEvenAndIndependent() {
    int[] cells = new int[4];
    for (int i = 0; i < 40_000; i++) {
      String key = "en title " + i;
      cells[2 * Halves.CALIBRATION.of(key) + Halves.ODDS.of(key)]++;
      assertThat(Halves.ODDS.of(key)).isEqualTo(Halves.ODDS.of("en title " + i));
    }
    for (int cell : cells) {
      assertThat(cell).isBetween(9_500, 10_500);
    }
  }
}
