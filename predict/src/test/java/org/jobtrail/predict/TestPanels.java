package org.jobtrail.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;

/// Small made-up panels for the tests of models.
public final class TestPanels {
  private static final int FIRST_YEAR = 1990;

  private TestPanels() {}

  /// Outcomes `o0`, `o1` ...; fixed `sex` and `region`, varying `education`, and a measure.
  public static PanelSchema schema(int outcomes) {
    return new PanelSchema(
        PeriodUnit.YEAR,
        new Outcomes(
            IntStream.range(0, outcomes)
                .mapToObj(k -> new Outcome("o" + k, "Outcome " + k, k == outcomes - 1))
                .toList()),
        List.of(
            new Covariate("sex", List.of(Covariate.MISSING, "f", "m")),
            new Covariate("region", List.of(Covariate.MISSING, "n", "s", "w"))),
        List.of(new Covariate("education", List.of(Covariate.MISSING, "low", "mid", "high"))),
        List.of("wage"));
  }

  /// People who mostly stay, move to near outcomes, go back to old ones, and miss years; 70, 15, 15
  /// percent of them in train, valid, test.
  public static Panel panel(int people, int outcomes, long seed) {
    Random random = new Random(seed);
    List<PanelPerson> all = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      all.add(person("p" + i, outcomes, random));
      int place = i % 20;
      splits.add(place < 14 ? Split.TRAIN : place < 17 ? Split.VALID : Split.TEST);
    }
    return new Panel("made up", schema(outcomes), all, splits);
  }

  public static PanelPerson person(String id, int outcomes, Random random) {
    int n = 1 + random.nextInt(12);
    int[] fixed = {random.nextInt(3), random.nextInt(4)};
    int[] periods = new int[n];
    int[] states = new int[n];
    int[][] education = new int[1][n];
    double[][] wage = new double[1][n];
    int year = FIRST_YEAR + random.nextInt(5);
    int level = random.nextInt(3);
    for (int t = 0; t < n; t++) {
      periods[t] = year;
      year += random.nextInt(4) == 0 ? 2 : 1;
      level = Math.min(3, level + (random.nextInt(6) == 0 ? 1 : 0));
      education[0][t] = level;
      wage[0][t] = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble();
      double draw = random.nextDouble();
      if (t == 0 || draw < 0.1) {
        states[t] = (int) (outcomes * random.nextDouble() * random.nextDouble());
      } else if (draw < 0.65) {
        states[t] = states[t - 1];
      } else if (draw < 0.8) {
        states[t] = states[random.nextInt(t)];
      } else {
        states[t] = (states[t - 1] + 1 + level) % outcomes;
      }
    }
    return new PanelPerson(id, fixed, periods, states, education, wage);
  }

  /// The person with another outcome at record t.
  public static PanelPerson withOutcome(PanelPerson person, int t, int outcome) {
    int n = person.size();
    int[] periods = IntStream.range(0, n).map(person::period).toArray();
    int[] outcomes = IntStream.range(0, n).map(person::outcome).toArray();
    outcomes[t] = outcome;
    int[][] education = {IntStream.range(0, n).map(s -> person.varying(0, s)).toArray()};
    double[][] wage = {IntStream.range(0, n).mapToDouble(s -> person.measure(0, s)).toArray()};
    int[] fixed = {person.fixed(0), person.fixed(1)};
    return new PanelPerson(person.id(), fixed, periods, outcomes, education, wage);
  }

  /// The same people, what is not known of them replaced by the first level.
  public static Panel everythingTold(Panel panel) {
    List<PanelPerson> people = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    for (Split split : Split.values()) {
      for (PanelPerson p : panel.people(split)) {
        people.add(
            new PanelPerson(
                p.id(),
                known(panel.schema().fixed().size(), p::fixed),
                known(p.size(), p::period),
                IntStream.range(0, p.size()).map(p::outcome).toArray(),
                IntStream.range(0, panel.schema().varying().size())
                    .mapToObj(c -> known(p.size(), t -> p.varying(c, t)))
                    .toArray(int[][]::new),
                new double[panel.schema().measures().size()][p.size()]));
        splits.add(split);
      }
    }
    return new Panel(panel.name(), panel.schema(), people, splits);
  }

  private static int[] known(int size, java.util.function.IntUnaryOperator level) {
    return IntStream.range(0, size).map(level).map(k -> Math.max(k, 1)).toArray();
  }
}
