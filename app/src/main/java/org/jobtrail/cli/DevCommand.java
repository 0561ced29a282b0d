package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dev`: what the project's own people run.
@Command(
    name = "dev",
    description = "Long checks and a test server for people who work on Jobtrail itself.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DevCommand.KillRunsCommand.class,
      DevLlmServerCommand.class,
      DevAttacksCommand.class,
      DevConfidenceCommand.class,
      DevCommand.LlmKillsCommand.class,
      DevContextTitlesCommand.class,
      LlmAttacksCommand.class,
      LlmTrialCommand.class
    })
final class DevCommand {
  /// `dev kill-runs`.
  @Command(
      name = "kill-runs",
      description =
          "Kills runs at random moments and checks that the same command then writes the bytes of"
              + " an uninterrupted run. Exit code 6 when a byte differs.",
      mixinStandardHelpOptions = true)
  static final class KillRunsCommand implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "How many (default 100).")
    int rounds = 100;

    @Option(names = "--seed", paramLabel = "S", description = "Of the moments (default 1).")
    long seed = 1;

    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Path folder = Files.createTempDirectory("jobtrail-kill-runs");
      KillTrial.Outcome outcome =
          new KillTrial(folder, seed, new KillRuns())
              .rounds(
                  rounds,
                  text -> {
                    if (!common.quiet) {
                      System.err.println(text);
                    }
                  });
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      if (common.json) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("rounds", outcome.rounds())
            .put("kills", outcome.kills())
            .put("identical", outcome.rounds())
            .put("seed", seed);
        out.println(json);
      } else {
        out.printf(
            "%d rounds, %d processes killed, every result byte-identical%n",
            outcome.rounds(), outcome.kills());
      }
      return ExitCode.OK;
    }
  }

  /// `dev llm-kills`.
  @Command(
      name = "llm-kills",
      description =
          "The same for runs that ask a model on a faulty server; no reply that was had may be"
              + " asked for again.",
      mixinStandardHelpOptions = true)
  static final class LlmKillsCommand implements Callable<Integer> {
    @Option(names = "--kills", paramLabel = "N", description = "How many (default 1000).")
    int kills = 1000;

    @Option(names = "--most", paramLabel = "N", description = "Kills of one run (default 6).")
    int most = 6;

    @Option(names = "--people", paramLabel = "N", description = "Resumes (default 60).")
    int people = 60;

    @Option(names = "--seed", paramLabel = "S", description = "Of everything (default 1).")
    long seed = 1;

    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Path folder = Files.createTempDirectory("jobtrail-llm-kills");
      try (LlmKills job = new LlmKills(people, seed)) {
        KillTrial.Outcome outcome =
            new KillTrial(folder, seed, job)
                .untilKilled(
                    kills,
                    most,
                    text -> {
                      if (!common.quiet) {
                        System.err.println(text);
                      }
                    });
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("rounds", outcome.rounds())
            .put("kills", outcome.kills())
            .put("identical", outcome.rounds())
            .put("asked_again", job.repeated())
            .put("seed", seed);
        out.println(common.json ? json.toString() : json.toPrettyString());
      }
      return ExitCode.OK;
    }
  }
}
