package org.jobtrail.crosswalk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.taxonomy.Csv;
import org.jobtrail.taxonomy.SourceFile;

/// Recodes one column of a table: every row and every cell stays, columns are added at the end.
public final class CsvRecode {
  public static final String COMMAND = "recode";
  /// What is added: the row's number from 1, its new code or `unknown`, the weight of this row,
  /// what became of the code, every target with its share.
  static final List<String> ADDED =
      List.of("recode_row", "recoded", "recode_weight", "recode_outcome", "recode_targets");

  private CsvRecode() {}

  /// @param column a name, or a number from 1
  /// @param crosswalk the folder that `recoding` was read from, for the manifest
  /// @param out a folder, made whole or not at all
  public static Manifest write(
      Path table, String column, Recoding recoding, Path crosswalk, Path out, boolean overwrite)
      throws IOException {
    apart(table, out);
    apart(crosswalk, out);
    List<SourceFile> files = SourceFile.open(table);
    if (files.size() != 1) {
      throw new JobtrailException.Usage(
          table + ": holds " + files.size() + " tables; name one of them");
    }
    Csv csv = new Csv(files.getFirst().text());
    List<String> header = csv.next();
    int code = column(table, header, column);
    List<List<String>> rows = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    for (List<String> row = csv.next(); !row.isEmpty(); row = csv.next()) {
      if (csv.isCut() || row.size() > header.size()) {
        throw new JobtrailException.Usage(
            "%s:%d: %s; mend the table"
                .formatted(
                    table,
                    csv.rowLine(),
                    csv.isCut()
                        ? "a quote that never ends"
                        : row.size() + " cells under " + header.size() + " columns"));
      }
      rows.add(row);
      counts.merge(cell(row, code), 1L, Long::sum);
    }
    if (rows.isEmpty()) {
      throw new JobtrailException.Usage(table + ": has no row under its header");
    }
    Ledger ledger = recoding.ledger(counts);
    try (FreshFolder folder = FreshFolder.open(out, overwrite, COMMAND)) {
      try (BufferedWriter to = NamedOutput.writer(folder.path().resolve("recoded.csv"))) {
        List<String> names = new ArrayList<>(header);
        names.addAll(ADDED);
        line(to, names);
        for (int i = 0; i < rows.size(); i++) {
          recode(
              to,
              rows.get(i),
              header.size(),
              i + 1,
              Objects.requireNonNull(ledger.codes().get(cell(rows.get(i), code))));
        }
      }
      TreeMap<String, String> configuration = new TreeMap<>();
      configuration.put("column", column);
      return publish(
          folder,
          ledger,
          ledger.fates().build(),
          recoding,
          configuration,
          new TreeMap<>(),
          List.of(table, crosswalk),
          0);
    }
  }

  private static void recode(
      BufferedWriter to, List<String> row, int width, int number, Ledger.Entry entry)
      throws IOException {
    List<String> cells = new ArrayList<>(row);
    while (cells.size() < width) {
      cells.add("");
    }
    if (entry.chosen().isEmpty()) {
      line(to, cells, number, "unknown", 1, entry);
    }
    for (Share share : entry.chosen()) {
      line(to, cells, number, share.target(), share.share(), entry);
    }
  }

  private static void line(
      BufferedWriter to,
      List<String> cells,
      int number,
      String code,
      double weight,
      Ledger.Entry entry)
      throws IOException {
    List<String> full = new ArrayList<>(cells);
    full.add(String.valueOf(number));
    full.add(code);
    full.add(Share.decimal(weight));
    full.add(entry.outcome().word());
    full.add(Share.text(entry.outcome().shares()));
    line(to, full);
  }

  /// Writes the ledger's files and the manifest; what every recoding's folder has.
  ///
  /// @param rows the ledger's fates, with what the caller counts besides
  /// @param inputs the table or dataset, then the crosswalk's folder
  public static Manifest publish(
      FreshFolder folder,
      Ledger ledger,
      RowFates rows,
      Recoding recoding,
      Map<String, String> configuration,
      Map<String, String> versions,
      List<Path> inputs,
      long seed)
      throws IOException {
    Crosswalk crosswalk = recoding.crosswalk();
    AtomicFiles.write(folder.path().resolve("ledger.tsv"), ledger.text());
    AtomicFiles.write(folder.path().resolve("targets.tsv"), ledger.targets());
    TreeMap<String, String> settings = new TreeMap<>(configuration);
    settings.put("policy", recoding.policy().word());
    settings.put("digits", String.valueOf(recoding.digits()));
    TreeMap<String, String> made = new TreeMap<>(versions);
    made.put("crosswalk.from", crosswalk.from());
    made.put("crosswalk.to", crosswalk.to());
    made.put("crosswalk.weights", crosswalk.weights().word());
    made.put("crosswalk.sha256", CrosswalkFolder.sha256(crosswalk));
    return folder.publish(
        Manifest.of(
            COMMAND,
            settings,
            seed,
            Inputs.hash(inputs, path -> !path.toString().startsWith(".")),
            made,
            rows,
            List.of()));
  }

  /// With --force an input inside `out` would go.
  ///
  /// @throws JobtrailException.Usage when the input is or lies in the output's folder
  public static void apart(Path input, Path out) {
    if (input.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize())) {
      throw new JobtrailException.Usage(out + ": is or holds an input; choose another --out");
    }
  }

  private static int column(Path table, List<String> header, String wanted) {
    if (header.isEmpty()) {
      throw new JobtrailException.Usage(table + ": is empty");
    }
    List<String> names = header.stream().map(String::strip).toList();
    for (String added : ADDED) {
      if (names.contains(added)) {
        throw new JobtrailException.Usage(
            table + ": has a column " + added + " already; rename it, recode writes its own");
      }
    }
    int named = names.indexOf(wanted);
    if (named < 0 && wanted.matches("[1-9]\\d{0,3}") && Integer.parseInt(wanted) <= names.size()) {
      named = Integer.parseInt(wanted) - 1;
    }
    if (named < 0) {
      throw new JobtrailException.Usage(
          "%s: missing column %s (--column); found %s"
              .formatted(table, wanted, String.join(", ", names)));
    }
    return named;
  }

  private static String cell(List<String> row, int column) {
    return column < row.size() ? row.get(column).strip() : "";
  }

  private static void line(BufferedWriter to, List<String> cells) throws IOException {
    to.write(
        cells.stream()
            .map(c -> c.matches("(?s).*[,\"\r\n].*") ? '"' + c.replace("\"", "\"\"") + '"' : c)
            .collect(Collectors.joining(",", "", "\n")));
  }
}
