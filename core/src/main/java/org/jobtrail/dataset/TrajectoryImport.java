package org.jobtrail.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jobtrail.career.CareerDate;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.RowFates;

/// Reads trajectories that other projects published into a dataset's folder.
///
/// Rows may be unsorted, doubled, overlapping, without a start or an end. An end that is not given
/// is unknown: the releases write ongoing ends the same way. A row that can't be read is set aside
/// with its line and the reason.
public final class TrajectoryImport {
  private static final String COMMAND = "import";
  private final Settings settings;
  private final String file;
  private final Writer stated;
  private final Writer quarantine;
  private long rowsIn;
  private long rowsRead;
  private final RowFates.Builder rows = RowFates.builder();

  private TrajectoryImport(Settings settings, String file, Writer stated, Writer quarantine) {
    this.settings = settings;
    this.file = file;
    this.stated = stated;
    this.quarantine = quarantine;
  }

  /// @param columns field to column, for tables that are not JobHop's
  /// @param taxonomy name and version that the codes belong to, such as `ESCO 1.1.1`
  /// @param seed of the split, where the panel gives none
  public record Settings(
      PanelFormat format, Map<String, String> columns, String taxonomy, long seed) {
    public Settings {
      columns = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }
  }

  /// @param source a .csv, .csv.gz or .parquet file; for CAREER a folder
  /// @param out a folder, made whole or not at all
  public static Manifest write(Path source, Settings settings, Path out, boolean overwrite)
      throws IOException {
    if (!Files.exists(source)) {
      throw new JobtrailException.Usage(source + ": no such file or folder");
    }
    if (Files.isDirectory(source) != (settings.format() == PanelFormat.CAREER)) {
      throw new JobtrailException.Usage(
          source
              + (Files.isDirectory(source)
                  ? ": is a folder, " + settings.format().word() + " is imported from a file"
                  : ": is a file, career is imported from a folder of files"));
    }
    try (FreshFolder folder = FreshFolder.open(out, overwrite, COMMAND)) {
      Path work = Files.createDirectories(folder.path().resolve(".rows"));
      Path stated = work.resolve(Table.STATED.file());
      Path quarantine = work.resolve(Table.QUARANTINE.file());
      RowFates rows;
      try (Writer statedRows = NamedOutput.writer(stated);
          Writer quarantineRows = NamedOutput.writer(quarantine)) {
        TrajectoryImport reading =
            new TrajectoryImport(
                settings, String.valueOf(source.getFileName()), statedRows, quarantineRows);
        reading.read(source, work);
        statedRows.flush();
        quarantineRows.flush();
        rows = reading.finish(folder.path(), stated, quarantine);
      }
      AtomicFiles.deleteTree(work);
      TreeMap<String, String> configuration = new TreeMap<>();
      configuration.put("format", settings.format().word());
      configuration.put("columns", settings.columns().toString());
      TreeMap<String, String> versions = new TreeMap<>();
      versions.put("taxonomy.name", settings.taxonomy());
      return folder.publish(
          Manifest.of(
              COMMAND,
              configuration,
              settings.seed(),
              Inputs.hash(List.of(source)),
              versions,
              rows,
              List.of()));
    }
  }

  private void read(Path source, Path work) throws IOException {
    try {
      if (settings.format() == PanelFormat.CAREER) {
        CareerFiles career = new CareerFiles(source);
        career.read(
            row -> {
              rowsIn++;
              accept(row);
            });
        rows.add("records", career.records()).add("records_in_a_status", career.statuses());
      } else if (source.toString().endsWith(".parquet")) {
        parquet(source, work);
      } else {
        csv(source);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void csv(Path source) throws IOException {
    try (InputStream raw = Files.newInputStream(source);
        InputStream in =
            source.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16)) {
      CsvRows csv = new CsvRows(reader);
      List<String> header = csv.next();
      PanelColumns columns = PanelColumns.of(source.toString(), header, settings.columns());
      for (List<String> cells = csv.next(); !cells.isEmpty(); cells = csv.next()) {
        accept(columns, cells, csv.line());
      }
    } catch (java.util.zip.ZipException e) {
      throw new JobtrailException.Usage(
          source + ": is not a whole gzip file: " + e.getMessage(), e);
    }
  }

  private void parquet(Path source, Path work) {
    String from = " FROM read_parquet(" + DuckDb.quoted(source) + ")";
    try (DuckDb db = DuckDb.open(work.resolve("spill"))) {
      List<String> header = new ArrayList<>();
      db.rows("DESCRIBE SELECT *" + from, row -> header.add(String.valueOf(row.text(1))));
      PanelColumns columns = PanelColumns.of(source.toString(), header, settings.columns());
      int[] line = {0};
      db.rows(
          "SELECT COLUMNS(*)::VARCHAR" + from,
          row -> {
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= header.size(); i++) {
              cells.add(Optional.ofNullable(row.text(i)).orElse(""));
            }
            accept(columns, cells, ++line[0]);
          });
    }
  }

  private void accept(PanelColumns columns, List<String> cells, int line) {
    rowsIn++;
    try {
      accept(columns.row(cells));
    } catch (PanelColumns.BadRow e) {
      TsvRow row = new TsvRow(Table.QUARANTINE);
      row.text("row " + line)
          .text(file + ":" + line)
          .text(settings.format().word())
          .missing()
          .number(0)
          .text(e.reason())
          .text(e.detail())
          .end();
      append(quarantine, row);
      rows.add("quarantined." + e.reason(), 1);
    }
  }

  private void accept(PanelRow panel) {
    boolean impossible = DocumentRows.endsBeforeItStarts(panel.start(), panel.end());
    boolean known = !panel.code().equals("unknown");
    TsvRow row = new TsvRow(Table.STATED);
    row.text(panel.person())
        .number(rowsRead++)
        .missing()
        .missing()
        .missing()
        .text(panel.code())
        .text(panel.label().isEmpty() ? null : panel.label())
        .text(known ? unitGroup(panel.code()) : Optional.empty())
        .text(settings.taxonomy())
        .date(panel.start())
        .quarter(panel.start().quarter())
        .date(panel.end())
        .quarter(
            impossible ? Optional.empty() : DocumentRows.endQuarter(panel.start(), panel.end()))
        .flag(impossible)
        .quarter(later(panel.start(), panel.end()))
        .text(panel.education().label())
        .text(panel.split().isEmpty() ? null : panel.split())
        .end();
    append(stated, row);
  }

  /// The first four characters of a dotted ESCO code are its ISCO-08 unit group.
  private static Optional<String> unitGroup(String code) {
    return code.matches("\\d{4}(\\.\\d+)*") ? Optional.of(code.substring(0, 4)) : Optional.empty();
  }

  private static Optional<org.jobtrail.career.Quarter> later(CareerDate start, CareerDate end) {
    return java.util.stream.Stream.of(start, end)
        .flatMap(date -> date.quarter().stream())
        .max(java.util.Comparator.naturalOrder());
  }

  private static void append(Writer out, TsvRow row) {
    try {
      out.write(row.rows());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RowFates finish(Path folder, Path stated, Path quarantine) {
    try (DuckDb db = DuckDb.open(folder.resolve(".rows").resolve("spill"))) {
      Spells.write(
          db, Table.STATED.from(List.of(stated)), settings.seed(), folder.resolve(Spells.FILE));
      db.copy(
          "SELECT * FROM " + Table.QUARANTINE.from(List.of(quarantine)),
          folder.resolve("quarantine.parquet"));
      Spells.count(db, rows);
    }
    return rows.add("rows_in", rowsIn)
        .add("experiences", rowsRead)
        .add("rows_quarantined", rowsIn - rowsRead)
        .sum("rows_in", "experiences", "rows_quarantined")
        .sum("rows_quarantined", "quarantined")
        .build();
  }
}
