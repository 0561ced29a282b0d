package org.jobtrail.analyse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;

/// The folder that the report is written to: made beside its place and moved there when whole.
final class ReportFolder {
  private final Path place;
  private final Path partial;

  private ReportFolder(Path place, Path partial) {
    this.place = place;
    this.partial = partial;
  }

  /// @throws JobtrailException.Usage if something that is no report is at the place
  static ReportFolder open(Path report) throws IOException {
    Path place = report.toAbsolutePath().normalize();
    Path name = place.getFileName();
    Path parent = place.getParent();
    if (name == null || parent == null) {
      throw new JobtrailException.Usage(report + ": can't be replaced by a report");
    }
    if (Files.exists(place) && !isReport(place)) {
      throw new JobtrailException.Usage(
          report + ": is there and is no report of this program; pass another --out");
    }
    Path partial = parent.resolve('.' + name.toString() + ".partial");
    Files.createDirectories(parent);
    AtomicFiles.deleteTree(partial);
    Files.createDirectories(partial.resolve(".spill"));
    return new ReportFolder(place, partial);
  }

  private static boolean isReport(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return false;
    }
    try (Stream<Path> files = Files.list(place)) {
      if (files.findAny().isEmpty()) {
        return true;
      }
    }
    return Files.isRegularFile(place.resolve("report.html"))
        && Files.isRegularFile(place.resolve(Manifest.FILE))
        && Manifest.read(place).command().equals("analyse");
  }

  /// Where the database may put what does not fit into memory.
  Path spill() {
    return partial.resolve(".spill");
  }

  void write(Overview overview, List<Section> sections, AnalyseSettings settings)
      throws IOException {
    List<Exhibit> exhibits = sections.stream().flatMap(s -> s.exhibits().stream()).toList();
    for (Exhibit exhibit : exhibits) {
      text("csv/" + exhibit.name() + ".csv", exhibit.table().csv());
      if (exhibit.hasChart()) {
        text("svg/" + exhibit.name() + ".svg", exhibit.svg());
      }
    }
    for (Table table : overview.tables()) {
      text("csv/" + table.name() + ".csv", table.csv());
    }
    text("sql/settings.sql", settingsSql(settings));
    List<SqlScript> scripts = scripts(exhibits);
    for (SqlScript script : scripts) {
      text("sql/" + script.name() + ".sql", script.text());
    }
    text("report.html", new ReportHtml(overview, sections, scripts).html());
  }

  /// Every script that a chart or table rests on, those first that make tables for others.
  static List<SqlScript> scripts(List<Exhibit> exhibits) {
    Set<String> names = new LinkedHashSet<>(List.of("people"));
    if (!exhibits.isEmpty()) {
      names.addAll(List.of("breaks", "transitions"));
    }
    exhibits.forEach(exhibit -> names.add(exhibit.sql()));
    return names.stream().map(SqlScript::load).toList();
  }

  private static String settingsSql(AnalyseSettings settings) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "-- Settings of this report. In the dataset's folder, run this file in DuckDB first, then",
                "-- people.sql, breaks.sql and transitions.sql, then any other file here.",
                "SET VARIABLE trajectories = 'trajectories.parquet';"));
    AnalysisDatabase.variables(settings).forEach(variable -> lines.add(variable + ';'));
    return String.join("\n", lines) + '\n';
  }

  private void text(String name, String text) throws IOException {
    Path file = partial.resolve(name);
    Files.createDirectories(file.resolveSibling("x").getParent());
    NamedOutput.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds the manifest and moves the folder to its place.
  List<String> finish(Manifest manifest) throws IOException {
    AtomicFiles.deleteTree(spill());
    Manifest whole = manifest.withOutputsOf(partial);
    whole.write(partial);
    AtomicFiles.deleteTree(place);
    AtomicFiles.replace(partial, place);
    List<String> files = new ArrayList<>();
    whole.outputs().forEach(file -> files.add(file.path()));
    files.add(Manifest.FILE);
    return files;
  }

  /// Removes what was written so far.
  void abandon() throws IOException {
    AtomicFiles.deleteTree(partial);
  }
}
