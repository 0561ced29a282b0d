package org.jobtrail.provenance;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bytes on their way to a file that is named when writing fails; the system itself says only `No
/// space left on device`.
public final class NamedOutput extends OutputStream {
  private final Path file;
  private final OutputStream sink;

  NamedOutput(Path file, OutputStream sink) {
    this.file = file;
    this.sink = sink;
  }

  /// A file to write anew, without a buffer.
  public static OutputStream to(Path file) throws IOException {
    return new NamedOutput(file, Files.newOutputStream(file));
  }

  /// A file of UTF-8 text to write anew.
  public static BufferedWriter writer(Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(to(file), StandardCharsets.UTF_8.newEncoder()));
  }

  /// Writes a whole file.
  public static void write(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = to(file)) {
      out.write(bytes);
    }
  }

  @Override
  public void write(int b) throws IOException {
    naming(file, () -> sink.write(b));
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    naming(file, () -> sink.write(bytes, from, length));
  }

  @Override
  public void flush() throws IOException {
    naming(file, sink::flush);
  }

  @Override
  public void close() throws IOException {
    naming(file, sink::close);
  }

  /// A step of writing a file.
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /// @throws FileSystemException naming the file, for a failure that names none
  static void naming(Path file, Step step) throws IOException {
    try {
      step.run();
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
      named.initCause(e);
      throw named;
    }
  }
}
