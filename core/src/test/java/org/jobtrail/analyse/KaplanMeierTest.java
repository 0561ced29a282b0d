package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KaplanMeierTest {
  /// Freireich et al. 1963, remission in weeks under 6-MP, the textbooks' example.
  @Test
  void givesTheTextbookCurveOfRemissionTimes() {
    double[] at = {0, 6, 7, 9, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35};
    double[] ended = {0, 3, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0};
    double[] censored = {0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 2, 1, 1};
    double[] entered = new double[at.length];
    entered[0] = 21;
    KaplanMeier curve = KaplanMeier.of(entered, ended, censored);
    double[][] expected = {
      {1, 21, 0.857, 0.0764},
      {2, 17, 0.807, 0.0869},
      {4, 15, 0.753, 0.0963},
      {6, 12, 0.690, 0.1068},
      {7, 11, 0.627, 0.1141},
      {11, 7, 0.538, 0.1282},
      {12, 6, 0.448, 0.1346}
    };
    for (double[] row : expected) {
      int time = (int) row[0];
      assertThat(curve.atRisk(time)).isEqualTo(row[1]);
      assertThat(curve.survival(time)).isCloseTo(row[2], within(5e-4));
      assertThat(curve.standardError(time)).isCloseTo(row[3], within(5e-5));
    }
    assertThat(curve.median(at)).isEqualTo(23);
  }

  /// Two spells seen from 0, one that enters at 2: at 3 two of them are at risk.
  @Test
  void countsLateEntriesFromTheirEntryOn() {
    KaplanMeier curve =
        KaplanMeier.of(
            new double[] {2, 0, 1, 0}, new double[] {0, 1, 0, 1}, new double[] {0, 0, 0, 1});
    assertThat(curve.survival(1)).isEqualTo(0.5);
    assertThat(curve.atRisk(3)).isEqualTo(2);
    assertThat(curve.survival(3)).isEqualTo(0.25);
  }
}
