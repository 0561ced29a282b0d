package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jobtrail.dataset.TrajectoryImport;
import org.jobtrail.provenance.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `import`: trajectories that another project published.
@Command(
    name = "import",
    description =
        "Reads JobHop's releases, CAREER's text files, or a table with named columns, into a"
            + " dataset's folder.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SOURCE",
      description = "A .csv, .csv.gz or .parquet file; a folder for career.")
  Path source = Path.of("");

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "FIELD=COLUMN",
      description =
          "For other tables: person=...,code=...,start=...,end=...,education=...,label=...,split=...")
  Map<String, String> columns = new TreeMap<>();

  @Option(
      names = "--taxonomy-name",
      paramLabel = "NAME",
      description = "What the codes belong to (default: ${DEFAULT-VALUE}).")
  String taxonomy = "ESCO unknown";

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the split by person (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Mixin PanelOptions options = new PanelOptions();
  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    TrajectoryImport.Settings settings =
        new TrajectoryImport.Settings(options.format(), columns, taxonomy, seed);
    Manifest manifest = TrajectoryImport.write(source, settings, options.out, options.force);
    ManifestPrinter.print(spec, common, manifest, options.out);
    return ExitCode.OK;
  }
}
