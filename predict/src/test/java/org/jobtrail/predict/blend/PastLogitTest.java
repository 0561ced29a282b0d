package org.jobtrail.predict.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.RecordFeatures;
import org.jobtrail.predict.TestPanels;
import org.jobtrail.predict.optimise.Blocks;
import org.junit.jupiter.api.Test;

final class PastLogitTest {
  private static final int OUTCOMES = 6;
  private static final double[] EVEN = {Math.log(0.5), Math.log(0.5)};

  /// 1990 outcome 0, 1991 outcome 2, and one more.
  private static PanelPerson person(int lastPeriod) {
    return new PanelPerson(
        "p",
        new int[] {1, 1},
        new int[] {1990, 1991, lastPeriod},
        new int[] {0, 2, 1},
        new int[][] {{1, 1, 1}},
        new double[][] {{1, 1, 1}});
  }

  /// For 1992 and 1993; one move in two records counts ln 3, 1992 three halves, 1993 one half.
  private static PastLogit past() {
    return new PastLogit(
        1992,
        new double[] {1, 0, 0, 0, 2 * Math.log(3), 0, 0, Math.log(1.5), -Math.log(2)},
        new double[] {1, Math.log(2), 0, 2 * Math.log(2), 0, 0, 0});
  }

  /// Odds of staying 1, times 3, by half: 1.5. Outcome 0, of two records ago, .2 times 2 and times
  /// 2, is as likely as outcome 1.
  @Test
  void worksAsOnPaper() {
    double[] stays = past().stays(person(1993), 2, EVEN);
    assertThat(Math.exp(stays[1])).isCloseTo(0.6, within(1e-6));
    assertThat(Math.exp(stays[0])).isCloseTo(0.4, within(1e-6));
    double[] to = past().destinations(person(1993), 2, new double[] {Math.log(0.2), Math.log(0.8)});
    assertThat(Math.exp(to[0])).isCloseTo(0.5, within(1e-6));
    assertThat(Math.exp(to[1])).isCloseTo(0.5, within(1e-6));
  }

  /// Odds 3 times 1.5 in 1992, 3 times ½ in 1993 and after. With a constant for 2005 and 2006 only,
  /// 1993 counts as 2005.
  @Test
  void periodsBeyondCountAsTheNearest() {
    assertThat(Math.exp(past().stays(person(1992), 2, EVEN)[1])).isCloseTo(4.5 / 5.5, within(1e-6));
    assertThat(Math.exp(past().stays(person(2020), 2, EVEN)[1])).isCloseTo(0.6, within(1e-6));
    PastLogit late =
        new PastLogit(
            2005,
            new double[] {1, 0, 0, 0, 0, 0, 0, Math.log(4), 0},
            new double[] {1, 0, 0, 0, 0, 0, 0});
    assertThat(Math.exp(late.stays(person(1993), 2, EVEN)[1])).isCloseTo(0.8, within(1e-6));
  }

  /// Distributions that know nothing: one half stay, destinations alike.
  private static List<PastLogit.Seen> seen(Panel panel) {
    double[] alike = new double[OUTCOMES - 1];
    Arrays.fill(alike, -Math.log(alike.length));
    List<PastLogit.Seen> seen = new ArrayList<>();
    List<PanelPerson> people = panel.people(Split.VALID);
    for (int i = 0; i < people.size(); i++) {
      for (int t = 1; t < people.get(i).size(); t++) {
        seen.add(new PastLogit.Seen(i, people.get(i), t, EVEN, Optional.of(alike)));
      }
    }
    return seen;
  }

  private static double[] numbers(ObjectNode json, String name) {
    double[] numbers = new double[json.path(name).size()];
    Arrays.setAll(numbers, i -> json.path(name).path(i).asDouble());
    return numbers;
  }

  /// The penalised loss by plain loops has its least value where the fit ended, under one of the
  /// strengths.
  @Test
  void endsWhereASlowLossIsLeast() {
    List<PastLogit.Seen> seen = seen(TestPanels.panel(1500, OUTCOMES, 77));
    ObjectNode fitted;
    try (Blocks blocks = new Blocks(1)) {
      fitted = PastLogit.fit(BlendTrainer.DEFAULT, seen, blocks).json();
    }
    double[] stay = numbers(fitted, "stay");
    double[] move = numbers(fitted, "move");
    int first = fitted.path("first_period").asInt();
    assertLeast(stay, w -> slowStay(seen, first, w));
    assertLeast(move, w -> slowMove(seen, w));
  }

  private static void assertLeast(double[] weights, ToDoubleFunction<double[]> loss) {
    double[] unchanged = new double[weights.length];
    unchanged[0] = 1;
    assertThat(loss.applyAsDouble(weights)).isLessThan(0.98 * loss.applyAsDouble(unchanged));
    boolean least = false;
    for (double strength : new double[] {40, 10, 3}) {
      ToDoubleFunction<double[]> penalised =
          w -> {
            double sum = loss.applyAsDouble(w);
            for (int j = 0; j < w.length; j++) {
              sum += strength / 2 * Math.pow(w[j] - unchanged[j], 2);
            }
            return sum;
          };
      double here = penalised.applyAsDouble(weights);
      boolean all = true;
      for (int j = 0; j < weights.length; j++) {
        for (double step : new double[] {-0.03, 0.03}) {
          double[] moved = weights.clone();
          moved[j] += step;
          all &= penalised.applyAsDouble(moved) > here;
        }
      }
      least |= all;
    }
    assertThat(least).isTrue();
  }

  private static double slowStay(List<PastLogit.Seen> seen, int first, double[] w) {
    double sum = 0;
    for (PastLogit.Seen one : seen) {
      RecordFeatures past = RecordFeatures.of(one.person, one.t);
      double z = w[1] * Math.log(past.tenure());
      for (int j = 0; j < 5; j++) {
        z += w[2 + j] * past.numbers()[j];
      }
      z += w[7 + one.person.period(one.t) - first];
      boolean stayed = one.person.outcome(one.t) == past.previous();
      sum += Math.log1p(Math.exp(stayed ? -z : z));
    }
    return sum;
  }

  private static double slowMove(List<PastLogit.Seen> seen, double[] w) {
    double sum = 0;
    for (PastLogit.Seen one : seen) {
      RecordFeatures past = RecordFeatures.of(one.person, one.t);
      int outcome = one.person.outcome(one.t);
      double[] scores = new double[OUTCOMES];
      for (RecordFeatures.Held held : past.held()) {
        for (int j = 0; j < 6; j++) {
          scores[held.outcome()] += w[1 + j] * past.terms(held)[j];
        }
      }
      double all = 0;
      for (int k = 0; k < OUTCOMES; k++) {
        all += k == past.previous() ? 0 : Math.exp(scores[k]);
      }
      sum += outcome == past.previous() ? 0 : Math.log(all) - scores[outcome];
    }
    return sum;
  }

  @Test
  void nothingToFitToChangesNothing() {
    try (Blocks blocks = new Blocks(1)) {
      PastLogit none = PastLogit.fit(BlendTrainer.DEFAULT, List.of(), blocks);
      double[] stays = {Math.log(0.3), Math.log(0.7)};
      assertThat(none.stays(person(1993), 2, stays)).containsExactly(stays, within(1e-6));
    }
  }

  @Test
  void saysWhatIsMissingInItsJson() {
    assertThat(PastLogit.of(past().json()).json()).isEqualTo(past().json());
    assertThatThrownBy(() -> PastLogit.of(past().json().without("first_period")))
        .hasMessage("calibration: past must have a first_period");
    assertThatThrownBy(() -> PastLogit.of(past().json().without("move")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("calibration: past must have more than 7 finite numbers in stay and 7 in move");
  }
}
