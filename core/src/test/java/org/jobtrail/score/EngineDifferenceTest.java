package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.jobtrail.score.Said.at;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineDifferenceTest {
  /// Gold: a has two jobs, b one, c one. First engine: a one of two, b right, c never seen.
  /// Second: a both and one too many, b set aside, c right. Whole F1 over all three: first
  /// 2·2/(4+2), second 2·3/(4+4); over a and b, which both saw: 2·2/(3+2) and 2·2/(3+3).
  @Test
  void countsWhatOneEngineNeverSawAsNothing() {
    Gold gold =
        Gold.of(
            Said.gold(
                "Ann",
                "a: Cook 2001 2002, Nurse 2003 2004",
                "b: Pilot 2005 2006",
                "c: Baker 2007 2008",
                "nobody: Baker 2007 2008"));
    Engine first = Said.engine("first", "a: Cook 2001 2002", "b: Pilot 2005 2006", "other:");
    Engine second =
        Said.engine(
            "second",
            "a: Cook 2001 2002, Nurse 2003 2004, Welder 1990 1991",
            "b: quarantined",
            "c: Baker 2007 2008");
    Evaluation evaluation =
        new ExtractionScorer(100, 1).evaluate(gold, List.of(first, second), List.of());

    ExtractionReport of = evaluation.engines().getFirst();
    assertThat(of.resumes()).isEqualTo(3);
    assertThat(of.missing()).isEqualTo(1);
    assertThat(of.quarantined()).isZero();
    assertThat(of.goldNotInRun()).isEqualTo(1);
    assertThat(of.runNotInGold()).isEqualTo(1);
    assertThat(evaluation.engines().getLast().quarantined()).isEqualTo(1);
    assertThat(evaluation.engines().getLast().missing()).isZero();

    EngineDifference all = evaluation.differences().getFirst();
    assertThat(all.common()).isFalse();
    assertThat(all.resumes()).isEqualTo(3);
    var whole = at(all.differences(), Judgement.WHOLE);
    assertThat(at(whole, Measure.F1).value()).isCloseTo(6 / 8.0 - 4 / 6.0, within(1e-12));
    assertThat(at(whole, Measure.PRECISION).value()).isCloseTo(3 / 4.0 - 1, within(1e-12));
    assertThat(at(whole, Measure.RECALL).value()).isCloseTo(3 / 4.0 - 2 / 4.0, within(1e-12));
    // Résumés' own F1: first 2/3, 1, 0; second 4/5, 0, 1.
    assertThat(at(whole, Measure.MACRO_F1).value())
        .isCloseTo((0.8 + 0 + 1) / 3 - (2 / 3.0 + 1 + 0) / 3, within(1e-12));

    EngineDifference common = evaluation.differences().getLast();
    assertThat(common.common()).isTrue();
    assertThat(common.resumes()).isEqualTo(2);
    assertThat(at(at(common.differences(), Judgement.WHOLE), Measure.F1).value())
        .isCloseTo(4 / 6.0 - 4 / 5.0, within(1e-12));
  }

  /// Against a slow oracle: each sample's résumés are scored anew, as one long résumé list.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void equalsScoringEverySampleAnew(long seed) {
    int n = 12;
    int replicates = 60;
    SplittableRandom random = new SplittableRandom(seed);
    List<String> gold = new ArrayList<>();
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String id = "%02d".formatted(i);
      gold.add(Said.draw(id, random));
      first.add(random.nextInt(3) == 0 ? Said.draw(id, random) : gold.getLast());
      second.add(random.nextInt(2) == 0 ? Said.draw(id, random) : gold.getLast());
    }
    Evaluation evaluation =
        new ExtractionScorer(replicates, seed)
            .evaluate(
                Gold.of(Said.gold("Ann", gold.toArray(String[]::new))),
                List.of(
                    Said.engine("first", first.toArray(String[]::new)),
                    Said.engine("second", second.toArray(String[]::new))),
                List.of());

    SplittableRandom draws = new SplittableRandom(seed);
    double[][] oracle = new double[Measure.values().length][replicates];
    for (int r = 0; r < replicates; r++) {
      List<String> g = new ArrayList<>();
      List<String> a = new ArrayList<>();
      List<String> b = new ArrayList<>();
      for (int draw = 0; draw < n; draw++) {
        int i = draws.nextInt(n);
        g.add("copy" + draw + gold.get(i).substring(2));
        a.add("copy" + draw + first.get(i).substring(2));
        b.add("copy" + draw + second.get(i).substring(2));
      }
      double[] less = figures(g, a);
      double[] more = figures(g, b);
      for (int m = 0; m < oracle.length; m++) {
        oracle[m][r] = more[m] - less[m];
      }
    }
    var whole = at(evaluation.differences().getFirst().differences(), Judgement.WHOLE);
    double[] point = figures(gold, second);
    double[] base = figures(gold, first);
    for (Measure measure : Measure.values()) {
      double[] sorted = oracle[measure.ordinal()];
      Arrays.sort(sorted);
      Difference difference = at(whole, measure);
      assertThat(difference.value())
          .isCloseTo(point[measure.ordinal()] - base[measure.ordinal()], within(1e-12));
      // 60 samples: the 2.5 % quantile is the 2nd smallest, the 97.5 % one the 2nd largest.
      assertThat(difference.interval().low()).isCloseTo(sorted[1], within(1e-12));
      assertThat(difference.interval().high()).isCloseTo(sorted[58], within(1e-12));
    }
  }

  private static double[] figures(List<String> gold, List<String> said) {
    Figure whole =
        at(
            new ExtractionScorer(1, 1)
                .score(
                    Said.gold("Ann", gold.toArray(String[]::new)),
                    Said.engine("e", said.toArray(String[]::new)).readable(),
                    java.util.Set.of(),
                    List.of())
                .figures(),
            Judgement.WHOLE);
    return new double[] {whole.precision(), whole.recall(), whole.f1(), whole.macroF1()};
  }

  @Test
  void anEngineDiffersFromItselfByNothing() {
    String[] lines = {"a: Cook 2001 2002", "b: Nurse 2001 2003"};
    Evaluation evaluation =
        ExtractionScorer.DEFAULT.evaluate(
            Gold.of(Said.gold("Ann", "a: Cook 2001 2002, Pilot 1990 1991", "b: Nurse 2001 2002")),
            List.of(Said.engine("x", lines), Said.engine("y", lines)),
            List.of());
    assertThat(evaluation.differences()).hasSize(1);
    evaluation
        .differences()
        .getFirst()
        .differences()
        .values()
        .forEach(
            row -> assertThat(row.values()).containsOnly(new Difference(0, new Interval(0, 0))));
  }
}
