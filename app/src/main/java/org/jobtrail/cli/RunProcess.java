package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts `jobtrail run` as a process of its own, to be killed or measured.
final class RunProcess {
  private RunProcess() {}

  /// @param jvm flags such as `-Xmx512m`
  /// @param arguments what stands behind `run`
  /// @param log takes both of the process's outputs
  static Process start(
      List<String> jvm, List<String> arguments, Map<String, String> environment, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(JobtrailCli.class.getName());
    command.add("run");
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
