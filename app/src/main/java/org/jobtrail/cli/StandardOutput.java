package org.jobtrail.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Where results are printed, remembering what print streams swallow: that they did not arrive.
final class StandardOutput extends OutputStream {
  private final OutputStream sink;
  private final PrintWriter writer;
  private @Nullable IOException failure;

  StandardOutput(OutputStream sink, Charset charset) {
    this.sink = sink;
    this.writer = new PrintWriter(new OutputStreamWriter(this, charset), true);
  }

  PrintWriter writer() {
    return writer;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      sink.write(bytes, from, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  /// The exit code once all is printed: a result that got lost is a failure, told in one line.
  ///
  /// A reader that has seen enough, such as `head -1`, closes the pipe; that is no failure.
  int exitCode(int code, PrintWriter err) {
    writer.flush();
    if (failure == null || String.valueOf(failure.getMessage()).contains("Broken pipe")) {
      return code;
    }
    err.println(
        "jobtrail: standard output: "
            + failure.getMessage()
            + "; the result could not be printed, send it to a place that can be written");
    err.flush();
    return code == ExitCode.OK ? ExitCode.USAGE : code;
  }
}
