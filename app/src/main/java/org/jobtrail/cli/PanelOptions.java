package org.jobtrail.cli;

import java.nio.file.Path;
import org.jobtrail.dataset.PanelFormat;
import picocli.CommandLine.Option;

/// Flags of the commands that exchange trajectories with other projects: which format, where to.
final class PanelOptions {
  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "jobhop1, jobhop2 or career.")
  private String format = "";

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  Path out = Path.of("");

  @Option(
      names = {"--force", "--overwrite"},
      description = "Replace an earlier ${COMMAND-NAME}.")
  boolean force;

  /// @throws org.jobtrail.provenance.JobtrailException.Usage for a name that is no format
  PanelFormat format() {
    return PanelFormat.of(format);
  }
}
