package org.jobtrail.cli;

import picocli.CommandLine.Command;

/// `text`: careers as documents, for language models to read.
@Command(
    name = "text",
    description = "Writes a panel's careers as documents, and reads documents back.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TextExportCommand.class, TextParseCommand.class, TextTemplatesCommand.class})
final class TextCommand {}
