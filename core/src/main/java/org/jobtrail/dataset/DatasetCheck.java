package org.jobtrail.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jobtrail.career.Span;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;

/// Whether a folder is what its manifest says: hashes, sums, row counts, and, in a run's folder,
/// that every value stands where its evidence says.
public final class DatasetCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Which count of the manifest a table's number of rows must equal.
  private static final Map<String, String> ROWS =
      Map.of(
          "documents.parquet",
          "documents_readable",
          "experiences.parquet",
          "experiences",
          "trajectories.parquet",
          "spells",
          TrajectoryRecode.WEIGHTED,
          "spells",
          "education.parquet",
          "education_entries",
          "quarantine.parquet",
          "quarantined");

  /// The commands whose folders hold these tables.
  private static final Set<String> TABLES_OF = Set.of("run", "import", "recode");

  private DatasetCheck() {}

  /// @param quotes how many values were found at their span
  public record Outcome(Manifest manifest, long quotes) {}

  /// @throws JobtrailException.Integrity on the first thing that differs
  public static Outcome of(Path folder) throws IOException {
    Manifest manifest = Manifest.verify(folder);
    countRows(folder, manifest);
    return new Outcome(manifest, quotes(folder));
  }

  private static void countRows(Path folder, Manifest manifest) {
    try (DuckDb db = DuckDb.open(folder.resolve(".spill"))) {
      for (String file : ROWS.keySet().stream().sorted().toList()) {
        Path path = folder.resolve(file);
        String name = String.valueOf(ROWS.get(file));
        if (!Files.exists(path) || !TABLES_OF.contains(manifest.command())) {
          continue;
        }
        long rows = db.number("SELECT count(*) FROM read_parquet(" + DuckDb.quoted(path) + ")");
        if (rows != manifest.rows().count(name)) {
          throw new JobtrailException.Integrity(
              path + ": has " + rows + " rows, the manifest says " + manifest.rows().count(name));
        }
      }
    }
  }

  /// Reads texts and experiences side by side: both are in the order of the input.
  private static long quotes(Path folder) throws IOException {
    Path lines = folder.resolve(Table.LINES.file());
    List<Path> texts = new ArrayList<>();
    if (Files.isDirectory(folder.resolve("text"))) {
      try (Stream<Path> files = Files.list(folder.resolve("text"))) {
        files.sorted().forEach(texts::add);
      }
    }
    if (texts.isEmpty() || !Files.exists(lines)) {
      return 0;
    }
    long quotes = 0;
    try (BufferedReader experiences = Files.newBufferedReader(lines)) {
      for (Path part : texts) {
        try (BufferedReader text =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(part), 1 << 16),
                    StandardCharsets.UTF_8))) {
          for (String line = text.readLine(); line != null; line = text.readLine()) {
            String coded = experiences.readLine();
            if (coded == null) {
              throw new JobtrailException.Integrity(
                  lines + ": has fewer lines than text/ has texts");
            }
            quotes += quotes(JSON.readTree(coded), JSON.readTree(line), lines);
          }
        }
      }
    }
    return quotes;
  }

  private static long quotes(JsonNode coded, JsonNode document, Path lines) {
    String id = document.path("id").asText();
    if (!coded.path("id").asText().equals(id)) {
      throw new JobtrailException.Integrity(
          lines + ": " + coded.path("id").asText() + " stands where text/ has " + id);
    }
    String text = document.path("text").asText();
    long quotes = 0;
    for (JsonNode experience : coded.path("experiences")) {
      for (String value : DocumentRows.EVIDENCE) {
        JsonNode evidence = experience.path("evidence").path(value);
        if (evidence.isMissingNode()) {
          continue;
        }
        Span span =
            new Span(
                evidence.path("start").asInt(),
                evidence.path("end").asInt(),
                evidence.path("page").asInt());
        boolean worded = List.of("title", "employer", "place").contains(value);
        if (span.end() > text.length()
            || (worded && !EvidenceGate.standsAt(text, span, experience.path(value).asText()))) {
          throw new JobtrailException.Integrity(
              lines + ": document " + id + ": the " + value + " does not stand at its span");
        }
        quotes++;
      }
    }
    return quotes;
  }
}
