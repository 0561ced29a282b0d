package org.jobtrail.panel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;

/// The two tables of a panel's folder: codes and levels as words, for other programs to read.
final class PanelTables {
  /// Names that a covariate or a measure may not take.
  static final Set<String> RESERVED = Set.of("person", "period", "outcome", "split");

  private PanelTables() {}

  static void write(Panel panel, Path folder, Path spill) {
    PanelSchema schema = panel.schema();
    try (DuckDb db = DuckDb.open(spill)) {
      db.run(
          "CREATE TABLE people (person VARCHAR"
              + columns(schema.fixed().stream().map(Covariate::name).toList(), "VARCHAR")
              + ", split VARCHAR)");
      db.append(
          "people",
          rows -> {
            for (int i = 0; i < panel.people().size(); i++) {
              PanelPerson person = panel.people().get(i);
              rows.begin().text(person.id());
              for (int c = 0; c < schema.fixed().size(); c++) {
                rows.text(level(schema.fixed().get(c), person.fixed(c)));
              }
              rows.text(panel.isSplit() ? panel.splits().get(i).word() : null).end();
            }
          });
      db.copy("SELECT * FROM people", folder.resolve(PanelFolder.PEOPLE));
      db.run("DROP TABLE people");
      db.run(
          "CREATE TABLE records (person VARCHAR, period INTEGER, outcome VARCHAR"
              + columns(schema.varying().stream().map(Covariate::name).toList(), "VARCHAR")
              + columns(schema.measures(), "DOUBLE")
              + ")");
      db.append("records", rows -> panel.people().forEach(person -> append(rows, schema, person)));
      db.copy("SELECT * FROM records", folder.resolve(PanelFolder.RECORDS));
    }
  }

  static void refuseReserved(PanelSchema schema) {
    List<String> names = new ArrayList<>(schema.measures());
    schema.fixed().forEach(c -> names.add(c.name()));
    schema.varying().forEach(c -> names.add(c.name()));
    for (String name : names) {
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        throw new JobtrailException.Usage(
            "a covariate or measure can't be called \"" + name + "\", the panel needs that name");
      }
    }
  }

  private static void append(DuckDb.Appending rows, PanelSchema schema, PanelPerson person) {
    for (int t = 0; t < person.size(); t++) {
      rows.begin()
          .text(person.id())
          .integer(person.period(t))
          .text(schema.outcomes().get(person.outcome(t)).code());
      for (int c = 0; c < schema.varying().size(); c++) {
        rows.text(level(schema.varying().get(c), person.varying(c, t)));
      }
      for (int m = 0; m < schema.measures().size(); m++) {
        rows.real(person.measure(m, t));
      }
      rows.end();
    }
  }

  private static @Nullable String level(Covariate covariate, int number) {
    return number == 0 ? null : covariate.levels().get(number);
  }

  private static String columns(List<String> names, String type) {
    return names.stream()
        .map(n -> ", " + DuckDb.name(n) + ' ' + type)
        .collect(Collectors.joining());
  }

  static Panel read(String name, PanelSchema schema, Path folder, Path spill) {
    String people = "read_parquet(" + DuckDb.quoted(folder.resolve(PanelFolder.PEOPLE)) + ")";
    String records = "read_parquet(" + DuckDb.quoted(folder.resolve(PanelFolder.RECORDS)) + ")";
    List<String> ids = new ArrayList<>();
    List<int[]> fixed = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    try (DuckDb db = DuckDb.open(spill)) {
      db.run("CREATE TYPE outcome AS ENUM (" + words(codes(schema.outcomes())) + ")");
      db.rows(
          "SELECT person"
              + levels(db, "fixed", schema.fixed())
              + ", split FROM "
              + people
              + " ORDER BY person",
          row -> {
            ids.add(String.valueOf(row.text(1)));
            int[] levels = new int[schema.fixed().size()];
            Arrays.setAll(levels, c -> row.integer(c + 2));
            fixed.add(levels);
            String split = row.text(levels.length + 2);
            if (split != null) {
              splits.add(Split.valueOf(split.toUpperCase(Locale.ROOT)));
            }
          });
      Gathering gathering = new Gathering(schema, ids, fixed);
      db.rows(
          "SELECT p.i, r.period, enum_code(r.outcome::outcome)::INTEGER"
              + levels(db, "varying", schema.varying())
              + schema.measures().stream()
                  .map(m -> ", " + DuckDb.name(m) + "::DOUBLE")
                  .collect(Collectors.joining())
              + " FROM "
              + records
              + " r JOIN (SELECT person, CAST(row_number() OVER (ORDER BY person) - 1 AS INTEGER) i"
              + " FROM "
              + people
              + ") p USING (person) ORDER BY p.i, r.period",
          gathering::add);
      return new Panel(name, schema, gathering.people(), splits);
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Integrity(folder + ": " + e.getMessage());
    }
  }

  /// Selects the levels' numbers.
  private static String levels(DuckDb db, String group, List<Covariate> covariates) {
    StringBuilder select = new StringBuilder();
    for (int c = 0; c < covariates.size(); c++) {
      String type = group + "_" + c;
      db.run("CREATE TYPE " + type + " AS ENUM (" + words(covariates.get(c).levels()) + ")");
      select
          .append(", coalesce(enum_code(")
          .append(DuckDb.name(covariates.get(c).name()))
          .append("::")
          .append(type)
          .append(")::INTEGER, 0)");
    }
    return select.toString();
  }

  private static List<String> codes(Outcomes outcomes) {
    return outcomes.all().stream().map(Outcome::code).toList();
  }

  private static String words(List<String> words) {
    return words.stream().map(DuckDb::quoted).collect(Collectors.joining(", "));
  }

  /// Puts sorted records together into people.
  private static final class Gathering {
    private final List<String> ids;
    private final List<int[]> fixed;
    private final List<PanelPerson> people = new ArrayList<>();
    private int pending;
    private int[] periods = new int[64];
    private int[] outcomes = new int[64];
    private int[][] varying;
    private double[][] measures;
    private int size;

    Gathering(PanelSchema schema, List<String> ids, List<int[]> fixed) {
      this.ids = ids;
      this.fixed = fixed;
      varying = new int[schema.varying().size()][64];
      measures = new double[schema.measures().size()][64];
    }

    void add(DuckDb.Row row) {
      int person = row.integer(1);
      while (person > pending) {
        finish();
      }
      if (size == periods.length) {
        grow();
      }
      periods[size] = row.integer(2);
      outcomes[size] = row.integer(3);
      for (int c = 0; c < varying.length; c++) {
        varying[c][size] = row.integer(4 + c);
      }
      for (int m = 0; m < measures.length; m++) {
        measures[m][size] = row.real(4 + varying.length + m);
      }
      size++;
    }

    private void grow() {
      periods = Arrays.copyOf(periods, 2 * size);
      outcomes = Arrays.copyOf(outcomes, 2 * size);
      varying = Arrays.stream(varying).map(v -> Arrays.copyOf(v, 2 * size)).toArray(int[][]::new);
      measures =
          Arrays.stream(measures).map(v -> Arrays.copyOf(v, 2 * size)).toArray(double[][]::new);
    }

    private void finish() {
      int n = size;
      people.add(
          new PanelPerson(
              ids.get(pending),
              fixed.get(pending),
              Arrays.copyOf(periods, n),
              Arrays.copyOf(outcomes, n),
              Arrays.stream(varying).map(v -> Arrays.copyOf(v, n)).toArray(int[][]::new),
              Arrays.stream(measures).map(v -> Arrays.copyOf(v, n)).toArray(double[][]::new)));
      pending++;
      size = 0;
    }

    List<PanelPerson> people() {
      while (pending < ids.size()) {
        finish();
      }
      return people;
    }
  }
}
