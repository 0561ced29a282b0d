package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.text.Template;
import org.jobtrail.predict.text.TextExport;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `text export`.
@Command(
    name = "export",
    description =
        "Writes a document for each person of a panel: what is known about the person, then a line"
            + " for each record.",
    mixinStandardHelpOptions = true)
final class TextExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "P", description = "A panel's folder.")
  Path panel = Path.of("");

  @Option(
      names = "--template",
      paramLabel = "NAME|FILE",
      description = "`text templates` lists names; or a TOML file (default: ${DEFAULT-VALUE}).")
  String template = "titles";

  @Option(
      names = "--split",
      paramLabel = "PART",
      description = "Only train, valid or test (default: everybody).")
  @Nullable Split split;

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N documents.")
  long limit = Long.MAX_VALUE;

  @Option(names = "--plain", description = "documents.txt without ids instead of documents.jsonl.")
  boolean plain;

  @Option(names = "--out", paramLabel = "DIR", description = "Output folder.")
  @Nullable Path out;

  @Option(names = "--force", description = "Replace an earlier export.")
  boolean force;

  @Option(names = "--dry-run", description = "Count, and show the first document; write nothing.")
  boolean dryRun;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw new JobtrailException.Usage("--limit must be at least 1, found " + limit);
    }
    TextExport export =
        new TextExport(Template.of(template), Optional.ofNullable(split), limit, plain);
    if (dryRun) {
      TextExport.Summary summary;
      try (Progress progress = ProgressReport.of(common.quiet)) {
        summary = export.dryRun(panel, progress);
      }
      if (!common.quiet) {
        Objects.requireNonNull(spec).commandLine().getErr().println(summary.first());
      }
      ManifestPrinter.print(spec, common, summary.manifest(), out == null ? Path.of("-") : out);
      return ExitCode.OK;
    }
    if (out == null) {
      throw new JobtrailException.Usage("--out must name the output folder, or add --dry-run");
    }
    TextExport.Summary summary;
    try (Progress progress = ProgressReport.of(common.quiet)) {
      summary = export.write(panel, out, force, progress);
    }
    ManifestPrinter.print(spec, common, summary.manifest(), out);
    return ExitCode.OK;
  }
}
