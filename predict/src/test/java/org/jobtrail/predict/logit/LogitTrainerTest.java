package org.jobtrail.predict.logit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.MeanNll;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.TestPanels;
import org.jobtrail.predict.counts.CountsTrainer;
import org.jobtrail.predict.optimise.Blocks;
import org.jobtrail.predict.optimise.Lbfgs;
import org.junit.jupiter.api.Test;

final class LogitTrainerTest extends NextOccupationModelContract {
  @Override
  protected NextOccupationTrainer trainer() {
    return LogitTrainer.DEFAULT;
  }

  /// With nothing but a bias the likeliest probabilities are the shares.
  @Test
  void aHardlyPenalisedBiasIsTheShare() {
    Design design = new Design(0);
    for (int row = 0; row < 10; row++) {
      design.feature(0, 1);
      design.endRow(row < 7 ? 1 : 2, 0);
    }
    double[] weights = new double[3];
    try (Blocks blocks = new Blocks(1)) {
      new Lbfgs(5, 100, 0).minimise(new DestinationLogit(design, 1, 3, 1e-6, blocks), weights);
    }
    double[] logs = DestinationLogit.logs(design, 0, weights, 3, 1, new double[3]);
    assertThat(Math.exp(logs[1])).isCloseTo(0.7, within(1e-6));
    assertThat(Math.exp(logs[2])).isCloseTo(0.3, within(1e-6));
    assertThat(logs[0]).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /// The documented order of the features, read anew for every number.
  @Test
  void agreesWithASlowReadingOfTheTensors() {
    NextOccupationModel model = trained();
    double[] w = model.saved().tensor("destination.weight", -1, OUTCOMES).doubles();
    double[] u = model.saved().tensor("destination.held", FeatureSpace.TERMS).doubles();
    double[] s = model.saved().tensor("stay.weight", -1).doubles();
    int first = (int) model.saved().tensor("periods", 2).doubles()[0];
    int last = (int) model.saved().tensor("periods", 2).doubles()[1];
    for (PanelPerson person : PANEL.people(Split.TEST)) {
      double[][] rows = model.logProbabilities(List.of(person)).getFirst();
      for (int t = 0; t < person.size(); t++) {
        List<Integer> on = features(person, t, first, last);
        double[] score = new double[OUTCOMES];
        double sum = 0;
        int previous = t == 0 ? -1 : person.outcome(t - 1);
        for (int k = 0; k < OUTCOMES; k++) {
          for (int f : on) {
            score[k] += w[f * OUTCOMES + k];
          }
          score[k] += held(person, t, k, u) + share(person, t, k, w);
          sum += k == previous ? 0 : Math.exp(score[k]);
        }
        double z = 0;
        for (int f : on) {
          z += s[f];
        }
        for (int r = 0; r < t; r++) {
          z += s[s.length - 2 * OUTCOMES - 5 + person.outcome(r)] / t;
        }
        double stay = t == 0 ? 0 : 1 / (1 + Math.exp(-z - past(person, t, s)));
        for (int k = 0; k < OUTCOMES; k++) {
          double p = k == previous ? stay : (1 - stay) * Math.exp(score[k]) / sum;
          assertThat(Math.exp(rows[t][k])).isCloseTo(p, within(1e-12));
        }
      }
    }
  }

  private static List<Integer> features(PanelPerson p, int t, int first, int last) {
    List<Integer> on = new java.util.ArrayList<>(List.of(0));
    int spell = t;
    while (spell > 0 && p.outcome(spell - 1) == p.outcome(t - 1)) {
      spell--;
    }
    int at = 1;
    on.add(at + (t == 0 ? 0 : 1 + p.outcome(t - 1)));
    at += OUTCOMES + 1;
    on.add(at + (spell == 0 ? 0 : 1 + p.outcome(spell - 1)));
    at += OUTCOMES + 1;
    on.add(at + Math.min(10, t - spell));
    at += 11;
    on.add(at + Math.min(15, t));
    at += 16;
    on.add(at + Math.max(first, Math.min(last, p.period(t))) - first);
    at += last - first + 1;
    on.add(at + (t == 0 ? 0 : Math.min(4, p.period(t) - p.period(t - 1))));
    at += 5;
    int[] levels = {p.fixed(0), 3 + p.fixed(1), 7 + p.varying(0, t)};
    for (int level : levels) {
      on.add(at + level);
    }
    at += 11;
    if (t > 0 && p.varying(0, t) != p.varying(0, t - 1) && p.varying(0, t - 1) != 0) {
      on.add(at);
    }
    at++;
    if (t == 0) {
      for (int level : levels) {
        on.add(at + level);
      }
    }
    return on;
  }

  private static double share(PanelPerson p, int t, int k, double[] w) {
    double sum = 0;
    for (int r = 0; r < t; r++) {
      sum += w[w.length - OUTCOMES * OUTCOMES + p.outcome(r) * OUTCOMES + k] / t;
    }
    return sum;
  }

  private static double held(PanelPerson p, int t, int k, double[] u) {
    int count = 0;
    int latest = -1;
    for (int s = 0; s < t; s++) {
      if (p.outcome(s) == k) {
        count++;
        latest = s;
      }
    }
    if (count == 0 || k == p.outcome(t - 1)) {
      return 0;
    }
    int begin = t - 1;
    while (p.outcome(begin) == p.outcome(t - 1)) {
      begin--;
    }
    boolean before = latest == begin;
    return u[0]
        + u[1] * Math.log(1.0 + count)
        + u[2] / (t - latest)
        + u[3] * Math.log(p.period(t) - p.period(latest))
        + (before ? u[4] : 0)
        + (before && begin == t - 2 ? u[5] : 0);
  }

  private static double past(PanelPerson p, int t, double[] s) {
    int from = s.length - OUTCOMES - 5;
    int begin = t - 1;
    int a = p.outcome(t - 1);
    while (begin > 0 && p.outcome(begin - 1) == a) {
      begin--;
    }
    int count = 0;
    int moves = 0;
    Set<Integer> distinct = new HashSet<>();
    for (int r = 0; r < t; r++) {
      count += p.outcome(r) == a ? 1 : 0;
      moves += r > 0 && p.outcome(r) != p.outcome(r - 1) ? 1 : 0;
      distinct.add(p.outcome(r));
    }
    int rest = from + OUTCOMES;
    return s[from + a] * Math.log(t - begin)
        + s[rest] * Math.log(count)
        + (count > t - begin ? s[rest + 1] : 0)
        + s[rest + 2] * moves / t
        + s[rest + 3] * Math.log(distinct.size())
        + s[rest + 4] * Math.log(p.period(t) - p.period(begin));
  }

  @Test
  void threadsChangeNothing() throws IOException {
    NextOccupationModel again = trainer().train(PANEL, run("threads", 3));
    List<PanelPerson> people = PANEL.people(Split.TEST);
    same(trained().logProbabilities(people), again.logProbabilities(people), 0);
  }

  @Test
  void whatWasHeldBeforeHelpsWherePeopleGoBack() throws IOException {
    Panel panel = TestPanels.panel(2000, OUTCOMES, 21);
    double counts = test(panel, CountsTrainer.DEFAULT);
    double plain = test(panel, LogitTrainer.DEFAULT.withHeldBefore(false));
    double held = test(panel, LogitTrainer.DEFAULT);
    assertThat(held).isLessThan(plain);
    assertThat(plain).isLessThan(counts);
  }

  @Test
  void oneStageSumsToOneAsWell() throws IOException {
    NextOccupationModel model =
        LogitTrainer.DEFAULT.withTwoStage(false).train(PANEL, run("one stage", 1));
    for (double[] row : model.logProbabilities(PANEL.people(Split.TEST)).getFirst()) {
      double sum = 0;
      for (double log : row) {
        sum += Math.exp(log);
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  private double test(Panel panel, NextOccupationTrainer trainer) throws IOException {
    return MeanNll.nats(trainer.train(panel, run("test", 2)), panel.people(Split.TEST));
  }

  @Test
  void refusesPenaltiesThatArentAny() {
    assertThatThrownBy(() -> new LogitTrainer(true, true, 0, 1, 3))
        .hasMessage("penalties must be above 0, iterations at least 1, found 0.0, 1.0, 3");
  }
}
