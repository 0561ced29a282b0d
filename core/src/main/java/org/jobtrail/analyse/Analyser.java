package org.jobtrail.analyse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;

/// Runs all analyses of a dataset folder and writes the report folder.
public final class Analyser {
  private Analyser() {}

  /// What a run of the analyses tells its caller.
  ///
  /// @param rows of trajectories.parquet
  /// @param headlines a few published numbers by name; not published ones are left out
  /// @param milliseconds per SQL script, its reading included
  public record Result(
      long rows,
      long people,
      long transitions,
      long suppressedCells,
      List<String> files,
      SequencedMap<String, Double> headlines,
      Map<String, Long> milliseconds) {}

  /// Analyses the dataset and puts the report at the folder `report`, which appears whole or not at
  /// all. An earlier report there is replaced; anything else is not touched.
  ///
  /// @throws JobtrailException.Usage when the dataset can't be read or the folder holds something
  ///     else
  public static Result run(Path dataset, Path report, AnalyseSettings settings) throws IOException {
    Path trajectories = DatasetFacts.trajectories(dataset);
    ReportFolder folder = ReportFolder.open(report);
    try (AnalysisDatabase database = new AnalysisDatabase(settings, folder.spill())) {
      database.variable("trajectories", AnalysisDatabase.pattern(trajectories));
      DatasetFacts.checkColumns(database, trajectories);
      loadStatus(database, settings.status());
      List<String> size = database.lines(SqlScript.load("people")).getFirst();
      database.people(Integer.parseInt(size.get(1)));
      DatasetFacts facts = DatasetFacts.read(dataset, database);
      long rows = Long.parseLong(size.get(0));
      long people = Long.parseLong(size.get(1));
      Study study = new Study(settings, database, database.tallies("rows").of("rows"), people);
      List<Section> sections = new ArrayList<>();
      long transitions = 0;
      if (people >= settings.minimumCell() && rows > 0) {
        transitions = analyse(study, facts.labels(), sections);
      }
      Overview overview = new Overview(study, facts, rows, people);
      List<Exhibit> exhibits = sections.stream().flatMap(s -> s.exhibits().stream()).toList();
      folder.write(overview, sections, settings);
      long suppressed = exhibits.stream().mapToLong(e -> e.table().suppressedCells()).sum();
      Manifest manifest = manifest(settings, facts, rows, people, transitions, suppressed);
      List<String> files = folder.finish(manifest);
      return new Result(
          rows, people, transitions, suppressed, files, headlines(study), database.milliseconds());
    } catch (IOException | RuntimeException e) {
      folder.abandon();
      throw e;
    }
  }

  private static long analyse(Study study, CodeLabels labels, List<Section> sections) {
    // While occupations are worked on, the database reads on.
    Occupations occupations = new Occupations(study, labels);
    AnalysisDatabase database = study.database();
    database.ahead("occupations", Occupations.KEYS);
    database.ahead("breaks", "dates", "transitions");
    database.ahead("flows", Mobility.KEYS);
    database.ahead("break_effect", "matrix", "rows_per_person", "start_years", "education");
    database.ahead("durations", "survival", "breaks_people");
    Section held = occupations.section();
    Breaks breaks = new Breaks(study);
    RowCounts counts = new RowCounts(study);
    BreakTables tables = BreakTables.of(study);
    sections.add(new People(study, counts).section());
    sections.add(held);
    sections.add(new SpellLengths(study, counts).section());
    sections.add(breaks.section());
    sections.add(new Transitions(study, counts, tables).section());
    sections.add(new AfterBreak(study, counts, tables).section());
    sections.add(new Mobility(study, tables).section());
    return counts.kept().total();
  }

  private static void loadStatus(AnalysisDatabase database, StatusScale status) {
    switch (status) {
      case StatusScale.Absent _ -> {}
      case StatusScale.Table table -> {
        if (!Files.isRegularFile(table.file())) {
          throw new JobtrailException.Usage(
              table.file() + ": no such file; --status wants a table");
        }
        database.variable("status_file", AnalysisDatabase.pattern(table.file()));
        try {
          database.lines(SqlScript.load("status"));
        } catch (IllegalStateException e) {
          throw new JobtrailException.Usage(
              table.file() + ": can't be read as a table of two columns, code and score", e);
        }
        if (database
            .lines(new SqlScript("scores", "SELECT count(*) FROM status"))
            .getFirst()
            .getFirst()
            .equals("0")) {
          throw new JobtrailException.Usage(
              table.file()
                  + ": no line has an ISCO-08 code and a number; --status wants two columns, code and"
                  + " score");
        }
      }
    }
  }

  private static SequencedMap<String, Double> headlines(Study study) {
    SequencedMap<String, Double> numbers = new LinkedHashMap<>();
    study
        .headlines()
        .forEach(
            (name, cell) -> {
              if (Double.isFinite(cell.value())) {
                numbers.put(name, Double.parseDouble(cell.csv()));
              }
            });
    return numbers;
  }

  private static Manifest manifest(
      AnalyseSettings settings,
      DatasetFacts facts,
      long rows,
      long people,
      long transitions,
      long suppressed) {
    TreeMap<String, String> configuration = new TreeMap<>();
    configuration.put("replicates", Integer.toString(settings.replicates()));
    configuration.put("min-cell", Integer.toString(settings.minimumCell()));
    configuration.put("level", Integer.toString(settings.level()));
    configuration.put("unknown", settings.policy().unknown().word());
    configuration.put("drop-duplicates", Boolean.toString(settings.policy().dropDuplicates()));
    configuration.put("drop-same-quarter", Boolean.toString(settings.policy().dropSameQuarter()));
    configuration.put("drop-self", Boolean.toString(settings.policy().dropSelf()));
    configuration.put(
        "status",
        switch (settings.status()) {
          case StatusScale.Absent _ -> "";
          case StatusScale.Table table -> String.valueOf(table.file().getFileName());
        });
    TreeMap<String, String> versions = new TreeMap<>();
    versions.put("taxonomies", String.join(", ", facts.taxonomies()));
    RowFates fates =
        RowFates.builder()
            .add("spells", rows)
            .add("transitions", transitions)
            .add("not_transitions", rows - transitions)
            .add("people", people)
            .add("suppressed_cells", suppressed)
            .sum("spells", "transitions", "not_transitions")
            .build();
    return Manifest.of(
        "analyse", configuration, settings.seed(), facts.inputs(), versions, fates, List.of());
  }
}
