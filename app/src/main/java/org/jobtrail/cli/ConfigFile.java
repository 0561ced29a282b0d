package org.jobtrail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Defaults for options from the TOML file named by `--config`; a flag on the command line wins.
///
/// A key at the top of the file serves every command, a key in the table of a command (`[run]`,
/// `[taxonomy.import]`) only that one. Keys are the options' long names without the dashes.
final class ConfigFile implements IDefaultValueProvider {
  private final Map<Path, JsonNode> read = new ConcurrentHashMap<>();

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option) || option.longestName().equals("--config")) {
      return null;
    }
    Path file = file(arg.command());
    if (file == null) {
      return null;
    }
    JsonNode root = read.computeIfAbsent(file, ConfigFile::load);
    String key = option.longestName().substring(2);
    JsonNode table = root;
    for (String command : arg.command().qualifiedName(".").split("\\.", -1)) {
      table = command.equals("jobtrail") ? table : table.path(command);
    }
    JsonNode value = table.path(key).isMissingNode() ? root.path(key) : table.path(key);
    if (value.isMissingNode() || value.isObject()) {
      return null;
    }
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
        : value.asText();
  }

  private static @Nullable Path file(CommandSpec command) {
    ParseResult parsed = command.root().commandLine().getParseResult();
    List<String> args = parsed == null ? List.of() : parsed.originalArgs();
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).equals("--config") && i + 1 < args.size()) {
        return Path.of(args.get(i + 1));
      }
      if (args.get(i).startsWith("--config=")) {
        return Path.of(args.get(i).substring("--config=".length()));
      }
    }
    return null;
  }

  private static JsonNode load(Path file) {
    try {
      return new TomlMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new JobtrailException.Usage(file + ": can't be read as TOML: " + e.getMessage(), e);
    }
  }
}
