package org.jobtrail.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;

class WageRegressionTest {
  /// y = 1 + 2 a − b with next to no penalty.
  @Test
  void findsTheCoefficientsOfAnExactRelation() {
    Ridge ridge = new Ridge(3);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      ridge.add(new double[] {1, a, b}, 1 + 2 * a - b);
    }
    double[] found = ridge.solve(Ridge.columns(new int[] {1, 3}), 1e-9);
    assertThat(found).containsExactly(new double[] {1, 2, -1}, within(1e-5));
  }

  /// One column: b = Σxy / (Σx² + λn) without an intercept's help, x and y centred.
  @Test
  void shrinksAsTheFormulaSays() {
    Ridge ridge = new Ridge(2);
    ridge.add(new double[] {1, -1}, -3);
    ridge.add(new double[] {1, 1}, 3);
    assertThat(ridge.solve(Ridge.columns(new int[] {1, 2}), 0.5)[1])
        .isCloseTo(6 / (2 + 0.5 * 2), within(1e-9));
    assertThat(ridge.solve(new int[] {0}, 0.5)[1]).isZero();
  }

  /// Wages depend on where somebody was two records ago, which only the model remembers.
  private static Panel panel(boolean wages) {
    SplittableRandom random = new SplittableRandom(2);
    List<PanelPerson> people = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    for (int p = 0; p < 600; p++) {
      int n = 4;
      int[] outcomes = new int[n];
      int[] years = new int[n];
      double[] pay = new double[n];
      for (int t = 0; t < n; t++) {
        outcomes[t] = random.nextInt(3);
        years[t] = 2000 + t;
        pay[t] = 10 * Math.exp((t > 0 ? 0.5 * outcomes[t - 1] : 0) + 0.1 * random.nextDouble());
      }
      pay[0] = p % 4 == 0 ? Double.NaN : p % 4 == 1 ? 0 : p % 4 == 2 ? 1e6 : 12;
      people.add(
          new PanelPerson(
              "p" + (1000 + p),
              new int[] {1, 1},
              years,
              outcomes,
              new int[][] {new int[n]},
              new double[][] {pay}));
      splits.add(p < 400 ? Split.TRAIN : p < 500 ? Split.VALID : Split.TEST);
    }
    return new Panel("paid", Toys.schema(wages ? "hourly_wage" : "height"), people, splits);
  }

  private static Evaluator evaluator(Panel panel) {
    return new Evaluator(panel, Split.TEST, 200, 1, Progress.NONE);
  }

  @Test
  void tellsWhatTheModelAddsAndWhereWagesWent() {
    NextOccupationModel remembers = Toys.stayer("remembers", 0.8);
    WageRegression result = WageRegression.of(evaluator(panel(true)), remembers, 1, 500);
    assertThat(result.tally()).isEqualTo(new WageTally(1950, 150, 150, 150));
    assertThat(result.tally().records()).isEqualTo(2400);
    assertThat(result.r2(WageRegression.ALL).value()).isGreaterThan(0.9);
    assertThat(result.r2(WageRegression.STANDARD).value()).isLessThan(0.3);
    assertThat(result.gain().low()).isPositive();
    assertThat(result.people()).isEqualTo(100);
    assertThat(result.records()).isEqualTo(325);
  }

  @Test
  void addsNothingForAModelThatForgets() {
    WageRegression result =
        WageRegression.of(evaluator(panel(true)), Toys.stayer("forgets", 1 / 3.0), 1, 500);
    assertThat(result.gain().value()).isCloseTo(0, within(1e-6));
  }

  @Test
  void refusesAPanelWithoutWages() {
    assertThatThrownBy(
            () -> WageRegression.of(evaluator(panel(false)), Toys.stayer("toy", 0.5), 1, 500))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage("paid has no measure hourly_wage; it has [height]");
  }

  @Test
  void refusesToTellMuchFromOnePerson() {
    Panel all = panel(true);
    List<PanelPerson> few = all.people().subList(0, 10);
    List<Split> splits = new ArrayList<>();
    for (int p = 0; p < 10; p++) {
      splits.add(p < 7 ? Split.TRAIN : p < 9 ? Split.VALID : Split.TEST);
    }
    Panel one = new Panel("one", all.schema(), few, splits);
    assertThatThrownBy(() -> WageRegression.of(evaluator(one), Toys.stayer("toy", 0.5), 1, 500))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            "one: 3 records of 1 people of test have a wage that can be used; R² needs two people"
                + " at least");
    splits.replaceAll(s -> s == Split.VALID ? Split.TEST : s);
    Panel unchosen = new Panel("unchosen", all.schema(), few, splits);
    assertThatThrownBy(
            () -> WageRegression.of(evaluator(unchosen), Toys.stayer("toy", 0.5), 1, 500))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("no record of valid has a wage that can be used");
  }
}
