package org.jobtrail.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/// The root of the command line. A new command is one class and one line in `subcommands`.
@Command(
    name = "jobtrail",
    description =
        "Turns resumes into career trajectories, measures mobility, predicts what comes next.",
    mixinStandardHelpOptions = true,
    version = "jobtrail 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AnalyseCommand.class,
      BenchmarkCommand.class,
      DemoCommand.class,
      DevCommand.class,
      EvaluateCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      InformationCommand.class,
      LeaderboardCommand.class,
      ModelsCommand.class,
      NormaliseCommand.class,
      PanelCommand.class,
      PredictCommand.class,
      RecodeCommand.class,
      ReviewCommand.class,
      RunCommand.class,
      ScoreCommand.class,
      SimulateCommand.class,
      TaxonomyCommand.class,
      TextCommand.class,
      TrainCommand.class,
      VerifyCommand.class,
      WagesCommand.class
    })
public final class JobtrailCli {
  private JobtrailCli() {}

  public static void main(String[] args) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.exit(run(args, out, new PrintWriter(System.err, true, System.err.charset())));
  }

  /// Runs one command line.
  ///
  /// @param out takes the results
  /// @return the exit code
  static int run(String[] args, OutputStream out, PrintWriter err) {
    StandardOutput results = new StandardOutput(out, System.out.charset());
    CommandLine line = commandLine().setOut(results.writer()).setErr(err);
    return results.exitCode(line.execute(args), err);
  }

  /// The command line as `main` runs it; tests call it too.
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new JobtrailCli());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(Failures::usage);
    line.setExecutionExceptionHandler(Failures::execution);
    line.setDefaultValueProvider(new ConfigFile());
    line.registerConverter(Path.class, JobtrailCli::path);
    return line;
  }

  /// An empty path is mostly a shell variable that wasn't set; Java would take it for the folder
  /// the shell stands in.
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("the path is empty; write . for the current folder");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' is no path: " + e.getReason());
    }
  }
}
