package org.jobtrail.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jobtrail.provenance.JobtrailException;

/// From the numbers of one schema to those of another, by codes, levels and names.
///
/// A covariate that only the target has is `missing` for everybody; one that only the source has
/// is left out. Outcomes that the target doesn't know have no number: {@link #unknown} lists them.
public final class Recoding {
  private static final int UNKNOWN = -1;

  private final int[] outcomes;
  private final Column[] fixed;
  private final Column[] varying;
  private final int[] measures;
  private final List<Outcome> unknown;
  private final List<String> unknownLevels = new ArrayList<>();
  private final List<String> absent = new ArrayList<>();

  private static final class Column {
    /// Position in the source, −1 when it has none.
    final int source;

    /// From the source's numbers to the target's.
    final int[] levels;

    Column(int source, int[] levels) {
      this.source = source;
      this.levels = levels;
    }
  }

  /// @throws JobtrailException.Usage when one has a record per year, the other one per quarter
  public Recoding(PanelSchema from, PanelSchema to) {
    if (from.unit() != to.unit()) {
      throw new JobtrailException.Usage(
          "the panel has a record per "
              + word(from.unit())
              + " and the model one per "
              + word(to.unit())
              + "; import the panel by "
              + word(to.unit()));
    }
    outcomes = new int[from.outcomes().size()];
    Arrays.setAll(
        outcomes, k -> to.outcomes().number(from.outcomes().get(k).code()).orElse(UNKNOWN));
    unknown =
        from.outcomes().all().stream()
            .filter(o -> to.outcomes().number(o.code()).isEmpty())
            .toList();
    fixed = columns(from.fixed(), to.fixed());
    varying = columns(from.varying(), to.varying());
    measures = to.measures().stream().mapToInt(from.measures()::indexOf).toArray();
  }

  private static String word(PeriodUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  private Column[] columns(List<Covariate> from, List<Covariate> to) {
    Column[] columns = new Column[to.size()];
    for (int c = 0; c < columns.length; c++) {
      int source = -1;
      int[] levels = {};
      for (int s = 0; s < from.size(); s++) {
        if (from.get(s).name().equals(to.get(c).name())) {
          source = s;
          levels = from.get(s).levels().stream().mapToInt(to.get(c)::number).toArray();
          for (int level = 1; level < levels.length; level++) {
            if (levels[level] == 0) {
              unknownLevels.add(from.get(s).name() + " = " + from.get(s).levels().get(level));
            }
          }
        }
      }
      if (source < 0) {
        absent.add(to.get(c).name());
      }
      columns[c] = new Column(source, levels);
    }
    return columns;
  }

  /// The source's outcomes that the target doesn't know.
  public List<Outcome> unknown() {
    return unknown;
  }

  /// The source's levels that the target doesn't know, such as `sex = other`; they become
  /// `missing`.
  public List<String> unknownLevels() {
    return List.copyOf(unknownLevels);
  }

  /// Covariates of the target that the source hasn't: `missing` for everybody.
  public List<String> absent() {
    return List.copyOf(absent);
  }

  /// The person in the target's numbers; empty when an outcome has none there.
  public Optional<PanelPerson> of(PanelPerson person) {
    int n = person.size();
    int[] coded = new int[n];
    int[] periods = new int[n];
    for (int t = 0; t < n; t++) {
      coded[t] = outcomes[person.outcome(t)];
      periods[t] = person.period(t);
      if (coded[t] == UNKNOWN) {
        return Optional.empty();
      }
    }
    int[] ofPerson = new int[fixed.length];
    for (int c = 0; c < fixed.length; c++) {
      ofPerson[c] = fixed[c].source < 0 ? 0 : fixed[c].levels[person.fixed(fixed[c].source)];
    }
    int[][] ofRecords = new int[varying.length][n];
    for (int c = 0; c < varying.length; c++) {
      for (int t = 0; t < n && varying[c].source >= 0; t++) {
        ofRecords[c][t] = varying[c].levels[person.varying(varying[c].source, t)];
      }
    }
    double[][] numbers = new double[measures.length][n];
    for (int m = 0; m < measures.length; m++) {
      for (int t = 0; t < n; t++) {
        numbers[m][t] = measures[m] < 0 ? Double.NaN : person.measure(measures[m], t);
      }
    }
    return Optional.of(new PanelPerson(person.id(), ofPerson, periods, coded, ofRecords, numbers));
  }
}
