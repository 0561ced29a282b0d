package org.jobtrail.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.panel.TransitionKind;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
  private static final Offset<Double> EXACTLY = within(1e-12);

  private static Evaluation evaluate(NextOccupationModel model, List<PanelPerson> people)
      throws IOException {
    return evaluator(people, 200).evaluate(contender(model), Optional.empty(), false);
  }

  private static Contender contender(NextOccupationModel model) {
    return new Contender(model.name(), model);
  }

  private static Evaluator evaluator(List<PanelPerson> people, int replicates) {
    return new Evaluator(Toys.panel(people, Split.TEST), Split.TEST, replicates, 7, Progress.NONE);
  }

  private static double value(Evaluation evaluation, Metric metric) {
    return evaluation.estimate(metric).value();
  }

  /// A, A, B: a third, then .8 for the stay, then .1 of the .2 that is left for moving.
  @Test
  void agreesWithACaseWorkedByHand() throws IOException {
    Evaluation e = evaluate(Toys.stayer("toy", 0.8), List.of(Toys.person("one", 0, 0, 1)));
    double nll = -(Math.log(1 / 3.0) + Math.log(0.8) + Math.log(0.1)) / 3;
    assertThat(value(e, Metric.PERPLEXITY)).isCloseTo(Math.exp(nll), EXACTLY);
    assertThat(value(e, Metric.BITS)).isCloseTo(nll / Math.log(2), EXACTLY);
    assertThat(value(e, Metric.PERPLEXITY_FIRST)).isCloseTo(3, EXACTLY);
    assertThat(value(e, Metric.PERPLEXITY_STAY)).isCloseTo(1.25, EXACTLY);
    assertThat(value(e, Metric.PERPLEXITY_MOVE)).isCloseTo(10, EXACTLY);
    assertThat(value(e, Metric.PERPLEXITY_MOVE_GIVEN_MOVING)).isCloseTo(2, EXACTLY);
    assertThat(e.counts())
        .containsEntry(TransitionKind.FIRST, 1L)
        .containsEntry(TransitionKind.STAY, 1L)
        .containsEntry(TransitionKind.MOVE, 1L);
    // Both are given the same chance to move: a tie counts half.
    assertThat(value(e, Metric.AUC_MOVE)).isEqualTo(0.5);
    // Always .2, half of them moved.
    assertThat(value(e, Metric.ECE_MOVE)).isCloseTo(0.3, EXACTLY);
    // With stays: ranks 1 and, behind A, 2. Of moves: B is first of the tied B and U.
    assertThat(value(e, Metric.RECALL_AT_1)).isEqualTo(0.5);
    assertThat(value(e, Metric.MRR)).isEqualTo(0.75);
    assertThat(value(e, Metric.RECALL_AT_1_MOVES)).isEqualTo(1);
    assertThat(value(e, Metric.MRR_MOVES)).isEqualTo(1);
    // Nobody is out of work, so there is nobody to tell apart.
    assertThat(e.estimate(Metric.AUC_IN_WORK).exists()).isFalse();
    // One person gives no interval.
    assertThat(e.estimate(Metric.PERPLEXITY).low()).isNaN();
  }

  /// Half of the probability goes to text that is no title: each transition costs twice as much.
  @Test
  void countsMassThatIsNoTitlesBeforeNormalising() throws IOException {
    NextOccupationModel toy = Toys.stayer("toy", 0.8);
    List<PanelPerson> people = List.of(Toys.person("one", 0, 0, 1), Toys.person("two", 2));
    Evaluation plain = evaluate(toy, people);
    Evaluation e = evaluate(new Toys.Wordy(toy, 0.5), people);
    double perplexity = value(plain, Metric.PERPLEXITY);
    assertThat(value(e, Metric.PERPLEXITY)).isEqualTo(perplexity);
    assertThat(value(e, Metric.PERPLEXITY_RAW)).isCloseTo(2 * perplexity, EXACTLY);
    assertThat(value(e, Metric.TITLE_MASS)).isCloseTo(0.5, EXACTLY);
    assertThat(plain.estimate(Metric.TITLE_MASS).exists()).isFalse();
    assertThat(plain.estimate(Metric.PERPLEXITY_RAW).exists()).isFalse();
  }

  @Test
  void ranksOfEquallyProbableOutcomesByNumber() throws IOException {
    Judgements j =
        evaluate(Toys.stayer("toy", 0.2), List.of(Toys.person("one", 2, 2, 0, 1))).judgements();
    // A third each; then .4 .4 .2 twice; then .2 .4 .4.
    assertThat(j.rank(0)).isEqualTo(3);
    assertThat(j.rank(1)).isEqualTo(3);
    assertThat(j.rank(2)).isEqualTo(1);
    assertThat(j.rankAmongOthers(2)).isEqualTo(1);
    assertThat(j.rank(3)).isEqualTo(1);
  }

  @Test
  void takesTheOutcomeBeforeOutOfTheRankingOfMoves() throws IOException {
    Judgements j =
        evaluate(Toys.stayer("toy", 0.8), List.of(Toys.person("one", 0, 2))).judgements();
    assertThat(j.rank(1)).isEqualTo(3);
    assertThat(j.rankAmongOthers(1)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithSlowPairsAndSums(long seed) throws IOException {
    List<PanelPerson> people = Toys.people(60, seed);
    Evaluation e = evaluate(Toys.hashing("toy", seed), people);
    Judgements j = e.judgements();
    double wins = 0;
    double pairs = 0;
    for (int a = 0; a < j.size(); a++) {
      for (int b = 0; b < j.size(); b++) {
        if (j.kind(a) == TransitionKind.MOVE && j.kind(b) == TransitionKind.STAY) {
          pairs++;
          wins += j.move(a) > j.move(b) ? 1 : j.move(a) == j.move(b) ? 0.5 : 0;
        }
      }
    }
    assertThat(value(e, Metric.AUC_MOVE)).isCloseTo(wins / pairs, within(1e-9));
    wins = 0;
    pairs = 0;
    for (int a = 0; a < j.size(); a++) {
      for (int b = 0; b < j.size(); b++) {
        boolean later = j.kind(a) != TransitionKind.FIRST && j.kind(b) != TransitionKind.FIRST;
        if (later && j.works(a) && !j.works(b)) {
          pairs++;
          wins += j.working(a) > j.working(b) ? 1 : j.working(a) == j.working(b) ? 0.5 : 0;
        }
      }
    }
    assertThat(value(e, Metric.AUC_IN_WORK)).isCloseTo(wins / pairs, within(1e-9));
    double error = 0;
    long later = 0;
    for (int bin = 0; bin < 15; bin++) {
      double excess = 0;
      for (int i = 0; i < j.size(); i++) {
        if (j.kind(i) != TransitionKind.FIRST
            && j.move(i) >= bin / 15.0
            && (j.move(i) < (bin + 1) / 15.0 || bin == 14)) {
          excess += j.move(i) - (j.kind(i) == TransitionKind.MOVE ? 1 : 0);
          later++;
        }
      }
      error += Math.abs(excess);
    }
    assertThat(value(e, Metric.ECE_MOVE)).isCloseTo(error / later, within(1e-9));
    double nll = 0;
    for (int i = 0; i < j.size(); i++) {
      nll -= j.logProb(i);
    }
    assertThat(value(e, Metric.PERPLEXITY)).isCloseTo(Math.exp(nll / j.size()), within(1e-9));
  }

  /// Every metric of a resample is that of a panel in which people come as often as they were
  /// drawn.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void resamplesAsIfPeopleHadBeenCopied(long seed) throws IOException {
    List<PanelPerson> people = Toys.people(25, seed);
    NextOccupationModel model = Toys.hashing("toy", seed);
    Judgements j = evaluate(model, people).judgements();
    Resamples resamples = new Resamples(people.size(), 5, seed);
    for (int r = 0; r < resamples.replicates(); r++) {
      byte[] times = resamples.times(r);
      List<PanelPerson> copies = new ArrayList<>();
      for (int p = 0; p < times.length; p++) {
        for (int copy = 0; copy < times[p]; copy++) {
          copies.add(people.get(p));
        }
      }
      assertThat(copies).hasSameSizeAs(people);
      Evaluation slow = evaluate(model, copies);
      for (Metric metric : Metric.values()) {
        if (metric == Metric.ECE_DESTINATIONS) {
          // Its destinations and bins would be those of the copies.
          continue;
        }
        double fast = metric.of(j, _ -> true).of(times);
        if (slow.estimate(metric).exists()) {
          assertThat(fast).as(metric.key()).isCloseTo(value(slow, metric), within(1e-9));
        } else {
          assertThat(fast).as(metric.key()).isNaN();
        }
      }
    }
  }

  @Test
  void pairsModelsOnTheSameResamples() throws IOException {
    List<PanelPerson> people = Toys.people(80, 4);
    List<Evaluation> two =
        evaluator(people, 300)
            .evaluate(List.of(contender(Toys.stayer("a", 0.7)), contender(Toys.stayer("b", 0.7))));
    Estimate ratio =
        two.get(0).estimate(Metric.PERPLEXITY).ratioTo(two.get(1).estimate(Metric.PERPLEXITY));
    assertThat(ratio.value()).isEqualTo(1);
    assertThat(ratio.low()).isEqualTo(1);
    assertThat(ratio.high()).isEqualTo(1);
    Estimate alone = two.get(0).estimate(Metric.PERPLEXITY);
    assertThat(alone.low()).isLessThan(alone.value());
    assertThat(alone.high()).isGreaterThan(alone.value());
  }

  @Test
  void givesTheSameIntervalsForTheSameSeed() throws IOException {
    List<PanelPerson> people = Toys.people(40, 4);
    Evaluation one = evaluate(Toys.hashing("toy", 1), people);
    Evaluation other = evaluate(Toys.hashing("toy", 1), people);
    for (Metric metric : Metric.values()) {
      // Boxed, because NaN, for what can't be computed, is itself then.
      assertThat(Double.valueOf(one.estimate(metric).low()))
          .isEqualTo(Double.valueOf(other.estimate(metric).low()));
    }
  }

  @Test
  void countsPeopleWithOutcomesThatTheModelDoesNotKnow() throws IOException {
    PanelSchema narrow =
        new PanelSchema(
            PeriodUnit.YEAR,
            new Outcomes(List.of(new Outcome("B", "b", false), new Outcome("A", "a", false))),
            List.of(new Covariate("sex", List.of(Covariate.MISSING, "F"))),
            List.of(new Covariate("mood", List.of(Covariate.MISSING, "good"))),
            List.of());
    NextOccupationModel model = new Toys.Toy("narrow", narrow, (_, _) -> new double[] {0.75, 0.25});
    Evaluation e =
        evaluate(
            model,
            List.of(Toys.person("knows", 0, 1), Toys.person("one", 0, 2, 2), Toys.person("o", 2)));
    assertThat(e.leftOut().people()).isEqualTo(2);
    assertThat(e.leftOut().records()).isEqualTo(4);
    assertThat(e.leftOut().outcomes()).containsOnlyKeys("U").containsEntry("U", 3L);
    assertThat(e.leftOut().levels()).containsExactly("sex = M");
    // A is number 1 there.
    assertThat(value(e, Metric.PERPLEXITY))
        .isCloseTo(Math.exp(-(Math.log(0.25) + Math.log(0.75)) / 2), EXACTLY);
    assertThat(e.estimate(Metric.AUC_IN_WORK).exists()).isFalse();
    assertThatThrownBy(() -> evaluate(model, List.of(Toys.person("one", 2))))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("narrow can judge nobody of toys")
        .hasMessageContaining("U");
  }

  @Test
  void comparesModelsOnPeopleThatAllCanJudge() throws IOException {
    PanelSchema narrow =
        new PanelSchema(
            PeriodUnit.YEAR,
            new Outcomes(List.of(new Outcome("A", "a", false), new Outcome("B", "b", false))),
            List.of(),
            List.of(),
            List.of());
    NextOccupationModel model = new Toys.Toy("narrow", narrow, (_, _) -> new double[] {0.5, 0.5});
    List<Evaluation> two =
        evaluator(List.of(Toys.person("a", 0, 1), Toys.person("b", 2)), 0)
            .evaluate(List.of(contender(Toys.stayer("wide", 0.5)), contender(model)));
    assertThat(two.get(0).judgements().people()).hasSize(1);
    assertThat(two.get(0).leftOut().people()).isZero();
    assertThat(two.get(1).leftOut().people()).isEqualTo(1);
    assertThat(two.get(0).judgements().size()).isEqualTo(two.get(1).judgements().size());
  }

  @Test
  void saysHowManyTruthsWereImpossible() throws IOException {
    NextOccupationModel never = Toys.model("never", (_, _) -> new double[] {0.5, 0.5, 0});
    Evaluation e = evaluate(never, List.of(Toys.person("a", 0, 2), Toys.person("b", 1)));
    assertThat(e.judgements().impossible()).isEqualTo(1);
    assertThat(value(e, Metric.PERPLEXITY)).isInfinite();
    assertThat(value(e, Metric.PERPLEXITY_FIRST)).isCloseTo(2, EXACTLY);
  }

  @Test
  void refusesWhatIsNoDistribution() {
    NextOccupationModel wrong = Toys.model("wrong", (_, _) -> new double[] {0.5, 0.5, 0.5});
    assertThatThrownBy(() -> evaluate(wrong, List.of(Toys.person("a", 0))))
        .hasMessage("wrong, person a, period 2000: probabilities sum to 1.500000000, must be 1");
    NextOccupationModel none = Toys.model("none", (_, _) -> new double[] {0.5, Double.NaN, 0.5});
    assertThatThrownBy(() -> evaluate(none, List.of(Toys.person("a", 0))))
        .hasMessageContaining("must be 1");
  }

  @Test
  void refusesAPanelWithNobodyToJudgeBy() {
    assertThatThrownBy(
            () ->
                new Evaluator(
                    Toys.panel(List.of(Toys.person("a", 0)), Split.TRAIN),
                    Split.TEST,
                    10,
                    1,
                    Progress.NONE))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("the part test of toys has nobody");
  }

  @Test
  void putsTheTrueProcessBesideTheModel() throws IOException {
    PanelPerson known =
        new PanelPerson(
            "a",
            new int[] {1, 1},
            new int[] {2000, 2001, 2002},
            new int[] {0, 1, 0},
            new int[][] {{1, 1, 1}},
            new double[][] {{Math.log(0.5), Math.log(0.25), Double.NaN}});
    Regret regret = evaluate(Toys.stayer("toy", 0.5), List.of(known)).regret().orElseThrow();
    // A third and a quarter, where a half and a quarter were true.
    assertThat(regret.oracle().value()).isCloseTo(Math.sqrt(8), EXACTLY);
    assertThat(regret.ratio().value()).isCloseTo(Math.sqrt(12 / 8.0), EXACTLY);
    assertThat(regret.transitions()).isEqualTo(2);
    assertThat(regret.without()).isEqualTo(1);
    assertThat(evaluate(Toys.stayer("toy", 0.5), List.of(Toys.person("b", 0))).regret()).isEmpty();
  }
}
