package org.jobtrail.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
    JsonNode root = read.computeIfAbsent(file, f -> load(f, arg.command().root()));
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

  private static JsonNode load(Path file, CommandSpec jobtrail) {
    if (Files.isDirectory(file)) {
      throw new JobtrailException.Usage(file + ": is a folder, --config wants a TOML file");
    }
    try {
      JsonNode root = new TomlMapper().readTree(Files.readString(file));
      refuseUnknown(file, "", root, jobtrail);
      return root;
    } catch (NoSuchFileException e) {
      throw new JobtrailException.Usage(file + ": no such file; check the path of --config", e);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
      throw new JobtrailException.Usage(
          file + line + ": can't be read as TOML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new JobtrailException.Usage(file + ": can't be read as TOML: " + e.getMessage(), e);
    }
  }

  /// A key that no command knows is a slip that would go unseen: its default would be used.
  private static void refuseUnknown(Path file, String at, JsonNode table, CommandSpec command) {
    for (Map.Entry<String, JsonNode> entry : table.properties()) {
      String key = entry.getKey();
      CommandLine below = command.subcommands().get(key);
      if (entry.getValue().isObject() && below != null) {
        refuseUnknown(file, at + key + ".", entry.getValue(), below.getCommandSpec());
      } else if (entry.getValue().isObject() || !known(key, command)) {
        throw new JobtrailException.Usage(
            file + ": unknown key \"" + at + key + "\"; keys are long options without the dashes");
      }
    }
  }

  private static boolean known(String key, CommandSpec command) {
    return command.findOption("--" + key) != null
        || command.subcommands().values().stream()
            .anyMatch(below -> known(key, below.getCommandSpec()));
  }
}
