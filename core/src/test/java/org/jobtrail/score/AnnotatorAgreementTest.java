package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.jobtrail.score.Said.at;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotatorAgreementTest {
  private static final ExtractionScorer SCORER = new ExtractionScorer(200, 1);

  private static Gold gold(List<List<GoldResume>> annotators) {
    return Gold.of(annotators.stream().flatMap(List::stream).toList());
  }

  private static AnnotatorAgreement agreement(Gold gold, Engine... engines) {
    return SCORER.evaluate(gold, List.of(engines), List.of()).agreement().orElseThrow();
  }

  /// Three annotators read r1, two of them r2, one r3.
  ///
  /// Ann r1: cook, nurse; r2: welder; r3: pilot. Bea r1: cook; r2: welder, baker. Cy r1: cook, and
  /// nurse a year late. Whole experiences right (both ways alike, so doubled counts cancel):
  ///
  /// - Ann, Bea: r1 1 of 2 + 1, r2 1 of 1 + 2: F1 = 2 · 2 / 6 = 2/3
  /// - Ann, Cy: r1 1 of 2 + 2: 2 · 1 / 4 = 1/2
  /// - Bea, Cy: r1 1 of 1 + 2: 2 · 1 / 3 = 2/3
  ///
  /// Ceiling: r1 has three annotators, weight 1/2: right (1 + 1 + 1) · 2 / 2 = 3, answers
  /// (3 + 4 + 3) · 2 / 2 = 10; r2: right 2, answers 6. F1 = 2 · 5 / 16.
  ///
  /// The engine says cook in r1, and welder in r2: right 3 of gold 5, said 3 in r1; right 2 of gold
  /// 3, said 2 in r2: F1 = 2 · 5 / 13. Macro ceiling (6/10 + 4/6)/2, engine (6/8 + 4/5)/2.
  @Test
  void isTheHandWorkedOne() {
    Gold gold =
        gold(
            List.of(
                Said.gold(
                    "Ann",
                    "r1: Cook 2001 2002, Nurse 2003 2004",
                    "r2: Welder 2005 2006",
                    "r3: Pilot 2007 2008"),
                Said.gold("Bea", "r1: Cook 2001 2002", "r2: Welder 2005 2006, Baker 2001 2002"),
                Said.gold("Cy", "r1: Cook 2001 2002, Nurse 2004 2004")));
    Engine engine = Said.engine("e", "r1: Cook 2001 2002", "r2: Welder 2005 2006", "r3:");
    AnnotatorAgreement agreement = agreement(gold, engine);

    assertThat(agreement.resumes()).isEqualTo(2);
    assertThat(agreement.pairs())
        .extracting(p -> p.first() + ' ' + p.second() + ' ' + p.resumes())
        .containsExactly("Ann Bea 2", "Ann Cy 1", "Bea Cy 1");
    assertThat(agreement.pairs())
        .extracting(p -> at(p.figures(), Judgement.WHOLE).f1())
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .containsExactly(2 / 3.0, 0.5, 2 / 3.0);

    Figure ceiling = at(agreement.ceiling(), Judgement.WHOLE);
    assertThat(ceiling.f1()).isCloseTo(10 / 16.0, within(1e-12));
    assertThat(ceiling.macroF1()).isCloseTo((0.6 + 4 / 6.0) / 2, within(1e-12));
    AnnotatorAgreement.BesideCeiling beside = at(agreement.engines(), "e");
    assertThat(at(beside.figures(), Judgement.WHOLE).f1()).isCloseTo(10 / 13.0, within(1e-12));
    var gap = at(beside.gap(), Judgement.WHOLE);
    assertThat(at(gap, Measure.F1).value()).isCloseTo(10 / 16.0 - 10 / 13.0, within(1e-12));
    assertThat(at(gap, Measure.MACRO_F1).value())
        .isCloseTo((0.6 + 4 / 6.0) / 2 - (0.75 + 0.8) / 2, within(1e-12));
  }

  @Test
  void holdsTheEngineToEveryAnnotator() {
    Gold gold =
        gold(
            List.of(
                Said.gold("Ann", "r1: Cook 2001 2002"),
                Said.gold("Bea", "r1: Cook 2001 2002, Nurse 2003 2004", "r2: Pilot 2007 2008")));
    Evaluation evaluation =
        SCORER.evaluate(
            gold,
            List.of(Said.engine("e", "r1: Cook 2001 2002", "r2: Pilot 2007 2008")),
            List.of());
    ExtractionReport report = evaluation.engines().getFirst();
    assertThat(report.resumes()).isEqualTo(2);
    assertThat(at(report.figures(), Judgement.WHOLE).gold()).isEqualTo(4);
    assertThat(at(report.figures(), Judgement.WHOLE).predicted()).isEqualTo(3);
    assertThat(at(report.figures(), Judgement.WHOLE).right()).isEqualTo(3);
  }

  @Test
  void isAbsentWhereNobodySharesAResume() {
    Gold gold =
        gold(
            List.of(
                Said.gold("Ann", "r1: Cook 2001 2002"), Said.gold("Bea", "r2: Cook 2001 2002")));
    assertThat(
            SCORER.evaluate(gold, List.of(Said.engine("e", "r1:", "r2:")), List.of()).agreement())
        .isEmpty();
  }

  @Test
  void refusesAnAnnotatorThatReadAResumeTwice() {
    var twice =
        List.of(Said.gold("Ann", "r1: Cook 2001 2002"), Said.gold("Ann", "r1: Nurse 2001 2002"));
    assertThatThrownBy(() -> gold(twice))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            "gold of \"Ann\": the id r1 stands twice; keep one line, or name the annotators by"
                + " \"annotator\"");
  }

  /// An annotator taken as the engine has the pair's figure, and a gap of 0 with an interval of 0.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anAnnotatorAsTheEngineMeetsTheCeilingOfTwo(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> one = new ArrayList<>();
    List<String> other = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      one.add(Said.draw("r" + i, random));
      other.add(random.nextInt(3) > 0 ? one.getLast() : Said.draw("r" + i, random));
    }
    String[] first = one.toArray(String[]::new);
    Gold gold =
        gold(List.of(Said.gold("Ann", first), Said.gold("Bea", other.toArray(String[]::new))));
    AnnotatorAgreement agreement = agreement(gold, Said.engine("e", first));
    double pair = at(agreement.pairs().getFirst().figures(), Judgement.WHOLE).f1();
    assertThat(at(agreement.ceiling(), Judgement.WHOLE).f1()).isCloseTo(pair, within(1e-12));
    // Beside itself it is perfect, beside the other it is the pair: never below the ceiling.
    var beside = at(agreement.engines(), "e");
    assertThat(at(at(beside.gap(), Judgement.WHOLE), Measure.F1).interval().high())
        .isLessThanOrEqualTo(0);
    assertThat(at(beside.figures(), Judgement.WHOLE).f1()).isGreaterThan(pair);
  }
}
