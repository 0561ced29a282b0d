package org.jobtrail.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// One line on stderr and a documented exit code for everything that can go wrong.
final class Failures {
  private Failures() {}

  static int usage(ParameterException e, String[] args) {
    var err = e.getCommandLine().getErr();
    if (e.getCause() instanceof JobtrailException.Usage usage) {
      // Out of the file of --config; picocli's own words around it say nothing more.
      err.println("jobtrail: " + oneLine(usage.getMessage()));
      return ExitCode.USAGE;
    }
    err.println("jobtrail: " + smallLetters(oneLine(e.getMessage())));
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  /// The values of an option in picocli's words, which are Java's constants.
  private static final Pattern CONSTANTS =
      Pattern.compile("expected one of \\[([A-Z0-9_, ]+)] \\(case-insensitive\\)");

  private static String smallLetters(String message) {
    return CONSTANTS
        .matcher(message)
        .replaceFirst(found -> "expected one of " + found.group(1).toLowerCase(Locale.ROOT));
  }

  static int execution(Exception e, CommandLine command, ParseResult parsed) {
    var err = command.getErr();
    boolean verbose = parsed.expandedArgs().contains("--verbose");
    Exception cause =
        e instanceof UncheckedIOException u && u.getCause() != null ? u.getCause() : e;
    int code =
        switch (cause) {
          case ParameterException p -> usage(p, new String[0]);
          case JobtrailException.Usage u -> {
            err.println("jobtrail: " + oneLine(u.getMessage()));
            yield ExitCode.USAGE;
          }
          case JobtrailException.Integrity i -> {
            err.println("jobtrail: " + oneLine(i.getMessage()));
            yield ExitCode.INTEGRITY;
          }
          case JobtrailException.Budget b -> {
            err.println("jobtrail: " + oneLine(b.getMessage()));
            yield ExitCode.BUDGET;
          }
          case JobtrailException.Unavailable u -> {
            err.println("jobtrail: " + oneLine(u.getMessage()));
            yield ExitCode.REMOTE_UNAVAILABLE;
          }
          case IOException io -> {
            err.println("jobtrail: " + fileProblem(io, command.getCommandName()));
            yield ExitCode.USAGE;
          }
          default -> {
            err.println(
                "jobtrail: this is a bug: "
                    + cause.getClass().getSimpleName()
                    + ": "
                    + oneLine(cause.getMessage())
                    + (verbose ? "" : " (--verbose shows the stack trace)"));
            yield ExitCode.BUG;
          }
        };
    if (verbose) {
      e.printStackTrace(err);
    }
    return code;
  }

  /// A database tells where it could not write inside a sentence of its own.
  private static final Pattern COULD_NOT_WRITE =
      Pattern.compile("Could not write file [\\\\\"]+([^\"]+?)[\\\\\"]+: ([^\"]+)");

  private static String fileProblem(IOException e, String command) {
    String message = oneLine(e.getMessage());
    Matcher unwritten = COULD_NOT_WRITE.matcher(message);
    if (unwritten.find()) {
      message = unwritten.group(1) + ": " + unwritten.group(2);
    }
    if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
      return message
          + "; free some space and run the same command again"
          + (command.equals("run") ? ", it goes on where it stopped" : "");
    }
    return switch (e) {
      case NoSuchFileException f -> f.getFile() + ": no such file or folder";
      case AccessDeniedException f -> f.getFile() + ": permission denied";
      case NotDirectoryException f -> f.getFile() + ": not a folder";
      case FileAlreadyExistsException f -> f.getFile() + ": is in the way";
      case FileSystemException f -> f.getFile() + ": " + oneLine(f.getReason());
      default -> message;
    };
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
