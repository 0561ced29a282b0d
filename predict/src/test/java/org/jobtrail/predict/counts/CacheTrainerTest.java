package org.jobtrail.predict.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.MeanNll;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.RecordFeatures;
import org.jobtrail.predict.TestPanels;
import org.junit.jupiter.api.Test;

final class CacheTrainerTest extends NextOccupationModelContract {
  @Override
  protected NextOccupationTrainer trainer() {
    return CacheTrainer.DEFAULT;
  }

  /// a was reached from b and c; the person was b twice and c once before a.
  @Test
  void theComponentsAreAsByHand() {
    Tally moves = new Tally();
    Destinations.count(moves, 4, past(person(1, 0, 2), 1), 0);
    Destinations.count(moves, 4, past(person(2, 0, 2), 1), 0);
    Destinations.count(moves, 4, past(person(1, 0, 2), 2), 2);
    double c = 2;
    PanelPerson person = person(1, 1, 2, 0, 3);
    List<double[]> found = new Destinations(4, moves, c).components(past(person, 4));
    // destinations of all: 0 twice, 2 once, (n + 2/4) / 5
    double[] all = {2.5 / 5, 0.5 / 5, 1.5 / 5, 0.5 / 5};
    double[] others = {0, 0.5 / 2.5, 1.5 / 2.5, 0.5 / 2.5};
    assertThat(found.get(0)).containsExactly(others, within(1e-12));
    double[] fromA = {0, 2 * others[1] / 3, (1 + 2 * others[2]) / 3, 2 * others[3] / 3};
    assertThat(found.get(1)).containsExactly(fromA, within(1e-12));
    // after c, then a: nobody was seen
    assertThat(found.get(2)).containsExactly(fromA, within(1e-12));
    double[] toA = {0, (1 + 2 * others[1]) / 4, (1 + 2 * others[2]) / 4, 2 * others[3] / 4};
    assertThat(found.get(3)).containsExactly(toA, within(1e-12));
    assertThat(found.get(4)).containsExactly(0, 0, 1, 0);
    // b: two records, the last 3 ago; c: one record, 2 ago
    double b = 2.0 / 3;
    double cc = 1.0 / 2;
    assertThat(found.get(5))
        .containsExactly(new double[] {0, b / (b + cc), cc / (b + cc), 0}, within(1e-12));
    double[] onward = new double[4];
    double sum = 0;
    for (int k = 1; k < 4; k++) {
      // b went to a once, c to a once
      onward[k] = b * 2 * all[k] / 3 + cc * 2 * all[k] / 3;
      sum += onward[k];
    }
    for (int k = 1; k < 4; k++) {
      onward[k] /= sum;
    }
    assertThat(found.get(6)).containsExactly(onward, within(1e-12));
  }

  @Test
  void everyComponentIsADistributionWithoutThePresentOutcome() {
    Tally moves = new Tally();
    for (PanelPerson person : PANEL.people(Split.TRAIN)) {
      for (int t = 1; t < person.size(); t++) {
        if (person.outcome(t) != person.outcome(t - 1)) {
          Destinations.count(moves, OUTCOMES, past(person, t), person.outcome(t));
        }
      }
    }
    Destinations destinations = new Destinations(OUTCOMES, moves, 3);
    for (PanelPerson person : PANEL.people(Split.TEST)) {
      for (int t = 1; t < person.size(); t++) {
        RecordFeatures past = past(person, t);
        List<double[]> components = destinations.components(past);
        assertThat(components)
            .hasSize(
                Destinations.bucket(past) == 0
                    ? Destinations.WITHOUT_PAST
                    : Destinations.COMPONENTS);
        for (double[] p : components) {
          double sum = 0;
          for (double value : p) {
            sum += value;
          }
          assertThat(sum).isCloseTo(1, within(1e-12));
          assertThat(p[past.previous()]).isZero();
        }
      }
    }
  }

  /// Of two distributions the one that is right three times out of four gets ¾ in the end.
  @Test
  void sharesOfAMixture() {
    List<double[]> rows =
        List.of(new double[] {1, 0}, new double[] {1, 0}, new double[] {1, 0}, new double[] {0, 1});
    assertThat(Mixture.shares(rows, new double[] {0.5, 0.5}, 1e-9))
        .containsExactly(new double[] {0.75, 0.25}, within(1e-6));
    assertThat(Mixture.shares(rows, new double[] {0.5, 0.5}, 4))
        .containsExactly(new double[] {5.0 / 8, 3.0 / 8}, within(1e-6));
  }

  @Test
  void thePastIsWorthSomething() throws IOException {
    Panel panel = TestPanels.panel(1500, OUTCOMES, 51);
    List<PanelPerson> test = panel.people(Split.TEST);
    double plain = MeanNll.nats(CountsTrainer.DEFAULT.train(panel, run("plain", 2)), test);
    double cache = MeanNll.nats(CacheTrainer.DEFAULT.train(panel, run("cache", 2)), test);
    assertThat(cache).isLessThan(plain);
  }

  @Test
  void refusesANegativeConcentration() {
    assertThatThrownBy(() -> new CacheTrainer(-1, 1, 1))
        .hasMessage(
            "concentration, stay_penalty and stay_iterations must be above 0, found -1.0, 1.0,"
                + " 1");
  }

  private static RecordFeatures past(PanelPerson person, int t) {
    return RecordFeatures.of(person, t);
  }

  private static PanelPerson person(int... outcomes) {
    int n = outcomes.length;
    int[] periods = new int[n];
    java.util.Arrays.setAll(periods, t -> 2000 + t);
    return new PanelPerson(
        "p", new int[] {1, 1}, periods, outcomes, new int[1][n], new double[1][n]);
  }
}
