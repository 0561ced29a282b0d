package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.importing.PanelImport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `panel import`.
@Command(
    name = "import",
    description =
        "Makes a panel out of a survey's table, spells, CAREER's files or a simulation. What is"
            + " dropped is counted by reason.",
    mixinStandardHelpOptions = true)
final class PanelImportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SOURCE",
      description = "A .csv, .csv.gz or .parquet file; a folder for career, dataset and simulated.")
  Path source = Path.of("");

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "NAME|FILE",
      description =
          "What the columns mean: nlsy79, nlsy97, nlsy97-statuses, jobhop1, jobhop2, career,"
              + " dataset, simulated, or a TOML file (docs/formats.md).")
  String mapping = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the panel is called in reports (default: as the mapping).")
  @Nullable String name;

  @Option(
      names = "--titles",
      paramLabel = "FILE",
      description = "A table of codes and titles (columns code and title, or the mapping's).")
  @Nullable Path titles;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description = "year or quarter, for dataset, jobhop1 and jobhop2 (default: year).")
  @Nullable PeriodUnit unit;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "FIELD=COLUMN",
      description =
          "For tables of spells other than JobHop's: person=...,code=...,start=...,end=...,"
              + "label=...,split=...")
  TreeMap<String, String> columns = new TreeMap<>();

  @Option(names = "--out", required = true, paramLabel = "P", description = "The panel's folder.")
  Path out = Path.of("");

  @Option(names = "--force", description = "Replace an earlier panel.")
  boolean force;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PanelImport.Summary summary =
        new PanelImport(
                mapping,
                Optional.ofNullable(name),
                Optional.ofNullable(titles),
                Optional.ofNullable(unit),
                columns)
            .write(source, out, force);
    if (!common.quiet) {
      summary.notes().forEach(Objects.requireNonNull(spec).commandLine().getErr()::println);
    }
    ManifestPrinter.print(spec, common, summary.manifest(), out);
    return ExitCode.OK;
  }
}
