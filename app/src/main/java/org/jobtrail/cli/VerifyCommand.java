package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.dataset.DatasetCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Whether a folder is still what its manifest says.
@Command(
    name = "verify",
    description =
        "Recomputes every hash of a folder, checks that its rows add up and that every quoted value"
            + " stands where its evidence says. Exit code 6 when something differs.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "DIR", description = "A folder with a manifest.json.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    DatasetCheck.Outcome outcome = DatasetCheck.of(folder);
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("ok", true)
          .put("command", outcome.manifest().command())
          .put("files", outcome.manifest().outputs().size())
          .put("quotes", outcome.quotes());
      Objects.requireNonNull(spec).commandLine().getOut().println(json);
    } else {
      Objects.requireNonNull(spec)
          .commandLine()
          .getOut()
          .printf(
              "%s: %d files as the manifest says, rows add up, %d quotes stand at their place%n",
              folder, outcome.manifest().outputs().size(), outcome.quotes());
    }
    return ExitCode.OK;
  }
}
