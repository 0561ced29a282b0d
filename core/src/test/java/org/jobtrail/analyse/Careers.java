package org.jobtrail.analyse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A small dataset written by hand, and the CSV files of its report.
final class Careers {
  private final List<String> rows = new ArrayList<>();
  private final Map<String, Integer> spells = new LinkedHashMap<>();

  /// A spell with both dates; null for a date that is unknown.
  Careers spell(String person, String code, @Nullable Integer start, @Nullable Integer end) {
    return row(person, code, start, end, end == null ? "unknown" : "known", null, "Bachelor");
  }

  Careers ongoing(String person, String code, Integer start, @Nullable Integer lastSeen) {
    return row(person, code, start, null, "ongoing", lastSeen, "Bachelor");
  }

  Careers row(
      String person,
      String code,
      @Nullable Integer start,
      @Nullable Integer end,
      String endStatus,
      @Nullable Integer lastSeen,
      @Nullable String education) {
    int spell = spells.merge(person, 1, Integer::sum) - 1;
    boolean unknown = code.equals("unknown");
    rows.add(
        "(%s, %d, %s, %s, %s, 'test 1', %s, %s, %s, %s, %s)"
            .formatted(
                quote(person),
                spell,
                quote(code),
                unknown ? "NULL" : quote("label of " + code),
                unknown ? "NULL" : quote(code.substring(0, 4)),
                start,
                end,
                quote(endStatus),
                lastSeen,
                education == null ? "NULL" : quote(education)));
    return this;
  }

  private static String quote(String text) {
    return AnalysisDatabase.quote(text);
  }

  /// Writes the dataset, analyses it, and returns the report's folder.
  Path analyse(Path folder, AnalyseSettings settings) throws IOException {
    write(folder.resolve("dataset"));
    Analyser.run(folder.resolve("dataset"), folder.resolve("report"), settings);
    return folder.resolve("report");
  }

  void write(Path dataset) throws IOException {
    Files.createDirectories(dataset);
    try (AnalysisDatabase database = new AnalysisDatabase(AnalyseSettings.DEFAULT, dataset)) {
      database.execute(
          "CREATE TABLE t (person_id VARCHAR, spell INTEGER, code VARCHAR, label VARCHAR, isco_group VARCHAR,"
              + " taxonomy VARCHAR, start_quarter INTEGER, end_quarter INTEGER, end_status VARCHAR,"
              + " observed_until INTEGER, education_level VARCHAR)");
      if (!rows.isEmpty()) {
        database.execute("INSERT INTO t VALUES " + String.join(", ", rows));
      }
      database.execute(
          "COPY t TO "
              + AnalysisDatabase.quote(dataset.resolve("trajectories.parquet").toString())
              + " (FORMAT parquet)");
    }
  }

  /// A CSV file of a report: one map per line, from header to value.
  static List<Map<String, String>> csv(Path report, String name) throws IOException {
    List<List<String>> lines =
        parse(Files.readString(report.resolve("csv/" + name + ".csv"), StandardCharsets.UTF_8));
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < line.size(); i++) {
        row.put(lines.getFirst().get(i), line.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  /// The value in the row whose first columns are these.
  static String value(Path report, String name, String column, String... key) throws IOException {
    for (Map<String, String> row : csv(report, name)) {
      List<String> values = List.copyOf(row.values());
      if (values.subList(0, key.length).equals(List.of(key))) {
        return row.getOrDefault(column, "no column " + column);
      }
    }
    return "no row " + List.of(key);
  }

  private static List<List<String>> parse(String csv) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        line.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          lines.add(line);
          line = new ArrayList<>();
        }
      } else {
        field.append(c);
      }
    }
    return lines;
  }
}
