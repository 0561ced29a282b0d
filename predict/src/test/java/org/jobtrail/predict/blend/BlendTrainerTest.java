package org.jobtrail.predict.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.MeanNll;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.TestPanels;
import org.jobtrail.predict.baseline.UniformTrainer;
import org.jobtrail.predict.counts.CountsTrainer;
import org.jobtrail.predict.logit.LogitTrainer;
import org.jobtrail.predict.optimise.Blocks;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;

final class BlendTrainerTest extends NextOccupationModelContract {
  @Override
  protected NextOccupationTrainer trainer() throws IOException {
    return trainer(PANEL);
  }

  @Override
  protected NextOccupationTrainer trainer(Panel panel) throws IOException {
    return BlendTrainer.DEFAULT.over(
        List.of(
            CountsTrainer.DEFAULT.train(panel, run("counts", 1)),
            LogitTrainer.DEFAULT.train(panel, run("logit", 1))));
  }

  /// Members of 0.5 and 0.8, weights ½ each: √(0.5·0.8) against √(0.5·0.2).
  @Test
  void evenWeightsAreTheGeometricMean() {
    float[] logs = {log(0.5), log(0.2), log(0.5), log(0.8)};
    double[] pooled = Pool.pooled(logs, new double[] {0.5, 0.5}, 2);
    double yes = Math.sqrt(0.5 * 0.8);
    double no = Math.sqrt(0.5 * 0.2);
    assertThat(Math.exp(pooled[1])).isCloseTo(yes / (yes + no), within(1e-7));
    assertThat(Math.exp(pooled[0])).isCloseTo(no / (yes + no), within(1e-7));
  }

  private static float log(double p) {
    return (float) Math.log(p);
  }

  @Test
  void agreesWithAFormulaWithoutStagesForEvenWeights() throws IOException {
    NextOccupationModel counts = CountsTrainer.DEFAULT.train(PANEL, run("c", 1));
    NextOccupationModel logit = LogitTrainer.DEFAULT.train(PANEL, run("l", 1));
    List<Member> members =
        List.of(new Member(counts, PANEL.schema()), new Member(logit, PANEL.schema()));
    double[] even = new double[2 * Situation.SIZE];
    even[0] = 0.5;
    even[1] = 0.5;
    NextOccupationModel blend =
        BlendModel.of(
            BlendTrainer.DEFAULT, PANEL.schema(), members, new double[] {0.5, 0.5}, even, even);
    for (PanelPerson person : PANEL.people(Split.TEST)) {
      double[][] rows = blend.logProbabilities(List.of(person)).getFirst();
      double[][] a = counts.logProbabilities(List.of(person)).getFirst();
      double[][] b = logit.logProbabilities(List.of(person)).getFirst();
      for (int t = 1; t < rows.length; t++) {
        int previous = person.outcome(t - 1);
        double sa = Math.exp(a[t][previous]);
        double sb = Math.exp(b[t][previous]);
        double yes = Math.sqrt(sa * sb);
        double stay = yes / (yes + Math.sqrt((1 - sa) * (1 - sb)));
        assertThat(Math.exp(rows[t][previous])).isCloseTo(stay, within(1e-6));
        double sum = 0;
        for (int k = 0; k < OUTCOMES; k++) {
          sum += k == previous ? 0 : Math.exp((a[t][k] + b[t][k]) / 2);
        }
        for (int k = 0; k < OUTCOMES; k++) {
          if (k != previous) {
            assertThat(Math.exp(rows[t][k]))
                .isCloseTo((1 - stay) * Math.exp((a[t][k] + b[t][k]) / 2) / sum, within(1e-6));
          }
        }
      }
    }
  }

  @Test
  void theGradientAgreesWithFiniteDifferences() {
    Random random = new Random(8);
    List<Pool.Row> rows = new ArrayList<>();
    for (int r = 0; r < 30; r++) {
      float[] logs = new float[4 * 2];
      for (int i = 0; i < logs.length; i++) {
        logs[i] = (float) -random.nextDouble(0.1, 4);
      }
      rows.add(new Pool.Row(new double[] {1, random.nextInt(2), 1}, random.nextInt(4), logs));
    }
    try (Blocks blocks = new Blocks(2)) {
      Pool pool = new Pool(rows, new double[] {0.5, 0.5}, 3, 0.7, 0.2, blocks);
      double[] weights = random.doubles(pool.size(), -1, 1).toArray();
      double[] gradient = new double[weights.length];
      double[] ignored = new double[weights.length];
      pool.at(weights, gradient);
      for (int j = 0; j < weights.length; j++) {
        double[] moved = weights.clone();
        moved[j] += 1e-5;
        double above = pool.at(moved, ignored);
        moved[j] -= 2e-5;
        double below = pool.at(moved, ignored);
        assertThat((above - below) / 2e-5).isCloseTo(gradient[j], within(1e-6));
      }
    }
  }

  @Test
  void isNoWorseThanItsBestMember() throws IOException {
    Panel panel = TestPanels.panel(1500, OUTCOMES, 31);
    NextOccupationModel counts = CountsTrainer.DEFAULT.withOrder(2).train(panel, run("2", 2));
    NextOccupationModel logit = LogitTrainer.DEFAULT.train(panel, run("3", 2));
    NextOccupationModel nonsense = UniformTrainer.DEFAULT.train(panel, run("4", 2));
    NextOccupationModel blend =
        BlendTrainer.DEFAULT.over(List.of(counts, logit, nonsense)).train(panel, run("5", 2));
    List<PanelPerson> test = panel.people(Split.TEST);
    double best = Math.min(MeanNll.nats(counts, test), MeanNll.nats(logit, test));
    assertThat(MeanNll.nats(blend, test)).isLessThan(best + 0.002);
  }

  @Test
  void aMemberOfAnotherSchemaAnswersInOurNumbers() throws IOException {
    Panel wide = TestPanels.panel(300, OUTCOMES + 2, 41);
    NextOccupationModel other = CountsTrainer.DEFAULT.train(wide, run("wide", 1));
    Member member = new Member(other, PANEL.schema());
    PanelPerson person = PANEL.people(Split.TEST).get(3);
    double[][] own = other.logProbabilities(List.of(person)).getFirst();
    double[][] ours = member.logs(List.of(person)).getFirst();
    for (int t = 0; t < ours.length; t++) {
      double left = 1 - Math.exp(own[t][OUTCOMES]) - Math.exp(own[t][OUTCOMES + 1]);
      for (int k = 0; k < OUTCOMES; k++) {
        assertThat(Math.exp(ours[t][k])).isCloseTo(Math.exp(own[t][k]) / left, within(1e-12));
      }
    }
    Panel narrow = TestPanels.panel(100, OUTCOMES - 1, 42);
    NextOccupationModel less = CountsTrainer.DEFAULT.train(narrow, run("narrow", 1));
    assertThatThrownBy(() -> new Member(less, PANEL.schema()))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            "--of: counts doesn't know 1 outcomes of the panel, such as o8; train it on a panel"
                + " that has them");
  }

  @Test
  void wantsMembers() {
    assertThatThrownBy(() -> BlendTrainer.DEFAULT.over(List.of(trained())))
        .hasMessage("--of: a blend is made of two models or more, found 1");
    assertThatThrownBy(() -> BlendTrainer.DEFAULT.train(PANEL, run("none", 1)))
        .hasMessage("blend: name its members with --of M1,M2");
  }
}
