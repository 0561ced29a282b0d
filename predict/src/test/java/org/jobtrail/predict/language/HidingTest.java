package org.jobtrail.predict.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.TestPanels;
import org.junit.jupiter.api.Test;

class HidingTest {
  private static final PanelSchema SCHEMA = TestPanels.schema(5);

  private static PanelPerson person(String id) {
    PanelPerson drawn = TestPanels.person(id, 5, new Random(3));
    return new PanelPerson(
        id,
        new int[] {1, 2},
        new int[] {1990, 1991, 1993},
        new int[] {0, 1, 2},
        new int[][] {{1, 2, 3}},
        new double[][] {{1, 2, drawn.measure(0, 0)}});
  }

  @Test
  void nothingIsHiddenAtRateZero() {
    PanelPerson person = person("p");
    assertThat(new Hiding(0, 1).of(person, SCHEMA, 4)).isSameAs(person);
  }

  @Test
  void hidesACovariateInEveryRecordAndNothingElse() {
    PanelPerson hidden = person("p").hiding(c -> c == 1, _ -> true);
    assertThat(hidden.id()).isEqualTo("p");
    assertThat(hidden.fixed(0)).isEqualTo(1);
    assertThat(hidden.fixed(1)).isZero();
    for (int t = 0; t < 3; t++) {
      assertThat(hidden.varying(0, t)).isZero();
      assertThat(hidden.outcome(t)).isEqualTo(t);
      assertThat(hidden.period(t)).isEqualTo(person("p").period(t));
      assertThat(hidden.measure(0, t)).isEqualTo(person("p").measure(0, t));
    }
  }

  @Test
  void isTheSameForSeedPersonAndEpochAndOtherwiseNot() {
    int other = 0;
    for (int i = 0; i < 200; i++) {
      PanelPerson person = person("p" + i);
      PanelPerson once = new Hiding(0.5, 7).of(person, SCHEMA, 2);
      assertThat(shown(new Hiding(0.5, 7).of(person, SCHEMA, 2))).isEqualTo(shown(once));
      other += shown(new Hiding(0.5, 7).of(person, SCHEMA, 3)).equals(shown(once)) ? 0 : 1;
      other += shown(new Hiding(0.5, 8).of(person, SCHEMA, 2)).equals(shown(once)) ? 0 : 1;
    }
    assertThat(other).isBetween(250, 400);
  }

  private static String shown(PanelPerson p) {
    return p.fixed(0) + "," + p.fixed(1) + "," + p.varying(0, 0) + p.varying(0, 2);
  }

  /// Rate .2: each hidden in 1 − .9·.8 = .28 of the documents, all three in .1 + .9·.2³ = .1072.
  @Test
  void isAsFrequentAsTheRateSays() {
    int n = 20_000;
    int sex = 0;
    int education = 0;
    int all = 0;
    Hiding hiding = new Hiding(0.2, 5);
    for (int i = 0; i < n; i++) {
      PanelPerson hidden = hiding.of(person("id " + i), SCHEMA, 1);
      sex += hidden.fixed(0) == 0 ? 1 : 0;
      education += hidden.varying(0, 1) == 0 ? 1 : 0;
      all += hidden.fixed(0) + hidden.fixed(1) + hidden.varying(0, 1) == 0 ? 1 : 0;
    }
    assertThat((double) sex / n).isCloseTo(0.28, within(0.015));
    assertThat((double) education / n).isCloseTo(0.28, within(0.015));
    assertThat((double) all / n).isCloseTo(0.1072, within(0.01));
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new Hiding(1, 1)).hasMessage("hide must be in [0, 1), found 1.0");
  }
}
