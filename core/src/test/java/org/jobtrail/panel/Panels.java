package org.jobtrail.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Made-up panels for tests.
final class Panels {
  static final PanelSchema SCHEMA =
      new PanelSchema(
          PeriodUnit.YEAR,
          new Outcomes(
              List.of(
                  new Outcome("243", "Sales \"supervisors\", others", false),
                  new Outcome("95", "Nurses", false),
                  new Outcome("education", "In education", true))),
          List.of(
              new Covariate("sex", List.of("missing", "F", "M")),
              new Covariate("race", List.of("missing", "it's", "other, or \"none\""))),
          List.of(new Covariate("education", List.of("missing", "none", "degree"))),
          List.of("hourly_wage", "hours"));

  private Panels() {}

  /// Two people: `ann` with a gap and a missing wage, `bob` with a single record.
  static Panel small() {
    double nan = Double.NaN;
    return new Panel(
        "small",
        SCHEMA,
        List.of(
            new PanelPerson(
                "ann",
                new int[] {1, 0},
                new int[] {1999, 2000, 2003},
                new int[] {2, 1, 1},
                new int[][] {{0, 1, 2}},
                new double[][] {{nan, 0, 12.5}, {1, 2, nan}}),
            new PanelPerson(
                "bob",
                new int[] {2, 2},
                new int[] {2001},
                new int[] {0},
                new int[][] {{1}},
                new double[][] {{7.25}, {nan}})),
        List.of());
  }

  static Panel random(int people, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PanelPerson> drawn = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      int n = random.nextInt(1, 100);
      int[] periods = new int[n];
      int[] outcomes = new int[n];
      int[][] varying = new int[1][n];
      double[][] measures = new double[2][n];
      int year = 1950;
      for (int t = 0; t < n; t++) {
        year += random.nextInt(1, 3);
        periods[t] = year;
        outcomes[t] = random.nextInt(3);
        varying[0][t] = random.nextInt(3);
        measures[0][t] = random.nextInt(4) == 0 ? Double.NaN : random.nextDouble();
        measures[1][t] = Double.NaN;
      }
      int[] fixed = {random.nextInt(3), random.nextInt(3)};
      drawn.add(new PanelPerson("p%06d".formatted(i), fixed, periods, outcomes, varying, measures));
    }
    return new Panel("random", SCHEMA, drawn, List.of());
  }

  /// Everything in a panel as lines, to compare with.
  static List<String> lines(Panel panel) {
    List<String> lines = new ArrayList<>();
    lines.add(panel.name() + ' ' + panel.schema() + ' ' + panel.schema().outcomes().all());
    for (int i = 0; i < panel.people().size(); i++) {
      PanelPerson p = panel.people().get(i);
      String split = panel.isSplit() ? panel.splits().get(i).word() : "-";
      lines.add(p.id() + ' ' + split + ' ' + p.fixed(0) + ' ' + p.fixed(1));
      for (int t = 0; t < p.size(); t++) {
        lines.add(
            p.period(t)
                + " "
                + p.outcome(t)
                + ' '
                + p.varying(0, t)
                + ' '
                + p.measure(0, t)
                + ' '
                + p.measure(1, t));
      }
    }
    return lines;
  }
}
