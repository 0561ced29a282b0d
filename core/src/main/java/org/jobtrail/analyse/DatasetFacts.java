package org.jobtrail.analyse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;

/// What a dataset folder says of itself, beside its trajectories.
///
/// @param taxonomies names and versions that the codes carry
/// @param madeBy the command and version that wrote the folder; a sentence when there is no
///     manifest
/// @param documents how many went in; -1 when not told
/// @param quarantined documents set aside, by reason
/// @param languages persons by language of their documents; without cells when not told
/// @param labels names of the codes
record DatasetFacts(
    List<String> taxonomies,
    String madeBy,
    long documents,
    SortedMap<String, Long> quarantined,
    Tallies languages,
    CodeLabels labels,
    List<FileHash> inputs) {
  private static final List<String> COLUMNS =
      List.of(
          "person_id",
          "spell",
          "code",
          "label",
          "isco_group",
          "taxonomy",
          "start_quarter",
          "end_quarter",
          "end_status",
          "observed_until",
          "education_level");

  /// Checks that the folder can be analysed.
  ///
  /// @throws JobtrailException.Usage naming what is missing
  static Path trajectories(Path dataset) {
    if (!Files.isDirectory(dataset)) {
      throw new JobtrailException.Usage(
          dataset
              + ": no such folder; analyse wants a dataset folder that `jobtrail run` or `import` wrote");
    }
    Path file = dataset.resolve("trajectories.parquet");
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(
          dataset
              + ": holds no trajectories.parquet; analyse wants a dataset folder that `jobtrail run` or"
              + " `import` finished");
    }
    return file;
  }

  static void checkColumns(AnalysisDatabase database, Path trajectories) {
    List<String> found;
    try {
      found = columns(database);
    } catch (IllegalStateException e) {
      throw new JobtrailException.Usage(
          trajectories + ": can't be read as Parquet; make the dataset again", e);
    }
    List<String> missing = COLUMNS.stream().filter(column -> !found.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new JobtrailException.Usage(
          trajectories
              + ": lacks the columns "
              + String.join(", ", missing)
              + " (docs/formats.md)");
    }
  }

  /// Of trajectories.parquet.
  private static List<String> columns(AnalysisDatabase database) {
    return database
        .lines(
            new SqlScript(
                "columns",
                "SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(getvariable('trajectories')))"))
        .stream()
        .map(List::getFirst)
        .toList();
  }

  static DatasetFacts read(Path dataset, AnalysisDatabase database) throws IOException {
    List<FileHash> inputs = new ArrayList<>();
    inputs.add(FileHash.of(dataset, dataset.resolve("trajectories.parquet")));
    List<String> taxonomies =
        database
            .lines(
                new SqlScript(
                    "taxonomies",
                    "SELECT DISTINCT CAST(taxonomy AS VARCHAR) AS t FROM read_parquet(getvariable('trajectories'))"
                        + " WHERE taxonomy IS NOT NULL ORDER BY t LIMIT 10"))
            .stream()
            .map(List::getFirst)
            .toList();
    String madeBy = "unknown: the folder has no manifest";
    long documents = -1;
    SortedMap<String, Long> quarantined = new TreeMap<>();
    if (Files.isRegularFile(dataset.resolve(Manifest.FILE))) {
      Manifest manifest = Manifest.read(dataset);
      check(dataset, manifest, inputs.getFirst());
      madeBy = "jobtrail " + manifest.command() + ", version " + manifest.version();
      documents = manifest.rows().count("documents_in");
      quarantined.putAll(manifest.rows().group("quarantined"));
    }
    Path quarantine = dataset.resolve("quarantine.parquet");
    if (Files.isRegularFile(quarantine)) {
      quarantined.clear();
      database.variable("quarantine", AnalysisDatabase.pattern(quarantine));
      for (List<String> line : database.lines(SqlScript.load("quarantine"))) {
        quarantined.put(line.get(0), Long.parseLong(line.get(1)));
      }
      inputs.add(FileHash.of(dataset, quarantine));
    }
    Tallies languages = new Tallies();
    boolean documentsTold = false;
    Path read = dataset.resolve("documents.parquet");
    if (Files.isRegularFile(read)) {
      database.variable("documents", AnalysisDatabase.pattern(read));
      languages = database.tallies("languages");
      documentsTold = columns(database).contains("document_id");
      inputs.add(FileHash.of(dataset, read));
    }
    return new DatasetFacts(
        taxonomies,
        madeBy,
        Math.max(-1, documents),
        quarantined,
        languages,
        CodeLabels.read(database, documentsTold),
        List.copyOf(inputs));
  }

  private static void check(Path dataset, Manifest manifest, FileHash trajectories) {
    for (FileHash output : manifest.outputs()) {
      if (output.path().equals(trajectories.path()) && !output.equals(trajectories)) {
        throw new JobtrailException.Integrity(
            dataset.resolve(output.path())
                + ": differs from the folder's manifest; make the dataset again");
      }
    }
  }
}
