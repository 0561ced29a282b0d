package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jobtrail.panel.PanelExport;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `panel export`.
@Command(
    name = "export",
    description = "Writes a panel that was split in CAREER's text format.",
    mixinStandardHelpOptions = true)
final class PanelExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "P", description = "A panel's folder.")
  Path folder = Path.of("");

  @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "career.")
  String format = "";

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  Path out = Path.of("");

  @Option(names = "--force", description = "Replace an earlier export.")
  boolean force;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!format.equals("career")) {
      throw new JobtrailException.Usage(
          "unknown format \"" + format + "\" for a panel, known: career");
    }
    ManifestPrinter.print(spec, common, PanelExport.career(folder, out, force), out);
    return ExitCode.OK;
  }
}
