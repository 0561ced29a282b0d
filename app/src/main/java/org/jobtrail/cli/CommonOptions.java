package org.jobtrail.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Flags that every command shares; a command adds its own beside `@Mixin CommonOptions common`.
final class CommonOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "TOML file with defaults for options: [command] option = value.")
  @Nullable Path config;

  @Option(names = "--json", description = "Print exactly one JSON object on stdout.")
  boolean json;

  @Option(names = "--quiet", description = "No progress, only results and errors.")
  boolean quiet;

  @Option(names = "--verbose", description = "Show stack traces.")
  boolean verbose;
}
