package org.jobtrail.score.ranking;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jobtrail.provenance.JobtrailException;

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
    int number = 0;
    try (BufferedReader reader = open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (number == 1 && line.startsWith("\uFEFF")) {
          line = line.substring(1);
        }
        if (!line.isBlank()) {
          row.read(number, line.split("\t", -1));
        }
      }
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(
          file + ": not UTF-8 near line " + (number + 1) + "; save it as UTF-8", e);
    } catch (ZipException | java.io.EOFException e) {
      throw new JobtrailException.Usage(
          file + ": a broken archive (" + e.getMessage() + "); get it again", e);
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (file.toString().endsWith(".gz")) {
      try {
        in = new GZIPInputStream(in);
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }
    return new BufferedReader(
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }
}
