package org.jobtrail.cli;

import picocli.CommandLine.Command;

/// `panel`: what people were, period after period, ready to train on.
@Command(
    name = "panel",
    description =
        "Imports, splits, pools, describes and exports panels: one record per person and period.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PanelExportCommand.class,
      PanelImportCommand.class,
      PanelInfoCommand.class,
      PanelPoolCommand.class,
      PanelSplitCommand.class,
      PanelUntilCommand.class
    })
final class PanelCommand {}
