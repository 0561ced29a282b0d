package org.jobtrail.predict.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.TestPanels;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.baseline.MarginalTrainer;
import org.jobtrail.predict.counts.CountsTrainer;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  @TempDir Path folder;

  private static final double[] SHARES = logs(0.5, 0.25, 0.25);

  private static double[] logs(double... probabilities) {
    return Arrays.stream(probabilities).map(Math::log).toArray();
  }

  /// Two records, outcome 0 first.
  private static PanelPerson person() {
    return new PanelPerson(
        "p",
        new int[] {1, 1},
        new int[] {1990, 1991},
        new int[] {0, 2},
        new int[][] {{1, 1}},
        new double[][] {{1, 1}});
  }

  /// Only the constant's row, all situations alike.
  private static double[] constant(double... row) {
    return Arrays.copyOf(row, row.length * Situation.SIZE);
  }

  private static void is(double[] logs, double... probabilities) {
    for (int k = 0; k < probabilities.length; k++) {
      assertThat(Math.exp(logs[k])).isCloseTo(probabilities[k], within(1e-6));
    }
  }

  @Test
  void powersOfOneAndNoOffsetChangeNothing() {
    Calibration same =
        new Calibration(
            SHARES, new double[] {1, 0}, constant(1, 0, 0), constant(1, 0), Optional.empty());
    is(same.row(person(), 0, logs(0.5, 0.3, 0.2)), 0.5, 0.3, 0.2);
    is(same.row(person(), 1, logs(0.5, 0.3, 0.2)), 0.5, 0.3, 0.2);
  }

  /// First: squares, .25 + .09 + .04 = .38. Staying: odds .8 / .2 = 4 to the power ½ are 2, times e
  /// to the ln 3 are 6: 6/7. Destinations: .12 / .2 = .6 and .4, squared .36 and .16, of .52.
  @Test
  void worksAsOnPaper() {
    Calibration by =
        new Calibration(
            SHARES,
            new double[] {2, 0},
            constant(0.5, 0, Math.log(3)),
            constant(2, 0),
            Optional.empty());
    is(by.row(person(), 0, logs(0.5, 0.3, 0.2)), 0.25 / 0.38, 0.09 / 0.38, 0.04 / 0.38);
    is(
        by.row(person(), 1, logs(0.8, 0.12, 0.08)),
        6.0 / 7,
        1.0 / 7 * 0.36 / 0.52,
        1.0 / 7 * 0.16 / 0.52);
  }

  /// The shares alone: staying as frequent as outcome 0 is, odds 1 by power 1; with power 2 of .5 /
  /// .5 again 1. First records: .25, .0625, .0625 of .375.
  @Test
  void theSharesHavePowersOfTheirOwn() {
    Calibration by =
        new Calibration(
            SHARES, new double[] {0, 2}, constant(0, 2, 0), constant(0, 1), Optional.empty());
    is(by.row(person(), 0, logs(0.1, 0.1, 0.8)), 0.25 / 0.375, 0.0625 / 0.375, 0.0625 / 0.375);
    is(by.row(person(), 1, logs(0.1, 0.1, 0.8)), 0.5, 0.25, 0.25);
  }

  /// A model that is too sure by a power of 3 and one that is right.
  @ParameterizedTest
  @ValueSource(doubles = {3, 1})
  void isNeverWorseOnValidAndMendsWhatIsTooSure(double sure) throws IOException {
    Panel panel = TestPanels.panel(600, 8, 11);
    TrainingRun run = new TrainingRun(1, 2, Device.CPU, folder, Optional.empty(), Progress.NONE);
    NextOccupationModel counts = CountsTrainer.DEFAULT.train(panel, run);
    Function<List<PanelPerson>, List<double[][]>> model =
        people ->
            counts.logProbabilities(people).stream()
                .map(
                    rows ->
                        Arrays.stream(rows).map(row -> power(row, sure)).toArray(double[][]::new))
                .toList();
    Calibration fitted = Calibration.fit(model, panel, run);
    List<PanelPerson> valid = panel.people(Split.VALID);
    double before = 0;
    double after = 0;
    int n = 0;
    for (PanelPerson person : valid) {
      double[][] rows = model.apply(List.of(person)).getFirst();
      double[][] honest = fitted.rows(person, rows);
      for (int t = 0; t < person.size(); t++, n++) {
        before -= rows[t][person.outcome(t)];
        after -= honest[t][person.outcome(t)];
        assertThat(Arrays.stream(honest[t]).map(Math::exp).sum()).isCloseTo(1, within(1e-6));
      }
    }
    assertThat(after).isLessThanOrEqualTo(before + 1e-4);
    if (sure > 1) {
      assertThat((before - after) / n).isGreaterThan(0.1);
    }
  }

  private static double[] power(double[] row, double power) {
    double[] scaled = Arrays.stream(row).map(x -> power * x).toArray();
    double sum = Math.log(Arrays.stream(scaled).map(Math::exp).sum());
    return Arrays.stream(scaled).map(x -> x - sum).toArray();
  }

  @Test
  void survivesItsJson() {
    Calibration by =
        new Calibration(
            SHARES,
            new double[] {2, 0.1},
            constant(0.5, 0.2, Math.log(3)),
            constant(2, 0.3),
            Optional.empty());
    Calibration again = Calibration.of(by.json(), 3);
    assertThat(again.json()).isEqualTo(by.json());
    assertThat(again.row(person(), 1, logs(0.8, 0.12, 0.08)))
        .isEqualTo(by.row(person(), 1, logs(0.8, 0.12, 0.08)));
    assertThatThrownBy(() -> Calibration.of(by.json(), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("calibration: shares must be 4 finite numbers");
    assertThatThrownBy(() -> Calibration.of(by.json().without("move"), 3))
        .hasMessage("calibration: move must be 16 finite numbers");
  }

  @Test
  void survivesItsJsonWithThePast() throws IOException {
    Panel panel = TestPanels.panel(200, 6, 12);
    TrainingRun run = new TrainingRun(1, 1, Device.CPU, folder, Optional.empty(), Progress.NONE);
    NextOccupationModel counts = CountsTrainer.DEFAULT.train(panel, run);
    Calibration by = Calibration.fit(counts::logProbabilities, panel, run);
    assertThat(by.json().has("past")).isTrue();
    Calibration again = Calibration.of(by.json(), 6);
    assertThat(again.parameters()).isEqualTo(by.parameters());
    Calibration without = Calibration.of(by.json().without("past"), 6);
    boolean told = false;
    for (PanelPerson person : panel.people(Split.TEST)) {
      double[][] logs = counts.logProbabilities(List.of(person)).getFirst();
      assertThat(again.rows(person, logs)).isDeepEqualTo(by.rows(person, logs));
      told |= !Arrays.deepEquals(without.rows(person, logs), by.rows(person, logs));
    }
    assertThat(told).isTrue();
  }

  @Test
  void theSharesAreTheMarginals() throws IOException {
    Panel panel = TestPanels.panel(60, 4, 2);
    TrainingRun run = new TrainingRun(1, 1, Device.CPU, folder, Optional.empty(), Progress.NONE);
    NextOccupationModel marginal = MarginalTrainer.DEFAULT.train(panel, run);
    assertThat(marginal.logProbabilities(List.of(panel.people().getFirst())).getFirst()[0])
        .isEqualTo(MarginalTrainer.DEFAULT.logs(panel));
  }
}
