package org.jobtrail.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.provenance.JobtrailException;

/// Reads what a run wrote, as far as it is scored.
public final class EngineReader {
  private EngineReader() {}

  /// @param run a run's folder, or its `experiences.jsonl` alone: then nothing is known of kinds
  ///     and of documents that were set aside
  /// @throws JobtrailException.Usage if it is neither
  public static Engine read(NamedPath run) throws IOException {
    Path folder = run.path();
    Path lines = Files.isDirectory(folder) ? folder.resolve("experiences.jsonl") : folder;
    if (!Files.exists(lines)) {
      throw new JobtrailException.Usage(
          lines + ": no such file; --predicted wants the folder that `run` wrote");
    }
    SortedMap<String, DocumentFacts> documents = new TreeMap<>();
    Set<String> quarantined = new TreeSet<>();
    facts(
        folder.resolve("documents.parquet"), "coalesce(language, '?')", documents, new TreeSet<>());
    facts(folder.resolve("quarantine.parquet"), "'?'", documents, quarantined);
    return new Engine(run.name(), folder, GoldReader.predicted(lines), quarantined, documents);
  }

  private static void facts(
      Path file, String language, SortedMap<String, DocumentFacts> documents, Set<String> ids) {
    if (!Files.exists(file)) {
      return;
    }
    String sql =
        "SELECT document_id, %s, coalesce(kind, '?') FROM read_parquet(%s) WHERE document_id IS NOT NULL"
            .formatted(language, DuckDb.quoted(file));
    try (DuckDb db = DuckDb.open(Path.of(System.getProperty("java.io.tmpdir"), "jobtrail-score"))) {
      db.rows(
          sql,
          row -> {
            String id = Objects.requireNonNull(row.text(1));
            ids.add(id);
            documents.put(
                id,
                new DocumentFacts(String.valueOf(row.text(2)), String.valueOf(row.text(3)), "?"));
          });
    } catch (IllegalStateException e) {
      throw new JobtrailException.Usage(
          file + ": can't be read as Parquet; `jobtrail verify` says what is wrong with the run",
          e);
    }
  }
}
