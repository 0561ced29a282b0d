package org.jobtrail.dataset;

import java.nio.file.Path;
import java.util.Map;
import org.jobtrail.provenance.RowFates;

/// Experiences as stated become the spells of `trajectories.parquet`, in a run and in an import
/// alike. The SQL is `trajectories.sql`.
final class Spells {
  static final String FILE = "trajectories.parquet";

  private Spells() {}

  /// Leaves the tables `copies`, `people` and `spells` for {@link #count}.
  ///
  /// @param stated the `FROM` clause of a table as {@link Table#STATED} defines it
  static void write(DuckDb db, String stated, long seed, Path file) {
    db.run(
        """
        CREATE VIEW stated AS
        SELECT * REPLACE (
          CASE WHEN end_is_impossible THEN NULL ELSE end_precision END AS end_precision,
          CASE WHEN end_is_impossible THEN 'unknown' ELSE end_status END AS end_status)
        FROM\s"""
            + stated);
    db.script(Spells.class, "trajectories.sql", Map.of("seed", Long.toString(seed)));
    db.copy("SELECT * FROM spells ORDER BY person_id, spell", file);
  }

  static void count(DuckDb db, RowFates.Builder rows) {
    db.rows(
        """
        SELECT
          count(*) FILTER (copy = 1), count(*) FILTER (copy > 1),
          count(*) FILTER (code <> 'unknown'), count(*) FILTER (code = 'unknown'),
          count(*) FILTER (end_is_impossible AND copy = 1)
        FROM copies""",
        row ->
            rows.add("spells", row.number(1))
                .add("duplicates_dropped", row.number(2))
                .add("experiences_coded", row.number(3))
                .add("experiences_unknown", row.number(4))
                .add("impossible_ends", row.number(5)));
    // Sharing a quarter is no overlap: adjacent jobs change within one.
    db.rows(
        """
        SELECT count(*) FILTER (start_quarter < seen_until)
        FROM (
          SELECT start_quarter, max(CASE WHEN end_status = 'ongoing' THEN observed_until ELSE end_quarter END)
            OVER (PARTITION BY person_id ORDER BY spell ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
            AS seen_until
          FROM spells)""",
        row -> rows.add("overlaps", row.number(1)));
    db.rows(
        """
        SELECT count(*) FILTER (end_status = 'known'), count(*) FILTER (end_status = 'ongoing'),
          count(*) FILTER (end_status = 'unknown')
        FROM spells""",
        row ->
            rows.add("spell_ends.known", row.number(1))
                .add("spell_ends.ongoing", row.number(2))
                .add("spell_ends.unknown", row.number(3)));
    db.rows(
        """
        SELECT count(*), count(*) FILTER (split = 'train'), count(*) FILTER (split = 'valid'),
          count(*) FILTER (split = 'test')
        FROM people""",
        row ->
            rows.add("people", row.number(1))
                .add("people_by_split.train", row.number(2))
                .add("people_by_split.valid", row.number(3))
                .add("people_by_split.test", row.number(4)));
    rows.sum("experiences", "spells", "duplicates_dropped")
        .sum("experiences", "experiences_coded", "experiences_unknown")
        .sum("spells", "spell_ends")
        .sum("people", "people_by_split");
  }
}
