package org.jobtrail.predict.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.TestPanels;
import org.junit.jupiter.api.Test;

final class CountsTrainerTest extends NextOccupationModelContract {
  @Override
  protected NextOccupationTrainer trainer() {
    return CountsTrainer.DEFAULT.withOrder(2);
  }

  @Test
  void worksAsByHand() throws Exception {
    // three transitions: one stay in a, two moves from a to b
    Panel panel =
        new Panel(
            "by hand",
            TestPanels.schema(3),
            List.of(person(0, 0, 1), person(0, 1), person(2), person(0)),
            List.of(Split.TRAIN, Split.TRAIN, Split.TRAIN, Split.VALID));
    TransitionCounts counts = TransitionCounts.of(panel, 1);
    double[] c = {1, 3, 2, 9, 4, 9};
    // destinations of all: (n(b) + 3/3) / (2 + 3)
    double toA = 1.0 / 5;
    double toB = 3.0 / 5;
    double toC = 1.0 / 5;
    double[] first = counts.logs(person(0), 0, c);
    assertThat(Math.exp(first[0])).isCloseTo((2 + toA) / 4, within(1e-12));
    assertThat(Math.exp(first[1])).isCloseTo(toB / 4, within(1e-12));
    assertThat(Math.exp(first[2])).isCloseTo((1 + toC) / 4, within(1e-12));
    double stayAll = 1.5 / 4;
    double stayA = (1 + 2 * stayAll) / (3 + 2);
    double[] second = counts.logs(person(0, 0), 1, c);
    assertThat(Math.exp(second[0])).isCloseTo(stayA, within(1e-12));
    assertThat(Math.exp(second[1]))
        .isCloseTo((1 - stayA) * (2 + 4 * toB / (1 - toA)) / 6, within(1e-12));
    assertThat(Math.exp(second[2]))
        .isCloseTo((1 - stayA) * (4 * toC / (1 - toA)) / 6, within(1e-12));
  }

  @Test
  void oneOutcomeAndTheWholeRowAgree() {
    for (int order : new int[] {1, 2}) {
      TransitionCounts counts = TransitionCounts.of(PANEL, order);
      double[] c = {0.3, 2, 5, 1, 7, 0.4};
      for (PanelPerson person : PANEL.people(Split.TEST)) {
        for (int t = 0; t < person.size(); t++) {
          assertThat(counts.logOutcome(person, t, c))
              .isCloseTo(counts.logs(person, t, c)[person.outcome(t)], within(1e-12));
        }
      }
    }
  }

  @Test
  void agreesWithCountingAgainForEveryRow() {
    NextOccupationModel model = trained();
    double[] c = model.saved().tensor("concentrations", 6).doubles();
    List<PanelPerson> train = PANEL.people(Split.TRAIN);
    for (PanelPerson person : PANEL.people(Split.TEST).subList(0, 10)) {
      double[][] rows = model.logProbabilities(List.of(person)).getFirst();
      for (int t = 0; t < person.size(); t++) {
        for (int b = 0; b < OUTCOMES; b++) {
          assertThat(Math.exp(rows[t][b])).isCloseTo(slow(train, person, t, b, c), within(1e-12));
        }
      }
    }
  }

  /// The formulas again, counting the training people anew for every number.
  private static double slow(List<PanelPerson> train, PanelPerson who, int t, int b, double[] c) {
    if (t == 0) {
      double n = train.stream().filter(p -> p.outcome(0) == b).count();
      return (n + c[0] * everybody(train, b, c)) / (train.size() + c[0]);
    }
    int a = who.outcome(t - 1);
    double stays = 0.5;
    double all = 1;
    double[] ofA = new double[2];
    double[] ofRelation = new double[2];
    double[] toB = new double[2];
    double[] toBAfterBoth = new double[2];
    for (PanelPerson p : train) {
      for (int s = 1; s < p.size(); s++) {
        int stay = p.outcome(s) == p.outcome(s - 1) ? 1 : 0;
        stays += stay;
        all++;
        if (p.outcome(s - 1) != a) {
          continue;
        }
        ofA[0] += stay;
        ofA[1]++;
        boolean sameRelation = relation(p, s) == relation(who, t);
        ofRelation[0] += sameRelation ? stay : 0;
        ofRelation[1] += sameRelation ? 1 : 0;
        if (stay == 0) {
          toB[0] += p.outcome(s) == b ? 1 : 0;
          toB[1]++;
          boolean both = s == 1 ? t == 1 : t > 1 && p.outcome(s - 2) == who.outcome(t - 2);
          toBAfterBoth[0] += both && p.outcome(s) == b ? 1 : 0;
          toBAfterBoth[1] += both ? 1 : 0;
        }
      }
    }
    double stay = (ofA[0] + c[2] * stays / all) / (ofA[1] + c[2]);
    stay = (ofRelation[0] + c[3] * stay) / (ofRelation[1] + c[3]);
    if (a == b) {
      return stay;
    }
    double p = everybody(train, b, c) / (1 - everybody(train, a, c));
    p = (toB[0] + c[4] * p) / (toB[1] + c[4]);
    p = (toBAfterBoth[0] + c[5] * p) / (toBAfterBoth[1] + c[5]);
    return (1 - stay) * p;
  }

  private static int relation(PanelPerson p, int t) {
    return t < 2 ? 0 : p.outcome(t - 2) == p.outcome(t - 1) ? 1 : 2;
  }

  private static double everybody(List<PanelPerson> train, int b, double[] c) {
    double n = 0;
    double to = 0;
    for (PanelPerson p : train) {
      for (int s = 1; s < p.size(); s++) {
        if (p.outcome(s) != p.outcome(s - 1)) {
          n++;
          to += p.outcome(s) == b ? 1 : 0;
        }
      }
    }
    return (to + c[1] / OUTCOMES) / (n + c[1]);
  }

  @Test
  void knowsTwoOrders() {
    assertThatThrownBy(() -> CountsTrainer.DEFAULT.withOrder(3))
        .hasMessage("order must be 1 or 2, found 3");
  }

  private static PanelPerson person(int... outcomes) {
    int n = outcomes.length;
    int[] periods = new int[n];
    java.util.Arrays.setAll(periods, t -> 2000 + t);
    return new PanelPerson(
        "p", new int[] {1, 1}, periods, outcomes, new int[1][n], new double[1][n]);
  }
}
