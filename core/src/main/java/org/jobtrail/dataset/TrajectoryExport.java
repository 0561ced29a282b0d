package org.jobtrail.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;

/// Writes a dataset's trajectories in the format of another project.
///
/// Person ids are replaced by numbers in sorted order; the file that leads back is marked private
/// in its name. What the format can't hold is written into the manifest.
public final class TrajectoryExport {
  private static final String COMMAND = "export";
  static final String PEOPLE = "people-PRIVATE.csv";

  private TrajectoryExport() {}

  /// @param dataset a folder with `trajectories.parquet` and a manifest
  /// @param out a folder, made whole or not at all
  /// @return the export's manifest
  public static Manifest write(Path dataset, PanelFormat format, Path out, boolean overwrite)
      throws IOException {
    if (dataset.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize())) {
      // With --force the dataset itself would go.
      throw new JobtrailException.Usage(out + ": is or holds the dataset; choose another --out");
    }
    Path trajectories = dataset.resolve(Spells.FILE);
    Manifest from = Manifest.read(dataset);
    if (!Files.exists(trajectories)) {
      throw new JobtrailException.Usage(
          dataset + ": has no " + Spells.FILE + "; give the folder of a run or an import");
    }
    if (!from.outputs().contains(FileHash.of(dataset, trajectories))) {
      throw new JobtrailException.Integrity(
          trajectories + ": differs from the manifest; make the dataset again");
    }
    try (FreshFolder folder = FreshFolder.open(out, overwrite, COMMAND);
        DuckDb db = DuckDb.open(folder.path().resolve(".spill"))) {
      db.run(
          "CREATE VIEW spells AS SELECT * FROM read_parquet(" + DuckDb.quoted(trajectories) + ")");
      RowFates rows =
          switch (format) {
            case JOBHOP1 -> jobHop1(db, folder.path());
            case JOBHOP2 -> jobHop2(db, folder.path());
            case CAREER -> career(db, dataset, folder.path());
          };
      TreeMap<String, String> configuration = new TreeMap<>();
      configuration.put("format", format.word());
      configuration.put("losses", format.losses());
      return folder.publish(
          Manifest.of(
              COMMAND,
              configuration,
              from.seed(),
              List.of(FileHash.of(dataset, trajectories)),
              from.versions(),
              rows,
              List.of()));
    }
  }

  private static RowFates jobHop1(DuckDb db, Path folder) {
    number(db, folder);
    csv(
        db,
        """
        SELECT p.number AS person_id, label AS matched_label, NULL AS matched_description,
          code AS matched_code, quarter(start_quarter) AS start_date,
          quarter(end_quarter) AS end_date,
          CASE WHEN education_level IN ('Bachelor', 'Master', 'PhD') THEN 1 ELSE 0 END
            AS university_studies
        FROM spells s JOIN numbered p ON p.person_id = s.person_id
        ORDER BY p.number, spell""",
        folder.resolve("jobhop1.csv"));
    return jobHopRows(db);
  }

  private static RowFates jobHop2(DuckDb db, Path folder) {
    number(db, folder);
    String query =
        """
        SELECT p.number AS resume_id, code AS matched_code, quarter(start_quarter) AS start_date,
          quarter(end_quarter) AS end_date, education_level AS university_level
        FROM spells s JOIN numbered p ON p.person_id = s.person_id
        ORDER BY p.number, spell""";
    csv(db, query, folder.resolve("jobhop2.csv"));
    db.copy(query, folder.resolve("jobhop2.parquet"));
    return jobHopRows(db);
  }

  private static void number(DuckDb db, Path folder) {
    db.run(
        """
        CREATE MACRO quarter(q) AS 'Q' || (q % 4 + 1) || ' ' || printf('%04d', q // 4);
        CREATE TABLE numbered AS
        SELECT person_id, CAST(row_number() OVER (ORDER BY person_id) - 1 AS BIGINT) AS number
        FROM (SELECT DISTINCT person_id FROM spells)""");
    csv(db, "SELECT number, person_id FROM numbered ORDER BY number", folder.resolve(PEOPLE));
  }

  private static RowFates jobHopRows(DuckDb db) {
    long spells = db.number("SELECT count(*) FROM spells");
    return RowFates.builder()
        .add("spells", spells)
        .add("rows_written", spells)
        .add("people", db.number("SELECT count(*) FROM numbered"))
        .add(
            "ends_lost.ongoing",
            db.number("SELECT count(*) FROM spells WHERE end_status = 'ongoing'"))
        .add(
            "ends_lost.unknown",
            db.number("SELECT count(*) FROM spells WHERE end_status = 'unknown'"))
        .sum("spells", "rows_written")
        .build();
  }

  private static RowFates career(DuckDb db, Path dataset, Path folder) throws IOException {
    Path education = dataset.resolve("education.parquet");
    db.run(
        Files.exists(education)
            ? "CREATE VIEW studies AS SELECT * FROM read_parquet(" + DuckDb.quoted(education) + ")"
            : """
              CREATE TABLE studies (person_id VARCHAR, level VARCHAR, end_date VARCHAR,
                end_status VARCHAR)""");
    db.script(TrajectoryExport.class, "career.sql", Map.of());
    RowFates.Builder rows = RowFates.builder();
    for (String split : List.of("train", "valid", "test")) {
      for (String field : List.of("job", "year", "education")) {
        db.run(
            "COPY (SELECT "
                + field
                + " FROM lines WHERE split = '"
                + split
                + "' ORDER BY person_id) TO "
                + DuckDb.quoted(folder.resolve(split + "." + field))
                + " (FORMAT csv, HEADER false, DELIMITER '\\t', QUOTE '', ESCAPE '')");
      }
      rows.add(
          "people_written." + split,
          db.number("SELECT count(*) FROM lines WHERE split = '" + split + "'"));
    }
    csv(
        db,
        """
        SELECT split, row_number() OVER (PARTITION BY split ORDER BY person_id) AS line, person_id
        FROM lines ORDER BY split, line""",
        folder.resolve(PEOPLE));
    return rows.add("people", db.number("SELECT count(DISTINCT person_id) FROM spells"))
        .add(
            "people_without_a_year",
            db.number(
                """
                SELECT count(DISTINCT person_id) FROM spells
                WHERE person_id NOT IN (SELECT person_id FROM lines)"""))
        .add("records", db.number("SELECT count(*) FROM records"))
        .add("spells", db.number("SELECT count(*) FROM spells"))
        .add(
            "spells_left_out.unknown",
            db.number("SELECT count(*) FROM spells WHERE code = 'unknown'"))
        .add(
            "spells_left_out.no-start",
            db.number(
                "SELECT count(*) FROM spells WHERE code <> 'unknown' AND start_quarter IS NULL"))
        .sum("people", "people_written", "people_without_a_year")
        .build();
  }

  private static void csv(DuckDb db, String query, Path file) {
    db.run("COPY (" + query + ") TO " + DuckDb.quoted(file) + " (FORMAT csv, HEADER)");
  }
}
