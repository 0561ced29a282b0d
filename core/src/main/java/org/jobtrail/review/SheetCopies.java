package org.jobtrail.review;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.score.NamedPath;

/// Writes chosen rows of the sheets into sheets of their own, which can be filled and imported like
/// any other.
///
/// A file that people may have begun to fill is never replaced: when there is another one of the
/// name, the new one is called `NAME-2.csv` and so on.
record SheetCopies(List<NamedPath> files, char separator) {
  /// Rows whose decision can't be used, with file, line and the reason.
  static final List<String> QUARANTINE = List.of("file", "line", "reason", "detail");

  /// Rows with what each coder decided.
  static final List<String> CONFLICTS = List.of(Columns.DECISIONS);

  /// @param beside the file's name, which ends in `.csv`
  /// @param more names of the columns that are added
  /// @param rows what is added to which row
  /// @param emptied the columns that are for the next person to fill
  /// @return the file; empty when there are no rows
  Optional<Path> write(
      Path beside, List<String> more, Map<Votes.Place, List<String>> rows, List<String> emptied)
      throws IOException {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Path made = beside.resolveSibling(beside.getFileName() + ".new");
    try (BufferedWriter out = NamedOutput.writer(made)) {
      List<String> header = new ArrayList<>(Columns.ALL);
      header.addAll(more);
      out.write("\uFEFF" + Cells.line(header, separator));
      for (int file = 0; file < files.size(); file++) {
        int number = file;
        Sheet.open(files.get(file).path())
            .rows(
                row -> {
                  List<String> added = rows.get(new Votes.Place(number, row.line()));
                  if (added != null) {
                    line(out, row, added, emptied);
                  }
                });
      }
    }
    AtomicFiles.force(made);
    Path free = free(beside, made);
    AtomicFiles.replace(made, free);
    return Optional.of(free);
  }

  private void line(BufferedWriter out, Sheet.Row row, List<String> added, List<String> emptied) {
    List<String> cells = new ArrayList<>();
    for (String column : Columns.ALL) {
      cells.add(emptied.contains(column) ? "" : Cells.guarded(row.cell(column)));
    }
    added.forEach(cell -> cells.add(Cells.guarded(cell)));
    try {
      out.write(Cells.line(cells, separator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The name itself, or the first with a number that no other content has.
  private static Path free(Path wanted, Path made) throws IOException {
    String name = wanted.getFileName().toString();
    Path free = wanted;
    for (int i = 2; Files.exists(free) && !Sha256.of(free).equals(Sha256.of(made)); i++) {
      free = wanted.resolveSibling(name.replaceFirst("\\.csv$", "-" + i + ".csv"));
    }
    return free;
  }
}
