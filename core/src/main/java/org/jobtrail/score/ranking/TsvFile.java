package org.jobtrail.score.ranking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.TextLines;

/// Tab-separated lines in UTF-8, gzipped or not; empty lines are passed over.
final class TsvFile {
  private TsvFile() {}

  /// Takes one line.
  interface Row {
    /// @param line from 1
    void read(int line, String[] cells);
  }

  /// @throws JobtrailException.Usage when it is a folder, no UTF-8 or a broken archive
  static void read(Path file, Row row) throws IOException {
    if (Files.isDirectory(file)) {
      throw new JobtrailException.Usage(file + ": is a folder; wants a tab-separated file");
    }
    try (TextLines lines = TextLines.open(file)) {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.get().isBlank()) {
          row.read(Math.toIntExact(lines.number()), line.get().split("\t", -1));
        }
      }
    }
  }
}
