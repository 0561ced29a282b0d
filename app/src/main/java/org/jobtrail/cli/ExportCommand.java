package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jobtrail.dataset.PanelFormat;
import org.jobtrail.dataset.TrajectoryExport;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `export`: trajectories in the format of another project.
@Command(
    name = "export",
    description =
        "Writes a dataset's trajectories as JobHop release 1 or 2 or as CAREER's text files. The"
            + " manifest says what the format can't hold.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATASET", description = "Folder of a run or an import.")
  Path dataset = Path.of("");

  @Mixin PanelOptions options = new PanelOptions();
  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PanelFormat wanted = options.format();
    Path out = options.out;
    if (out.toString().matches(".*\\.(csv|gz|parquet)")) {
      throw new JobtrailException.Usage(
          out + ": an export is several files and its manifest; give --out a folder");
    }
    Manifest manifest = TrajectoryExport.write(dataset, wanted, out, options.force);
    ManifestPrinter.print(spec, common, manifest, out);
    return ExitCode.OK;
  }
}
