package org.jobtrail.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedOutputTest {
  private static final String FULL = "No space left on device";

  @TempDir Path folder;

  @Test
  void aFullDiskIsToldWithTheFile() {
    Path file = Path.of("report", "table.csv");
    OutputStream out = new NamedOutput(file, new Full());
    assertThatThrownBy(() -> out.write(new byte[3]))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(file + ": " + FULL);
    assertThatThrownBy(() -> out.write(1)).hasMessage(file + ": " + FULL);
    assertThatThrownBy(out::flush).hasMessage(file + ": " + FULL);
    assertThatThrownBy(out::close).hasMessage(file + ": " + FULL);
  }

  @Test
  void aFailureThatNamesItsFileKeepsIt() {
    assertThatThrownBy(() -> NamedOutput.writer(folder.resolve("none/x")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder.resolve("none/x").toString());
  }

  @Test
  void whatFailsBesidesTheWritingIsNotBlamedOnTheFile() {
    Path file = folder.resolve("x");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      throw new IOException("the input breaks off");
                    }))
        .hasMessage("the input breaks off");
    assertThat(file).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatFailsLeavesTheFileOfBeforeAndNoOther() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "before");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IllegalStateException("no more");
                    }))
        .hasMessage("no more");
    assertThat(file).hasContent("before");
    // A folder that isn't empty can't be replaced.
    Path taken = Files.createDirectories(folder.resolve("y/z")).getParent();
    assertThatThrownBy(() -> AtomicFiles.write(taken, "text")).isInstanceOf(IOException.class);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("x", "y");
  }

  @Test
  void writesUtf8() throws IOException {
    Path file = folder.resolve("x");
    try (BufferedWriter writer = NamedOutput.writer(file)) {
      writer.write("café 😀\n");
    }
    assertThat(Files.readString(file)).isEqualTo("café 😀\n");
  }

  private static final class Full extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException(FULL);
    }

    @Override
    public void flush() throws IOException {
      throw new IOException(FULL);
    }

    @Override
    public void close() throws IOException {
      throw new IOException(FULL);
    }
  }
}
