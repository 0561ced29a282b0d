package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JobtrailCliTest {
  @Test
  void anUnknownOptionIsOneLineAndExitCodeTwo() {
    StringWriter err = new StringWriter();
    int code =
        JobtrailCli.commandLine().setErr(new PrintWriter(err, true)).execute("--no-such-flag");
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("jobtrail: Unknown option: '--no-such-flag'");
  }

  @Test
  void theListOfCommandsCutsNoSentence() {
    int commands = 0;
    List<CommandLine> left = new ArrayList<>(List.of(JobtrailCli.commandLine()));
    while (!left.isEmpty()) {
      CommandLine command = left.removeLast();
      left.addAll(command.getSubcommands().values());
      commands++;
      // A list of commands shows the first line of each description.
      assertThat(command.getCommandSpec().usageMessage().description()[0])
          .as(command.getCommandName())
          .matches("(?s).*[.!]");
    }
    assertThat(commands).isGreaterThan(40);
  }

  @Test
  void aResultThatCannotBePrintedIsNoSuccess() {
    StringWriter err = new StringWriter();
    assertThat(printing("No space left on device", err, "taxonomy", "info", "starter", "--json"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "jobtrail: standard output: No space left on device; the result could not be printed,"
                + " send it to a place that can be written\n");
    assertThat(printing("Bad file descriptor", err, "--version")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aReaderWhoHasSeenEnoughIsNoFailure() {
    StringWriter err = new StringWriter();
    assertThat(printing("Broken pipe", err, "taxonomy", "info", "starter")).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anotherFailureKeepsItsExitCode() {
    StringWriter err = new StringWriter();
    assertThat(printing("No space left on device", err, "taxonomy", "info", "none", "--json"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines()).hasSize(1);
  }

  /// With a standard output on which every write fails so.
  private static int printing(String failure, StringWriter err, String... args) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    return JobtrailCli.run(args, broken, new PrintWriter(err, true));
  }
}
