package org.jobtrail.panel.importing;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jobtrail.dataset.CsvRows;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;

/// The rows of a .csv, .csv.gz or .parquet file, one by one, with the number of the line.
interface TableRows {
  /// @param names of the columns, no two the same
  void header(List<String> names);

  /// @param line where the row begins in a CSV file; in Parquet its number from 1
  void row(List<String> cells, int line);

  /// @throws JobtrailException.Usage for a file that can't be read as a table
  static void read(Path file, char separator, TableRows rows) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(
          file
              + (Files.exists(file)
                  ? ": is a folder, this mapping wants a .csv, .csv.gz or .parquet file"
                  : ": no such file"));
    }
    if (file.toString().endsWith(".parquet")) {
      parquet(file, rows);
    } else {
      csv(file, separator, rows);
    }
  }

  private static void csv(Path file, char separator, TableRows rows) throws IOException {
    int line = 1;
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
      CsvRows csv = new CsvRows(reader, separator);
      checkedHeader(file, csv.next(), rows);
      for (List<String> cells = csv.next(); !cells.isEmpty(); cells = csv.next()) {
        line = csv.line();
        if (csv.isCut()) {
          throw new JobtrailException.Usage(
              file + ":" + line + ": a quote opens here and never closes");
        }
        rows.row(cells, line);
      }
    } catch (ZipException | EOFException e) {
      throw new JobtrailException.Usage(file + ": is not a whole gzip file: " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(
          file + ": is not UTF-8, some lines after line " + line + "; convert it first", e);
    }
  }

  private static void parquet(Path file, TableRows rows) throws IOException {
    Path work = Files.createTempDirectory("jobtrail-table");
    String from = " FROM read_parquet(" + DuckDb.quoted(file) + ")";
    try (DuckDb db = DuckDb.open(work.resolve("spill"))) {
      List<String> header = new ArrayList<>();
      List<Boolean> floating = new ArrayList<>();
      try {
        db.rows(
            "DESCRIBE SELECT *" + from,
            row -> {
              header.add(String.valueOf(row.text(1)));
              floating.add(Set.of("DOUBLE", "FLOAT").contains(String.valueOf(row.text(2))));
            });
      } catch (RuntimeException e) {
        throw new JobtrailException.Usage(file + ": is no Parquet file", e);
      }
      checkedHeader(file, header, rows);
      int[] line = {0};
      db.rows(
          "SELECT COLUMNS(*)::VARCHAR" + from,
          row -> {
            List<String> cells = new ArrayList<>(header.size());
            for (int i = 1; i <= header.size(); i++) {
              String cell = Optional.ofNullable(row.text(i)).orElse("");
              cells.add(floating.get(i - 1) ? whole(cell) : cell);
            }
            rows.row(cells, ++line[0]);
          });
    } finally {
      AtomicFiles.deleteTree(work);
    }
  }

  /// Whole numbers without `.0`, and what is no number (`nan`) as an empty cell: many programs keep
  /// a column of codes with a gap as floating-point numbers.
  private static String whole(String cell) {
    return cell.equals("nan") ? "" : cell.replaceFirst("\\.0$", "");
  }

  private static void checkedHeader(Path file, List<String> header, TableRows rows) {
    List<String> names = header.stream().map(String::strip).toList();
    if (names.isEmpty()) {
      throw new JobtrailException.Usage(file + ": is empty; the first line must name the columns");
    }
    names.stream()
        .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new JobtrailException.Usage(
                  file + ":1: two columns are called \"" + name + '"');
            });
    rows.header(names);
  }
}
