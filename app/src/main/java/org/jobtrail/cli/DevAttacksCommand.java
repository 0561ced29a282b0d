package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.simulate.llm.AttackResumes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dev attacks`: résumés that try to hijack a language model.
@Command(
    name = "attacks",
    description =
        "Writes three attacked resumes for each simulated person, beside the clean ones: hidden"
            + " text of every kind that ingest knows, and instructions in plain sight.",
    mixinStandardHelpOptions = true)
final class DevAttacksCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "DIR", description = "New folder.")
  Path out = Path.of("");

  @Option(names = "--people", paramLabel = "N", description = "How many (default 120).")
  int people = 120;

  @Option(names = "--seed", paramLabel = "S", description = "Decides every draw (default 1).")
  long seed = 1;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AttackResumes.Summary summary = AttackResumes.write(out, people, seed);
    var print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      print.println(
          new ObjectMapper()
              .createObjectNode()
              .put("out", out.toString())
              .put("attacks", summary.attacks())
              .put("hidden", summary.hidden())
              .put("kinds", summary.kinds()));
    } else {
      print.printf(
          "%d attacks of %d kinds, %d of them hidden, written to %s%n",
          summary.attacks(), summary.kinds(), summary.hidden(), out);
    }
    print.flush();
    return ExitCode.OK;
  }
}
