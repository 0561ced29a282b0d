package org.jobtrail.cli;

import picocli.CommandLine.Command;

/// `review`: what people decide about titles.
@Command(
    name = "review",
    description = "Asks people about the least certain titles and makes rules of what they decide.",
    mixinStandardHelpOptions = true,
    subcommands = {ReviewExportCommand.class, ReviewImportCommand.class, ReviewRecodeCommand.class})
final class ReviewCommand {}
