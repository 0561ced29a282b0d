package org.jobtrail.review;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.career.Language;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.TitleLines;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.Sha256;

/// Where coded titles come from, as a table `occurrences`: `title, language, person_id, code, uri,
/// label, probability, candidates, ruled`, a row each time a title was coded. `code` is `unknown`
/// where no candidate stands, `candidates` is JSON.
sealed interface ReviewSource {
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
    return Coded.of(coded, titles);
  }

  private static String taxonomy(Manifest manifest) {
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
              + ") AS ruled FROM read_parquet("
              + DuckDb.quoted(folder.resolve(FILE))
              + ") WHERE title IS NOT NULL");
    }
  }

  /// What `normalise` wrote; an occurrence is a line of the titles.
  record Coded(Path ranked, Path titles, Manifest manifest) implements ReviewSource {
    static Coded of(Path ranked, Path titles) throws IOException {
      Path beside = ranked.resolveSibling(ranked.getFileName() + ".manifest.json");
      if (!Files.exists(beside)) {
        throw new JobtrailException.Usage(
            ranked
                + ": no "
                + beside.getFileName()
                + " beside it; review wants what `normalise`"
                + " wrote");
      }
      Manifest manifest = Manifest.ofFile(ranked);
      if (manifest.outputs().stream().noneMatch(o -> o.sha256().equals(sha256(ranked)))) {
        throw new JobtrailException.Integrity(
            ranked + ": differs from its manifest; run `normalise` again");
      }
      if (manifest.inputs().stream().noneMatch(i -> i.sha256().equals(sha256(titles)))) {
        throw new JobtrailException.Usage(
            titles + ": isn't what " + ranked + " was made from; run `normalise` on it");
      }
      return new Coded(ranked, titles, manifest);
    }

    private static String sha256(Path file) {
      try {
        return Sha256.of(file);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public String taxonomy() {
      return ReviewSource.taxonomy(manifest);
    }

    @Override
    public List<Path> inputs() {
      return List.of(ranked, titles);
    }

    @Override
    public void open(DuckDb db, Path work) throws IOException {
      Path plain = work.resolve("titles.tsv");
      writeTitles(plain);
      db.run(
          "CREATE TABLE titles_coded AS SELECT * FROM "
              + tsv(plain, "{'id': 'VARCHAR', 'title': 'VARCHAR', 'language': 'VARCHAR'}", false));
      db.run(
          "CREATE TABLE ranked AS SELECT * FROM "
              + tsv(
                  ranked,
                  "{'id': 'VARCHAR', 'rank': 'INTEGER', 'uri': 'VARCHAR', 'code': 'VARCHAR',"
                      + " 'label': 'VARCHAR', 'score': 'DOUBLE', 'probability': 'DOUBLE',"
                      + " 'outcome': 'VARCHAR'}",
                  true));
      db.run(
          """
          CREATE TABLE occurrences AS
          WITH coded AS (
            SELECT id, first(outcome ORDER BY rank) = 'coded' AS stands,
              first(uri ORDER BY rank) AS uri, first(code ORDER BY rank) AS code,
              first(label ORDER BY rank) AS label, first(probability ORDER BY rank) AS probability,
              CAST(to_json(list(struct_pack(uri := uri, code := code, label := label)
                ORDER BY rank)) AS VARCHAR) AS candidates
            FROM ranked WHERE rank <= 5 GROUP BY id)
          SELECT t.title, t.language, t.id AS person_id,
            CASE WHEN c.stands THEN c.code ELSE 'unknown' END AS code,
            CASE WHEN c.stands THEN c.uri END AS uri,
            CASE WHEN c.stands THEN c.label END AS label,
            CASE WHEN c.stands THEN c.probability END AS probability,
            coalesce(c.candidates, '[]') AS candidates, false AS ruled
          FROM titles_coded t LEFT JOIN coded c USING (id)""");
    }

    private static String tsv(Path file, String columns, boolean header) {
      return "read_csv("
          + DuckDb.quoted(file)
          + ", delim = '\\t', header = "
          + header
          + ", quote = '', escape = '', nullstr = '', auto_detect = false,"
          + " max_line_size = 16777216, columns = "
          + columns
          + ")";
    }

    /// The usable lines, as `normalise` read them.
    private void writeTitles(Path plain) throws IOException {
      Map<String, Long> seen = new HashMap<>();
      Language otherwise =
          new Language(
              manifest.configuration().getOrDefault("language", Language.UNDETERMINED.code()));
      try (BufferedWriter out = NamedOutput.writer(plain);
          TitleLines lines = TitleLines.open(titles, otherwise)) {
        for (var next = lines.next(); next.isPresent(); next = lines.next()) {
          if (next.get() instanceof TitleLines.Usable(long number, String id, TitleQuery query)) {
            Long before = seen.put(id, number);
            if (before != null) {
              throw new JobtrailException.Usage(
                  "%s:%d: id %s stands on line %d too; review wants each once"
                      .formatted(titles, number, id, before));
            }
            out.write(id + '\t' + query.title() + '\t' + query.language().code() + '\n');
          }
        }
      }
    }
  }
}
