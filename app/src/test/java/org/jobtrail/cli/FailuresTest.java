package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {
  private static String said(IOException e, String... args) {
    StringWriter err = new StringWriter();
    CommandLine line = JobtrailCli.commandLine().setErr(new PrintWriter(err, true));
    CommandLine command = Objects.requireNonNull(line.getSubcommands().get(args[0]));
    assertThat(Failures.execution(e, command, line.parseArgs(args))).isEqualTo(ExitCode.USAGE);
    return err.toString().strip();
  }

  @Test
  void aFullDiskIsToldWithItsPathAndWhatToDo() {
    IOException full = new FileSystemException("r/table.csv", null, "No space left on device");
    assertThat(said(full, "analyse", "data", "--out", "r"))
        .isEqualTo(
            "jobtrail: r/table.csv: No space left on device; free some space and run the same"
                + " command again");
    assertThat(said(full, "run", "cvs", "--out", "r"))
        .endsWith("free some space and run the same command again, it goes on where it stopped");
  }

  @Test
  void theDatabasesWordsAboutAFullDiskAreMadePlain() {
    IOException full =
        new IOException(
            "IO Error: Async write failed for range [offset=0, size=16]: {\"exception_type\":\"IO\","
                + "\"exception_message\":\"Could not write file \\\"x/train.job\\\": No space left on"
                + " device\",\"errno\":\"28\"}");
    assertThat(said(full, "export", "data", "--format", "career", "--out", "x"))
        .isEqualTo(
            "jobtrail: x/train.job: No space left on device; free some space and run the same"
                + " command again");
  }
}
