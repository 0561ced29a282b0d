package org.jobtrail.evaluate;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.NamedOutput;

/// A file with one row per transition: what the truth was given, and the ten leading outcomes;
/// Parquet or CSV by its ending. It appears whole, or not at all.
final class PredictionsFile implements RowSink, Closeable {
  private final Path file;
  private final boolean parquet;
  private final Path rows;
  private final Outcomes outcomes;
  private final boolean full;
  private final List<String> columns = new ArrayList<>();
  private final BufferedWriter out;
  private final StringBuilder line = new StringBuilder();

  /// @param full whether every outcome's probability is written
  /// @throws JobtrailException.Usage for another ending
  private PredictionsFile(Path file, Outcomes outcomes, boolean full) throws IOException {
    this.file = file.toAbsolutePath();
    this.parquet = isParquet(file);
    this.outcomes = outcomes;
    this.full = full;
    columns();
    Files.createDirectories(this.file.resolveSibling("x").getParent());
    rows = this.file.resolveSibling("." + this.file.getFileName() + ".rows.csv");
    out = NamedOutput.writer(rows);
    out.write(
        columns.stream()
            .map(column -> field(column.substring(0, column.lastIndexOf(' '))))
            .collect(Collectors.joining(",", "", "\n")));
  }

  static PredictionsFile open(Path file, Outcomes outcomes, boolean full) throws IOException {
    return new PredictionsFile(file, outcomes, full);
  }

  /// @throws JobtrailException.Usage unless the ending is one of the two
  static boolean isParquet(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".parquet") && !name.endsWith(".csv")) {
      throw new JobtrailException.Usage(
          file + ": predictions go to a file that ends in .parquet or .csv");
    }
    return name.endsWith(".parquet");
  }

  private void columns() {
    columns.addAll(
        List.of(
            "person VARCHAR",
            "period INTEGER",
            "kind VARCHAR",
            "log_prob DOUBLE",
            "p_stay DOUBLE",
            "rank_of_truth INTEGER"));
    for (int i = 1; i <= Ranked.TOP; i++) {
      columns.add("top" + i + "_code VARCHAR");
      columns.add("top" + i + "_prob DOUBLE");
    }
    if (full) {
      for (Outcome outcome : outcomes.all()) {
        columns.add("p_" + outcome.code() + " DOUBLE");
      }
    }
  }

  @Override
  public void row(Judgements j, int i, Ranked distribution) throws IOException {
    var person = j.people().get(j.person(i));
    line.setLength(0);
    line.append(field(person.id())).append(',').append(person.period(j.record(i)));
    line.append(',').append(j.kind(i).word());
    number(j.logProb(i));
    number(j.stay(i));
    line.append(',').append(j.rank(i));
    for (int k = 0; k < Ranked.TOP; k++) {
      if (k < distribution.tops()) {
        line.append(',').append(field(outcomes.get(distribution.top(k)).code()));
        number(distribution.probability(distribution.top(k)));
      } else {
        line.append(",,");
      }
    }
    for (int k = 0; full && k < distribution.outcomes(); k++) {
      number(distribution.probability(k));
    }
    out.append(line.append('\n'));
  }

  /// Nothing for NaN.
  private void number(double value) {
    line.append(',');
    if (Double.isInfinite(value)) {
      line.append(value < 0 ? "-inf" : "inf");
    } else if (!Double.isNaN(value)) {
      line.append(value);
    }
  }

  private static String field(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  /// Puts the file in its place.
  void finish() throws IOException {
    out.close();
    if (!parquet) {
      AtomicFiles.force(rows);
      AtomicFiles.replace(rows, file);
      return;
    }
    Path made = file.resolveSibling("." + file.getFileName() + ".tmp");
    String types =
        columns.stream()
            .map(
                column -> {
                  int cut = column.lastIndexOf(' ');
                  return DuckDb.quoted(column.substring(0, cut))
                      + ": "
                      + DuckDb.quoted(column.substring(cut + 1));
                })
            .collect(Collectors.joining(", ", "{", "}"));
    try (DuckDb db = DuckDb.open(file.resolveSibling("." + file.getFileName() + ".spill"))) {
      db.copy(
          "SELECT * FROM read_csv("
              + DuckDb.quoted(rows)
              + ", header = true, delim = ',', quote = '\"', escape = '\"', auto_detect = false,"
              + " max_line_size = 16777216, columns = "
              + types
              + ")",
          made);
    }
    AtomicFiles.force(made);
    AtomicFiles.replace(made, file);
    Files.delete(rows);
  }

  /// Leaves nothing of an unfinished file.
  @Override
  public void close() throws IOException {
    try {
      // On a full disk what was not yet written can't be now either.
      out.close();
    } finally {
      Files.deleteIfExists(rows);
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".tmp"));
      AtomicFiles.deleteTree(file.resolveSibling("." + file.getFileName() + ".spill"));
    }
  }
}
