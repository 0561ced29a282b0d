package org.jobtrail.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.ScoresTitles;

/// Small panels and models whose answers can be worked out by hand.
final class Toys {
  /// Outcomes A, B and the status U.
  static final PanelSchema SCHEMA = schema("true_log_probability");

  private Toys() {}

  static PanelSchema schema(String... measures) {
    return new PanelSchema(
        PeriodUnit.YEAR,
        new Outcomes(
            List.of(
                new Outcome("A", "Bakers", false),
                new Outcome("B", "Cooks", false),
                new Outcome("U", "Out of work", true))),
        List.of(
            new Covariate("sex", List.of(Covariate.MISSING, "F", "M")),
            new Covariate("birth_year", List.of(Covariate.MISSING, "1957", "1958", "1964"))),
        List.of(new Covariate("education", List.of(Covariate.MISSING, "school", "college"))),
        List.of(measures));
  }

  /// A person whose years are successive from 2000, with sex F, without true probabilities.
  static PanelPerson person(String id, int... outcomes) {
    return personOf(1, id, outcomes);
  }

  static PanelPerson personOf(int sex, String id, int... outcomes) {
    int n = outcomes.length;
    int[] years = new int[n];
    Arrays.setAll(years, t -> 2000 + t);
    int[] education = new int[n];
    Arrays.fill(education, 1);
    double[] truth = new double[n];
    Arrays.fill(truth, Double.NaN);
    return new PanelPerson(
        id,
        new int[] {sex, 1},
        years,
        outcomes.clone(),
        new int[][] {education},
        new double[][] {truth});
  }

  static Panel panel(List<PanelPerson> people, Split split) {
    return new Panel("toys", SCHEMA, people, people.stream().map(_ -> split).toList());
  }

  /// People who mostly stay.
  static List<PanelPerson> people(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PanelPerson> people = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      int[] outcomes = new int[1 + random.nextInt(6)];
      for (int t = 0; t < outcomes.length; t++) {
        outcomes[t] = t > 0 && random.nextDouble() < 0.6 ? outcomes[t - 1] : random.nextInt(3);
      }
      people.add(personOf(1 + random.nextInt(2), "p" + (1000 + p), outcomes));
    }
    return people;
  }

  /// A model by its probabilities.
  ///
  /// @param rule from a person and a record to `[outcomes]`
  static NextOccupationModel model(String name, BiFunction<PanelPerson, Integer, double[]> rule) {
    return new Toy(name, SCHEMA, rule);
  }

  /// P(the outcome before) = stay, the rest in equal parts; a third each at first.
  static NextOccupationModel stayer(String name, double stay) {
    return model(
        name,
        (person, t) -> {
          double[] p = new double[3];
          Arrays.fill(p, t == 0 ? 1.0 / 3 : (1 - stay) / 2);
          if (t > 0) {
            p[person.outcome(t - 1)] = stay;
          }
          return p;
        });
  }

  /// Probabilities that depend on the whole history, made up from a seed.
  static NextOccupationModel hashing(String name, long seed) {
    return model(
        name,
        (person, t) -> {
          long state = seed + 31L * person.period(t);
          for (int s = 0; s < t; s++) {
            state = state * 7 + person.outcome(s);
          }
          SplittableRandom random = new SplittableRandom(state);
          double[] p = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
          double sum = p[0] + p[1] + p[2];
          return new double[] {p[0] / sum, p[1] / sum, p[2] / sum};
        });
  }

  record Toy(String name, PanelSchema schema, BiFunction<PanelPerson, Integer, double[]> rule)
      implements NextOccupationModel {
    @Override
    public List<double[][]> logProbabilities(List<PanelPerson> people) {
      return people.stream()
          .map(
              person -> {
                double[][] rows = new double[person.size()][];
                for (int t = 0; t < rows.length; t++) {
                  rows[t] = Arrays.stream(rule.apply(person, t)).map(Math::log).toArray();
                }
                return rows;
              })
          .toList();
    }

    @Override
    public long parameters() {
      return 0;
    }

    @Override
    public SavedModel saved() {
      return new SavedModel(JsonNodeFactory.instance.objectNode(), new TreeMap<>());
    }
  }

  /// Gives the outcomes a part of what it has to give.
  record Wordy(NextOccupationModel of, double mass) implements ScoresTitles {
    @Override
    public Scored scored(List<PanelPerson> people) {
      List<double[]> logMass = new ArrayList<>();
      for (PanelPerson person : people) {
        double[] own = new double[person.size()];
        java.util.Arrays.fill(own, Math.log(mass));
        logMass.add(own);
      }
      return new Scored(of.logProbabilities(people), logMass);
    }

    @Override
    public String name() {
      return of.name();
    }

    @Override
    public PanelSchema schema() {
      return of.schema();
    }

    @Override
    public long parameters() {
      return of.parameters();
    }

    @Override
    public SavedModel saved() {
      return of.saved();
    }
  }
}
