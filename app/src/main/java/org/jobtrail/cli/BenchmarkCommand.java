package org.jobtrail.cli;

import picocli.CommandLine.Command;

/// `jobtrail benchmark STAGE`: figures that `docs/log.md` quotes.
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = "Measures a stage on made-up data.",
    synopsisSubcommandLabel = "STAGE",
    subcommands = {BenchmarkAnalyseCommand.class})
final class BenchmarkCommand {}
