package org.jobtrail.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.predict.text.Template;
import org.jobtrail.predict.text.TextParse;
import org.jobtrail.provenance.Inputs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `text parse`.
@Command(
    name = "parse",
    description =
        "Reads documents back into records.csv and people.csv; what is no document is named with"
            + " its line, and the exit code is 3.",
    mixinStandardHelpOptions = true)
final class TextParseCommand implements Callable<Integer> {
  /// Errors that are printed; all are in errors.csv.
  private static final int NAMED = 10;

  @Parameters(
      paramLabel = "FILE",
      description = "documents.jsonl as `text export` writes it, or plain text.")
  Path file = Path.of("");

  @Option(
      names = "--template",
      paramLabel = "NAME|FILE",
      description = "As it was written with (default: ${DEFAULT-VALUE}).")
  String template = "titles";

  @Option(
      names = "--panel",
      required = true,
      paramLabel = "P",
      description = "The panel whose titles, levels and name the documents show.")
  Path panel = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  Path out = Path.of("");

  @Option(names = "--force", description = "Replace an earlier parse.")
  boolean force;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Inputs.keepOutside(List.of(panel, file), out);
    TextParse.Summary summary = new TextParse(Template.of(template), panel).write(file, out, force);
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    int named = common.quiet ? 0 : Math.min(NAMED, summary.refused().size());
    for (TextParse.Refused refused : summary.refused().subList(0, named)) {
      err.println(file + ":" + refused.line() + ": " + refused.why());
    }
    if (summary.refused().size() > named) {
      err.println(
          summary.refused().size()
              + " documents were refused, "
              + out.resolve("errors.csv")
              + " says why");
    }
    ManifestPrinter.print(spec, common, summary.manifest(), out);
    return summary.refused().isEmpty() ? ExitCode.OK : ExitCode.QUARANTINED;
  }
}
