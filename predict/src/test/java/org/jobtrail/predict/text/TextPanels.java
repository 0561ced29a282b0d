package org.jobtrail.predict.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;

/// Made-up panels whose titles are hard to tell apart.
public final class TextPanels {
  private static final List<String> TITLES =
      List.of(
          "Cooks",
          "Cooks, head",
          "Cooks, head (all)",
          "Managers: sales",
          "2001 (low): Cooks",
          "Teachers' aides, n.e.c.",
          "Köche & Bäcker",
          "経理",
          "In education",
          "Not working");

  private TextPanels() {}

  public static PanelSchema schema(PeriodUnit unit) {
    return schema(unit, TITLES);
  }

  public static PanelSchema schema(PeriodUnit unit, List<String> titles) {
    return new PanelSchema(
        unit,
        new Outcomes(
            IntStream.range(0, titles.size())
                .mapToObj(k -> new Outcome("c" + k, titles.get(k), k >= titles.size() - 2))
                .toList()),
        List.of(
            new Covariate("sex", List.of(Covariate.MISSING, "female", "male")),
            new Covariate(
                "race", List.of(Covariate.MISSING, "black", "nonblack_nonhispanic", "hispanic")),
            new Covariate("region", List.of(Covariate.MISSING, "northcentral", "south")),
            new Covariate("birth_year", List.of(Covariate.MISSING, "1980", "1981"))),
        List.of(
            new Covariate(
                "education", List.of(Covariate.MISSING, "less_than_high_school", "college"))),
        List.of("wage"));
  }

  /// Somebody with 1 to `most` records.
  public static PanelPerson person(PanelSchema schema, int most, Random random) {
    int n = 1 + random.nextInt(most);
    int[] periods = new int[n];
    int[] outcomes = new int[n];
    int[][] varying = new int[schema.varying().size()][n];
    int period = (1960 + random.nextInt(40)) * (schema.unit() == PeriodUnit.YEAR ? 1 : 4);
    for (int t = 0; t < n; t++) {
      period += 1 + random.nextInt(2);
      periods[t] = period;
      outcomes[t] = random.nextInt(schema.outcomes().size());
      for (int c = 0; c < varying.length; c++) {
        varying[c][t] = random.nextInt(schema.varying().get(c).levels().size());
      }
    }
    return new PanelPerson(
        "p" + random.nextInt(1000),
        schema.fixed().stream().mapToInt(c -> random.nextInt(c.levels().size())).toArray(),
        periods,
        outcomes,
        varying,
        new double[schema.measures().size()][n]);
  }

  public static List<PanelPerson> people(PanelSchema schema, int people, int most, long seed) {
    Random random = new Random(seed);
    List<PanelPerson> all = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      all.add(person(schema, most, random));
    }
    return all;
  }
}
