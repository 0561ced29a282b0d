package org.jobtrail.predict.career;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;

/// A career in the numbers of a model, ending with the period that is asked for.
///
/// @param asked the past, then one record more whose outcome means nothing
public record AskedCareer(PanelPerson asked) {
  /// One record of the past.
  ///
  /// @param outcome a code, or a title
  /// @param covariates by name, as known then
  public record Past(int period, String outcome, Map<String, String> covariates) {}

  /// How many records of the past there are; may be 0.
  public int records() {
    return asked.size() - 1;
  }

  /// The past alone.
  ///
  /// @throws IllegalStateException when there is none
  public PanelPerson past() {
    if (records() == 0) {
      throw new IllegalStateException("person " + asked.id() + " has no past");
    }
    return asked.prefix(records());
  }

  /// The period asked for.
  public int period() {
    return asked.period(records());
  }

  /// @param past in the order of its periods
  /// @param covariates of all records, and of the one asked for; a record's own come before them
  /// @throws IllegalArgumentException in one line, for whatever the model can't be asked
  public static AskedCareer of(
      PanelSchema schema,
      String id,
      List<Past> past,
      Map<String, String> covariates,
      Optional<Integer> period) {
    int n = past.size();
    if (n == 0 && period.isEmpty()) {
      throw new IllegalArgumentException("without a history the period must be given");
    }
    int[] periods = new int[n + 1];
    int[] outcomes = new int[n + 1];
    for (int t = 0; t < n; t++) {
      periods[t] = past.get(t).period();
      outcomes[t] = outcome(schema, past.get(t).outcome());
      if (t > 0 && periods[t] <= periods[t - 1]) {
        throw new IllegalArgumentException(
            "period "
                + period(schema, periods[t])
                + " comes after "
                + period(schema, periods[t - 1])
                + "; periods must increase");
      }
    }
    periods[n] = period.orElseGet(() -> periods[n - 1] + 1);
    if (n > 0 && periods[n] <= periods[n - 1]) {
      throw new IllegalArgumentException(
          "the period asked for, "
              + period(schema, periods[n])
              + ", is not after the last of the history, "
              + period(schema, periods[n - 1]));
    }
    List<String> names = new ArrayList<>();
    schema.fixed().forEach(c -> names.add(c.name()));
    schema.varying().forEach(c -> names.add(c.name()));
    refuseUnknown(names, covariates);
    past.forEach(p -> refuseUnknown(names, p.covariates()));
    int[] fixed = new int[schema.fixed().size()];
    Arrays.setAll(
        fixed, c -> level(schema.fixed().get(c), first(schema.fixed().get(c), past, covariates)));
    int[][] varying = new int[schema.varying().size()][n + 1];
    for (int c = 0; c < varying.length; c++) {
      Covariate covariate = schema.varying().get(c);
      String known = covariates.getOrDefault(covariate.name(), "");
      for (int t = 0; t <= n; t++) {
        // The period asked for has what was last known, unless all records share one level.
        String own = t < n ? past.get(t).covariates().getOrDefault(covariate.name(), "") : "";
        known = own.isEmpty() ? known : own;
        varying[c][t] = level(covariate, known);
      }
    }
    double[][] measures = new double[schema.measures().size()][n + 1];
    for (double[] measure : measures) {
      Arrays.fill(measure, Double.NaN);
    }
    return new AskedCareer(new PanelPerson(id, fixed, periods, outcomes, varying, measures));
  }

  private static String first(
      Covariate covariate, List<Past> past, Map<String, String> covariates) {
    return past.stream()
        .map(p -> p.covariates().getOrDefault(covariate.name(), ""))
        .filter(level -> !level.isEmpty())
        .findFirst()
        .orElse(covariates.getOrDefault(covariate.name(), ""));
  }

  private static void refuseUnknown(List<String> names, Map<String, String> covariates) {
    for (String name : covariates.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "the model knows no covariate \"" + name + "\", known: " + String.join(", ", names));
      }
    }
  }

  private static int level(Covariate covariate, String level) {
    if (level.isEmpty()) {
      return 0;
    }
    int number = covariate.levels().indexOf(level);
    if (number < 0) {
      List<String> alike =
          covariate.levels().stream().filter(l -> l.equalsIgnoreCase(level)).toList();
      if (alike.size() == 1) {
        return covariate.levels().indexOf(alike.getFirst());
      }
      throw new IllegalArgumentException(
          covariate.name()
              + " has no level \""
              + level
              + "\", known: "
              + String.join(", ", covariate.levels()));
    }
    return number;
  }

  /// The number of a code or of a title, whatever its case.
  ///
  /// @throws IllegalArgumentException when it names none or several
  static int outcome(PanelSchema schema, String text) {
    String wanted = text.strip();
    Optional<Integer> code = schema.outcomes().number(wanted);
    if (code.isPresent()) {
      return code.get();
    }
    List<Outcome> same =
        schema.outcomes().all().stream()
            .filter(o -> o.title().equalsIgnoreCase(wanted) || o.code().equalsIgnoreCase(wanted))
            .toList();
    if (same.size() == 1) {
      return schema.outcomes().number(same.getFirst().code()).orElseThrow();
    }
    String lower = wanted.toLowerCase(java.util.Locale.ROOT);
    List<Outcome> alike =
        same.isEmpty() && !lower.isEmpty()
            ? schema.outcomes().all().stream()
                .filter(o -> o.title().toLowerCase(java.util.Locale.ROOT).contains(lower))
                .toList()
            : same;
    if (alike.size() == 1) {
      return schema.outcomes().number(alike.getFirst().code()).orElseThrow();
    }
    throw new IllegalArgumentException(
        alike.isEmpty()
            ? "the model knows no outcome \"" + wanted + "\"; give its code or title"
            : "\""
                + wanted
                + "\" may be "
                + String.join(
                    ", ",
                    alike.stream().limit(5).map(o -> o.code() + " (" + o.title() + ")").toList())
                + (alike.size() > 5 ? " or others" : "")
                + "; give a code");
  }

  /// A period as people write it: `1999`, `1999Q3`.
  public static String period(PanelSchema schema, int period) {
    return schema.unit() == PeriodUnit.YEAR
        ? Integer.toString(period)
        : Math.floorDiv(period, 4) + "Q" + (Math.floorMod(period, 4) + 1);
  }

  /// The other way round.
  ///
  /// @throws IllegalArgumentException for anything else
  public static int period(PanelSchema schema, String text) {
    String wanted = text.strip();
    boolean years = schema.unit() == PeriodUnit.YEAR;
    if (!wanted.matches(years ? "\\d{4}" : "\\d{4}-?Q[1-4]")) {
      throw new IllegalArgumentException(
          "a period is written like " + (years ? "1999" : "1999Q3") + ", found \"" + wanted + "\"");
    }
    int year = Integer.parseInt(wanted.substring(0, 4));
    return years ? year : 4 * year + (wanted.charAt(wanted.length() - 1) - '1');
  }
}
