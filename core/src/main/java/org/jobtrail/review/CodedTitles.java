package org.jobtrail.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.career.Language;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.normalise.TitleCoding;
import org.jobtrail.normalise.TitleLines;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.provenance.TextLines;
import org.jspecify.annotations.Nullable;

/// What `normalise` wrote, beside the titles that it was given; an occurrence is a line of these.
///
/// Both stand in the order of the titles, so they are read side by side; a title without a row was
/// given no candidate.
record CodedTitles(Path ranked, Path titles, Manifest manifest) implements ReviewSource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER = String.join("\t", TitleCoding.COLUMNS);

  static CodedTitles of(Path ranked, Path titles) throws IOException {
    Path beside = ranked.resolveSibling(ranked.getFileName() + ".manifest.json");
    if (!Files.exists(beside)) {
      throw new JobtrailException.Usage(
          "%s: no %s beside it; review wants what `normalise` wrote"
              .formatted(ranked, beside.getFileName()));
    }
    Manifest manifest = Manifest.ofFile(ranked);
    String sha256 = Sha256.of(ranked);
    if (manifest.outputs().stream().noneMatch(o -> o.sha256().equals(sha256))) {
      throw new JobtrailException.Integrity(
          ranked + ": differs from its manifest; run `normalise` again");
    }
    String given = Sha256.of(titles);
    if (manifest.inputs().stream().noneMatch(i -> i.sha256().equals(given))) {
      throw new JobtrailException.Usage(
          titles + ": isn't what " + ranked + " was made from; run `normalise` on it");
    }
    return new CodedTitles(ranked, titles, manifest);
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
    Path joined = work.resolve("occurrences.tsv");
    try (BufferedWriter out = NamedOutput.writer(joined);
        Ranked rows = new Ranked(TextLines.open(ranked))) {
      join(rows, out);
    }
    // Columns that a query doesn't want are not read again.
    Path columns = work.resolve("occurrences.parquet");
    db.copy(
        "SELECT * FROM read_csv("
            + DuckDb.quoted(joined)
            + ", delim = '\\t', header = false, quote = '', escape = '', nullstr = '',"
            + " auto_detect = false, max_line_size = 16777216, columns = {'title': 'VARCHAR',"
            + " 'language': 'VARCHAR', 'person_id': 'VARCHAR', 'code': 'VARCHAR', 'uri':"
            + " 'VARCHAR', 'label': 'VARCHAR', 'probability': 'DOUBLE', 'candidates': 'VARCHAR',"
            + " 'ruled': 'BOOLEAN'})",
        columns);
    db.run(
        "CREATE VIEW occurrences AS SELECT *, file_row_number AS ordinal FROM read_parquet("
            + DuckDb.quoted(columns)
            + ", file_row_number = true)");
  }

  private void join(Ranked rows, BufferedWriter out) throws IOException {
    Map<String, Long> seen = new HashMap<>();
    Language otherwise =
        new Language(
            manifest.configuration().getOrDefault("language", Language.UNDETERMINED.code()));
    try (TitleLines lines = TitleLines.open(titles, otherwise)) {
      for (var next = lines.next(); next.isPresent(); next = lines.next()) {
        if (next.get() instanceof TitleLines.Usable line) {
          Long before = seen.put(line.id(), line.number());
          if (before != null) {
            throw new JobtrailException.Usage(
                "%s:%d: id %s stands on line %d too; review wants each once"
                    .formatted(titles, line.number(), line.id(), before));
          }
          out.write(line.query().title() + '\t' + line.query().language().code() + '\t');
          out.write(line.id() + '\t' + cells(rows.of(line.id())) + "\tfalse\n");
        }
      }
    }
  }

  /// Code, URI, label, probability and candidates.
  private static String cells(List<String[]> rows) {
    ArrayNode candidates = JSON.createArrayNode();
    for (String[] row : rows) {
      if (candidates.size() < Columns.CANDIDATES) {
        candidates.addObject().put("uri", row[2]).put("code", row[3]).put("label", row[4]);
      }
    }
    String[] first = rows.isEmpty() ? new String[8] : rows.getFirst();
    String coding =
        "coded".equals(first[7])
            ? String.join("\t", first[3], first[2], first[4], first[6])
            : "unknown\t\t\t";
    return coding + '\t' + candidates;
  }

  /// The table, title by title.
  private static final class Ranked implements AutoCloseable {
    private final TextLines lines;
    private String @Nullable [] ahead;

    Ranked(TextLines lines) throws IOException {
      this.lines = lines;
      if (!HEADER.equals(lines.next().orElse(""))) {
        throw new JobtrailException.Usage(
            "the table of codes begins with another header than "
                + HEADER
                + "; run `normalise` again");
      }
      ahead = row();
    }

    private String @Nullable [] row() throws IOException {
      return lines.next().map(line -> line.split("\t", -1)).orElse(null);
    }

    /// The rows of the next title, when it is this one.
    List<String[]> of(String id) throws IOException {
      List<String[]> rows = new ArrayList<>();
      for (String[] row = ahead; row != null && row[0].equals(id); row = ahead) {
        rows.add(row);
        ahead = row();
      }
      return rows;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
