package org.jobtrail.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.crosswalk.CsvRecode;
import org.jobtrail.crosswalk.Ledger;
import org.jobtrail.crosswalk.Policy;
import org.jobtrail.crosswalk.Recoding;
import org.jobtrail.crosswalk.Schemes;
import org.jobtrail.crosswalk.Share;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;

/// Recodes a dataset's trajectories with a crosswalk: every spell stays, its code before beside it.
///
/// A crosswalk from ISCO-08 reads the spell's unit group, so that dotted ESCO codes are recoded by
/// their group; any other reads the code itself. With {@link Policy#SPLIT} the file is named
/// `weighted_trajectories.parquet`, so that nothing that counts spells takes a part for a whole.
public final class TrajectoryRecode {
  static final String WEIGHTED = "weighted_trajectories.parquet";

  private TrajectoryRecode() {}

  /// @param dataset a folder with `trajectories.parquet` and a manifest
  /// @param crosswalk the folder that `recoding` was read from, for the manifest
  /// @param out a folder, made whole or not at all
  public static Manifest write(
      Path dataset, Recoding recoding, Path crosswalk, Path out, boolean overwrite)
      throws IOException {
    CsvRecode.apart(dataset, out);
    CsvRecode.apart(crosswalk, out);
    Manifest from = Manifest.read(dataset);
    Path trajectories = dataset.resolve(Spells.FILE);
    if (!Files.exists(trajectories)) {
      throw new JobtrailException.Usage(
          dataset + ": has no " + Spells.FILE + "; give the folder of a run or an import");
    }
    if (!from.outputs().contains(FileHash.of(dataset, trajectories))) {
      throw new JobtrailException.Integrity(
          trajectories + ": differs from the manifest; make the dataset again");
    }
    String to = recoding.crosswalk().to();
    boolean byGroup = Schemes.isIsco08(recoding.crosswalk().from());
    try (FreshFolder folder = FreshFolder.open(out, overwrite, CsvRecode.COMMAND);
        DuckDb db = DuckDb.open(folder.path().resolve(".spill"))) {
      db.run(
          "CREATE VIEW spells AS SELECT *, "
              + (byGroup ? "coalesce(isco_group, code)" : "code")
              + " AS recoded_from FROM read_parquet("
              + DuckDb.quoted(trajectories)
              + ")");
      TreeMap<String, Long> counts = new TreeMap<>();
      db.rows(
          "SELECT recoded_from, count(*) FROM spells GROUP BY ALL",
          row ->
              counts.merge(Optional.ofNullable(row.text(1)).orElse(""), row.number(2), Long::sum));
      Ledger ledger = recoding.ledger(counts);
      choices(db, ledger);
      Path written =
          folder.path().resolve(recoding.policy() == Policy.SPLIT ? WEIGHTED : Spells.FILE);
      db.copy(recoded(to), written);
      long spells = db.number("SELECT count(*) FROM read_parquet(" + DuckDb.quoted(written) + ")");
      TreeMap<String, String> versions = new TreeMap<>(from.versions());
      versions
          .keySet()
          .removeIf(name -> name.startsWith("taxonomy.") || name.startsWith("crosswalk."));
      versions.put("taxonomy.name", to);
      from.versions()
          .forEach(
              (name, value) -> {
                if (name.startsWith("taxonomy.")) {
                  versions.put("taxonomy_before" + name.substring("taxonomy".length()), value);
                }
              });
      TreeMap<String, String> configuration = new TreeMap<>();
      configuration.put("column", byGroup ? "isco_group" : "code");
      return CsvRecode.publish(
          folder,
          ledger,
          ledger.fates().add("spells", spells).sum("spells", "rows_out").build(),
          recoding,
          configuration,
          versions,
          List.of(trajectories, crosswalk),
          from.seed());
    }
  }

  /// A row for each code and target; `part` counts a code's targets from 0.
  private static void choices(DuckDb db, Ledger ledger) {
    db.run(
        "CREATE TABLE choices (recoded_from VARCHAR, part INTEGER, target VARCHAR, weight DOUBLE,"
            + " outcome VARCHAR, targets VARCHAR)");
    ledger
        .codes()
        .forEach(
            (code, entry) -> {
              if (entry.chosen().isEmpty()) {
                choice(db, code, 0, "unknown", 1, entry);
              }
              for (int part = 0; part < entry.chosen().size(); part++) {
                Share share = entry.chosen().get(part);
                choice(db, code, part, share.target(), share.share(), entry);
              }
            });
  }

  private static void choice(
      DuckDb db, String code, int part, String target, double weight, Ledger.Entry entry) {
    db.run(
        "INSERT INTO choices VALUES (%s, %d, %s, %s, %s, %s)"
            .formatted(
                DuckDb.quoted(code),
                part,
                DuckDb.quoted(target),
                weight,
                DuckDb.quoted(entry.outcome().word()),
                DuckDb.quoted(Share.text(entry.outcome().shares()))));
  }

  private static String recoded(String to) {
    String group =
        Schemes.isIsco08(to)
            ? "CASE WHEN regexp_full_match(c.target, '[0-9]{4}') THEN c.target END"
            : "CAST(NULL AS VARCHAR)";
    return """
        SELECT s.person_id, s.spell, c.target AS code, CAST(NULL AS VARCHAR) AS label,
          $group AS isco_group, $to AS taxonomy,
          s.* EXCLUDE (person_id, spell, code, label, isco_group, taxonomy, recoded_from),
          s.code AS code_before, s.label AS label_before, s.taxonomy AS taxonomy_before,
          c.weight AS recode_weight, c.outcome AS recode_outcome, c.targets AS recode_targets
        FROM spells s JOIN choices c ON c.recoded_from = coalesce(s.recoded_from, '')
        ORDER BY s.person_id, s.spell, c.part"""
        .replace("$group", group)
        .replace("$to", DuckDb.quoted(to));
  }
}
