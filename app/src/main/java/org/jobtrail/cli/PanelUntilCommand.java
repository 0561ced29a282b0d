package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.Truncation;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `panel until`.
@Command(
    name = "until",
    description =
        "Writes a panel as it stood at the end of a period, to train forecasts on; people keep their"
            + " part.",
    mixinStandardHelpOptions = true)
final class PanelUntilCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "P", description = "A panel's folder.")
  Path folder = Path.of("");

  @Parameters(index = "1", paramLabel = "PERIOD", description = "The last period that stays.")
  int last;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  Path out = Path.of("");

  @Option(names = "--force", description = "Replace what an earlier command left in --out.")
  boolean force;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Inputs.keepOutside(List.of(folder), out);
    Panel shorter;
    try {
      shorter = Truncation.until(PanelFolder.read(folder), last);
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Usage(folder + ": " + e.getMessage(), e);
    }
    ManifestPrinter.print(spec, common, PanelFolder.write(shorter, out, force), out);
    return ExitCode.OK;
  }
}
