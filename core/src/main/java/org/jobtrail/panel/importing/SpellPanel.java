package org.jobtrail.panel.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.dataset.PanelFormat;
import org.jobtrail.dataset.TrajectoryImport;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jspecify.annotations.Nullable;

/// Spells as a panel: this project's datasets and JobHop's releases, a record per year or quarter.
///
/// Education is a covariate only where it is dated: a person's highest level, which JobHop's
/// tables give, would tell the past what comes later.
final class SpellPanel {
  private final PanelBuilder.Levels education =
      new PanelBuilder.Levels(
          "education", List.of("None", "Secondary school", "Bachelor", "Master", "PhD"));
  private final boolean dated;
  private final PanelBuilder builder;
  private @Nullable String open;
  private Optional<Split> split = Optional.empty();
  private final List<int[]> records = new ArrayList<>();

  private SpellPanel(String name, PeriodUnit unit, boolean dated) {
    this.dated = dated;
    builder =
        new PanelBuilder(name, unit, List.of(), dated ? List.of(education) : List.of(), List.of());
  }

  /// @param mapping `dataset`, `jobhop1` or `jobhop2`
  /// @param titles win over the labels in the source
  static Imported read(
      Path source,
      String mapping,
      PeriodUnit unit,
      SortedMap<String, String> columns,
      Map<String, String> titles)
      throws IOException {
    if (mapping.equals("dataset")) {
      if (!columns.isEmpty()) {
        throw new JobtrailException.Usage("--columns: a dataset's columns have their own names");
      }
      Manifest.read(source);
      return read(source, mapping, unit, titles, true, RowFates.NONE);
    }
    Path work = Files.createTempDirectory("jobtrail-spells");
    try {
      Manifest spells =
          TrajectoryImport.write(
              source,
              new TrajectoryImport.Settings(PanelFormat.of(mapping), columns, "unknown", 1),
              work.resolve("dataset"),
              false);
      return read(
          work.resolve("dataset"), mapping, unit, titles, hasSplit(source, columns), spells.rows());
    } finally {
      AtomicFiles.deleteTree(work);
    }
  }

  /// Otherwise the import has drawn a split of its own, which is not the panel's.
  private static boolean hasSplit(Path source, SortedMap<String, String> columns)
      throws IOException {
    boolean[] has = {false};
    TableRows.read(
        source,
        ',',
        new TableRows() {
          @Override
          public void header(List<String> names) {
            has[0] = names.contains(columns.getOrDefault("split", "split"));
          }

          @Override
          public void row(List<String> cells, int line) {}
        });
    return has[0];
  }

  private static Imported read(
      Path dataset,
      String name,
      PeriodUnit unit,
      Map<String, String> titles,
      boolean withSplit,
      RowFates before)
      throws IOException {
    Path trajectories = dataset.resolve("trajectories.parquet");
    if (!Files.isRegularFile(trajectories)) {
      throw new JobtrailException.Usage(
          dataset + ": has no trajectories.parquet; give the folder of a run or an import");
    }
    Path studies = dataset.resolve("education.parquet");
    Path spill = Files.createTempDirectory("jobtrail-spells");
    try (DuckDb db = DuckDb.open(spill)) {
      db.run(
          "CREATE VIEW spells AS SELECT * FROM read_parquet(" + DuckDb.quoted(trajectories) + ")");
      db.run(
          Files.exists(studies)
              ? "CREATE VIEW studies AS SELECT * FROM read_parquet(" + DuckDb.quoted(studies) + ")"
              : """
                CREATE TABLE studies (person_id VARCHAR, level VARCHAR, end_date VARCHAR,
                  end_status VARCHAR)""");
      db.script(SpellPanel.class, "spells.sql", Map.of("per", unit == PeriodUnit.YEAR ? "4" : "1"));
      return new SpellPanel(name, unit, Files.exists(studies))
          .read(db, dataset, titles, withSplit, before);
    } finally {
      AtomicFiles.deleteTree(spill);
    }
  }

  private Imported read(
      DuckDb db, Path dataset, Map<String, String> titles, boolean withSplit, RowFates before) {
    db.rows(
        """
        SELECT r.person_id, r.period, r.code, r.education, s.split
        FROM records r
        JOIN (SELECT person_id, any_value(split) AS split FROM spells GROUP BY person_id) s
          USING (person_id)
        ORDER BY r.person_id, r.period""",
        row -> {
          String id = String.valueOf(row.text(1));
          if (!id.equals(open)) {
            flush();
            open = id;
            String word = row.text(5);
            split =
                withSplit && word != null
                    ? Optional.of(Split.valueOf(word.toUpperCase(Locale.ROOT)))
                    : Optional.empty();
          }
          String level = row.text(4);
          records.add(
              new int[] {
                row.integer(2),
                builder.code(String.valueOf(row.text(3))),
                level == null ? 0 : education.number(level)
              });
        });
    flush();
    RowFates.Builder rows = RowFates.builder();
    before.counts().forEach((key, count) -> add(rows, key, count));
    before.sums().stream()
        .filter(sum -> !sum.total().equals("people"))
        .forEach(sum -> rows.sum(sum.total(), sum.parts().toArray(String[]::new)));
    if (builder.size() == 0) {
      throw new JobtrailException.Usage(
          dataset + ": no spell has a known occupation and a start, so there is no record");
    }
    Map<String, String> labels = new TreeMap<>();
    db.rows(
        "SELECT code, min(label) FROM spells WHERE label IS NOT NULL GROUP BY code",
        row -> labels.put(String.valueOf(row.text(1)), String.valueOf(row.text(2))));
    labels.putAll(titles);
    Panel panel = builder.build(labels);
    Imported.count(panel, rows);
    if (before.counts().get("spells") == null) {
      rows.add("spells", db.number("SELECT count(*) FROM spells"));
    }
    long unknown = db.number("SELECT count(*) FROM spells WHERE code = 'unknown'");
    long noStart =
        db.number("SELECT count(*) FROM spells WHERE code <> 'unknown' AND start_quarter IS NULL");
    long used = db.number("SELECT count(*) FROM (SELECT DISTINCT person_id, spell FROM records)");
    rows.add("spells_with_records", used)
        .add("spells_dropped.occupation_unknown", unknown)
        .add("spells_dropped.no_start", noStart)
        .add(
            "spells_dropped.beside_another",
            db.number("SELECT count(*) FROM spells") - used - unknown - noStart)
        .add(
            "spells_end_unknown",
            db.number(
                """
                SELECT count(*) FROM spells
                WHERE code <> 'unknown' AND start_quarter IS NOT NULL AND end_status = 'unknown'"""))
        .add("people_in", db.number("SELECT count(DISTINCT person_id) FROM spells"))
        .add(
            "people_without_record",
            db.number("SELECT count(DISTINCT person_id) FROM spells") - panel.people().size())
        .sum("spells", "spells_with_records", "spells_dropped")
        .sum("people_in", "people", "people_without_record");
    return new Imported(panel, rows.build(), List.of());
  }

  /// Counts of the reading of spells, its split and people aside: the panel counts its own.
  private static void add(RowFates.Builder rows, String key, long count) {
    if (!key.equals("people") && !key.startsWith("people")) {
      rows.add(key, count);
    }
  }

  private void flush() {
    if (open == null) {
      return;
    }
    builder.person(
        open,
        new int[0],
        split,
        records.stream().mapToInt(r -> r[0]).toArray(),
        records.stream().mapToInt(r -> r[1]).toArray(),
        dated ? new int[][] {records.stream().mapToInt(r -> r[2]).toArray()} : new int[0][],
        new double[0][]);
    records.clear();
  }
}
