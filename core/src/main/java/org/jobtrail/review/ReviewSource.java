package org.jobtrail.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;

/// Where coded titles come from, as a table `occurrences`: `title, language, person_id, code, uri,
/// label, probability, candidates, ruled, ordinal`, a row each time a title was coded. `code` is
/// `unknown` where no candidate stands, `candidates` is JSON, `ordinal` numbers the rows.
sealed interface ReviewSource permits ReviewSource.Dataset, CodedTitles {
  /// The taxonomy's name and version, as the source says.
  String taxonomy();

  /// What was read, for the manifest.
  List<Path> inputs();

  /// Makes the table.
  ///
  /// @param work a folder for files that are needed meanwhile
  void open(DuckDb db, Path work) throws IOException;

  /// The folder of a run, or a table that `normalise` wrote, with the titles that it was given.
  ///
  /// @param titles only of a table; its manifest says which ones they were
  static ReviewSource of(Path coded, @org.jspecify.annotations.Nullable Path titles)
      throws IOException {
    if (!Files.exists(coded)) {
      throw new JobtrailException.Usage(coded + ": no such file or folder");
    }
    if (Files.isDirectory(coded)) {
      if (titles != null) {
        throw new JobtrailException.Usage(
            coded + ": is a folder; --titles is for a table that `normalise` wrote");
      }
      return Dataset.of(coded);
    }
    if (titles == null) {
      throw new JobtrailException.Usage(
          coded
              + ": is a table of codes without the titles; give the file they stand in with"
              + " --titles");
    }
    return CodedTitles.of(coded, titles);
  }

  /// Name and version.
  static String taxonomy(Manifest manifest) {
    return manifest.versions().getOrDefault("taxonomy.name", "?")
        + ' '
        + manifest.versions().getOrDefault("taxonomy.version", "?");
  }

  /// A run's experiences.
  record Dataset(Path folder, String taxonomy) implements ReviewSource {
    private static final String FILE = "experiences.parquet";

    static Dataset of(Path folder) throws IOException {
      Manifest manifest = Manifest.read(folder);
      Path file = folder.resolve(FILE);
      if (!manifest.command().equals("run") || !Files.exists(file)) {
        throw new JobtrailException.Usage(
            folder + ": has no " + FILE + "; review wants the folder of a run");
      }
      if (!manifest.outputs().contains(FileHash.of(folder, file))) {
        throw new JobtrailException.Integrity(
            file + ": differs from the manifest; make the dataset again");
      }
      return new Dataset(folder, ReviewSource.taxonomy(manifest));
    }

    @Override
    public List<Path> inputs() {
      return List.of(folder.resolve(FILE));
    }

    @Override
    public void open(DuckDb db, Path work) {
      db.run(
          "CREATE VIEW occurrences AS SELECT title, language, person_id, code, uri, label,"
              + " probability, CAST(to_json(candidates) AS VARCHAR) AS candidates,"
              + " starts_with(method, "
              + DuckDb.quoted(Normaliser.RULE)
              + ") AS ruled, file_row_number AS ordinal FROM read_parquet("
              + DuckDb.quoted(folder.resolve(FILE))
              + ", file_row_number = true) WHERE title IS NOT NULL");
    }
  }
}
