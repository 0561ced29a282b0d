package org.jobtrail.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.RowFates;

/// Joins the parts of a run into the files of a dataset, and counts every row on the way.
///
/// The parts' rows stand in the order of the input and DuckDB keeps it, so the bytes depend on the
/// rows alone.
public final class DatasetWriter {
  private final List<Path> parts;
  private final Path folder;

  /// @param parts folders with one file per {@link Table}, in the order of the input
  /// @param folder where the dataset's files go; exists
  public DatasetWriter(List<Path> parts, Path folder) {
    this.parts = List.copyOf(parts);
    this.folder = folder;
  }

  /// Writes every file but the manifest.
  ///
  /// @param documentsIn how many documents the input held
  /// @param skipped files that no one means as documents
  /// @return the counts, to which the caller may add; their sums hold
  public RowFates.Builder write(long documentsIn, long skipped, long seed) throws IOException {
    // The widest table beside the others: each in one thread, so both orders are fixed.
    try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
      Future<?> wide =
          beside.submit(
              () -> {
                joinLines();
                linkTexts();
                writeExperiences();
                return null;
              });
      RowFates.Builder rows = writeTables(documentsIn, skipped, seed);
      await(wide);
      countRuled(rows);
      for (Path parquet : parquetFiles()) {
        AtomicFiles.force(parquet);
      }
      return rows;
    } finally {
      AtomicFiles.deleteTree(folder.resolve(".spill"));
      AtomicFiles.deleteTree(folder.resolve(".spill-wide"));
    }
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case UncheckedIOException io -> throw io.getCause();
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a table was written", e);
    }
  }

  private List<Path> parquetFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private void writeExperiences() {
    try (DuckDb db = DuckDb.open(folder.resolve(".spill-wide"))) {
      db.copy(
          """
          SELECT * REPLACE (from_json(candidates,
            '[{"uri":"VARCHAR","code":"VARCHAR","label":"VARCHAR","score":"DOUBLE","probability":"DOUBLE"}]')
            AS candidates)
          FROM\s"""
              + from(Table.EXPERIENCES),
          folder.resolve("experiences.parquet"));
    }
  }

  /// How many experiences people's rules coded; not a word where there are none.
  private void countRuled(RowFates.Builder rows) {
    try (DuckDb db = DuckDb.open(folder.resolve(".spill"))) {
      long ruled =
          db.number(
              "SELECT count(*) FROM read_parquet("
                  + DuckDb.quoted(folder.resolve("experiences.parquet"))
                  + ") WHERE starts_with(method, "
                  + DuckDb.quoted(Normaliser.RULE)
                  + ")");
      if (ruled > 0) {
        rows.add("experiences_ruled", ruled);
      }
    }
  }

  private RowFates.Builder writeTables(long documentsIn, long skipped, long seed) {
    try (DuckDb db = DuckDb.open(folder.resolve(".spill"))) {
      db.copy(
          """
          SELECT document_id, person_id, origin, kind, sha256, bytes, pages, characters, language,
            document_date, document_date_status, hidden_pieces,
            CASE WHEN hidden_reasons = '' THEN [] ELSE string_split(hidden_reasons, ',') END
              AS hidden_reasons,
            experiences, education_entries, education_level, extraction_path, suspicious,
            model_calls, prompt_tokens, completion_tokens, cost,
            CASE WHEN coalesce(replies, '') = '' THEN [] ELSE string_split(replies, ',') END
              AS replies
          FROM\s"""
              + from(Table.DOCUMENTS),
          folder.resolve("documents.parquet"));
      db.copy("SELECT * FROM " + from(Table.EDUCATION), folder.resolve("education.parquet"));
      db.copy("SELECT * FROM " + from(Table.QUARANTINE), folder.resolve("quarantine.parquet"));
      Spells.write(db, from(Table.STATED), seed, folder.resolve(Spells.FILE));
      RowFates.Builder rows = RowFates.builder();
      countDocuments(db, rows, documentsIn, skipped);
      Spells.count(db, rows);
      return rows;
    }
  }

  /// The keys of the replies that the documents were made from.
  public SortedSet<String> replies() {
    TreeSet<String> keys = new TreeSet<>();
    try (DuckDb db = DuckDb.open(folder.resolve(".spill"))) {
      db.rows(
          "SELECT replies FROM " + from(Table.DOCUMENTS) + " WHERE coalesce(replies, '') <> ''",
          row -> keys.addAll(List.of(String.valueOf(row.text(1)).split(","))));
    }
    return keys;
  }

  private void joinLines() throws IOException {
    AtomicFiles.writeAndForce(
        folder.resolve(Table.LINES.file()),
        out -> {
          for (Path part : parts) {
            append(part.resolve(Table.LINES.file()), out);
          }
        });
  }

  private static void append(Path file, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(out);
    }
  }

  /// The parts' texts are the dataset's as they are: linked, or copied where links can't be.
  private void linkTexts() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("text"));
    for (int i = 0; i < parts.size(); i++) {
      Path source = parts.get(i).resolve(Table.TEXT.file());
      Path target = texts.resolve("part-%05d.jsonl.gz".formatted(i));
      try {
        Files.createLink(target, source);
      } catch (UnsupportedOperationException | IOException e) {
        AtomicFiles.writeAndForce(target, out -> append(source, out));
      }
    }
  }

  private String from(Table table) {
    return table.from(parts.stream().map(part -> part.resolve(table.file())).toList());
  }

  private void countDocuments(DuckDb db, RowFates.Builder rows, long documentsIn, long skipped) {
    rows.add("documents_in", documentsIn).add("files_skipped", skipped);
    db.rows(
        """
        SELECT count(*), count(DISTINCT document_id), coalesce(sum(education_entries), 0),
          coalesce(sum(hidden_pieces), 0), coalesce(sum(values_not_in_text), 0),
          coalesce(sum(values_personal), 0), coalesce(sum(descriptions_redacted), 0),
          count(*) FILTER (experiences = 0), count(*) FILTER (suspicious)
        FROM\s"""
            + from(Table.DOCUMENTS),
        row -> {
          if (row.number(1) != row.number(2)) {
            throw new IllegalStateException(
                row.number(1) + " documents share " + row.number(2) + " ids");
          }
          rows.add("documents_readable", row.number(1))
              .add("education_entries", row.number(3))
              .add("hidden_pieces", row.number(4))
              .add("values_set_aside.not-in-text", row.number(5))
              .add("values_set_aside.personal-data", row.number(6))
              .add("descriptions_redacted", row.number(7))
              .add("documents_without_experience", row.number(8));
          rows.add("documents_suspicious", row.number(9));
        });
    db.rows(
        "SELECT extraction_path, count(*) FROM "
            + from(Table.DOCUMENTS)
            + " GROUP BY ALL ORDER BY ALL",
        row -> rows.add("extraction." + row.text(1), row.number(2)));
    db.rows(
        "SELECT split_part(claim, '=', 1), sum(split_part(claim, '=', 2)::BIGINT) FROM (SELECT"
            + " unnest(string_split(claims_set_aside, ',')) AS claim FROM "
            + from(Table.DOCUMENTS)
            + " WHERE coalesce(claims_set_aside, '') <> '') GROUP BY ALL ORDER BY ALL",
        row -> rows.add("claims_set_aside." + row.text(1), row.number(2)));
    rows.add("documents_quarantined", 0);
    db.rows(
        "SELECT reason, count(*) FROM " + from(Table.QUARANTINE) + " GROUP BY ALL ORDER BY ALL",
        row -> {
          rows.add("documents_quarantined", row.number(2));
          rows.add("quarantined." + row.text(1), row.number(2));
        });
    rows.add("experiences", db.number("SELECT count(*) FROM copies"));
    rows.sum("documents_readable", "extraction");
    rows.sum("documents_in", "documents_readable", "documents_quarantined")
        .sum("documents_quarantined", "quarantined");
  }
}
