package org.jobtrail.predict.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.TestPanels;
import org.junit.jupiter.api.Test;

final class MarginalTrainerTest extends NextOccupationModelContract {
  @Override
  protected NextOccupationTrainer trainer() {
    return MarginalTrainer.DEFAULT;
  }

  @Test
  void countsTheTrainingRecordsAndSmooths() throws Exception {
    PanelPerson train = person(1, 1, 2);
    PanelPerson valid = person(0, 0, 0);
    Panel panel =
        new Panel(
            "three",
            TestPanels.schema(3),
            List.of(train, valid),
            List.of(Split.TRAIN, Split.VALID));
    double[] row =
        new MarginalTrainer(0.5)
            .train(panel, run("three", 1))
            .logProbabilities(List.of(valid))
            .getFirst()[1];
    assertThat(Math.exp(row[0])).isCloseTo(0.5 / 4.5, within(1e-12));
    assertThat(Math.exp(row[1])).isCloseTo(2.5 / 4.5, within(1e-12));
    assertThat(Math.exp(row[2])).isCloseTo(1.5 / 4.5, within(1e-12));
  }

  @Test
  void wantsSmoothing() {
    assertThatThrownBy(() -> new MarginalTrainer(0))
        .hasMessage("smoothing must be above 0, found 0.0");
  }

  private static PanelPerson person(int... outcomes) {
    int n = outcomes.length;
    int[] periods = new int[n];
    java.util.Arrays.setAll(periods, t -> 2000 + t);
    return new PanelPerson(
        "p", new int[] {1, 1}, periods, outcomes, new int[1][n], new double[1][n]);
  }
}
