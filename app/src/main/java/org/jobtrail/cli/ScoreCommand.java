package org.jobtrail.cli;

import picocli.CommandLine.Command;

/// `score`: a run judged against gold.
@Command(
    name = "score",
    description = "Judges a run against gold.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ScoreExtractionCommand.class,
      ScoreHybridCommand.class,
      ScorePseudonymsCommand.class
    })
final class ScoreCommand {}
