package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class JobtrailCliTest {
  @Test
  void anUnknownOptionIsOneLineAndExitCodeTwo() {
    StringWriter err = new StringWriter();
    int code =
        JobtrailCli.commandLine().setErr(new PrintWriter(err, true)).execute("--no-such-flag");
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("jobtrail: Unknown option: '--no-such-flag'");
  }
}
