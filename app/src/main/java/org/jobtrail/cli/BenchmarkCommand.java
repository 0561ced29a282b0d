package org.jobtrail.cli;

import picocli.CommandLine.Command;

/// `jobtrail benchmark STAGE`: figures that `docs/log.md` quotes.
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = "Measures a stage: the figures that docs/log.md quotes.",
    synopsisSubcommandLabel = "STAGE",
    subcommands = {
      BenchmarkAnalyseCommand.class,
      BenchmarkLanguageCommand.class,
      BenchmarkMeloCommand.class,
      BenchmarkRunCommand.class,
      BenchmarkTitlesCommand.class,
      BenchmarkTrainCommand.class
    })
final class BenchmarkCommand {}
