package org.jobtrail.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {
  @TempDir Path folder;

  private static List<String> read(Path file) throws IOException {
    List<String> read = new ArrayList<>();
    try (TextLines lines = TextLines.open(file)) {
      for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
        read.add(next.get());
        assertThat(lines.number()).isEqualTo(read.size());
      }
    }
    return read;
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void endsLinesAsAReaderDoes() throws IOException {
    Path file = Files.writeString(folder.resolve("t"), "\uFEFFa\r\n\nb\rc\r\r\n😀 é");
    assertThat(read(file)).containsExactly("a", "", "b", "c", "", "😀 é");
    assertThat(read(Files.writeString(file, ""))).isEmpty();
    assertThat(read(Files.writeString(file, "\n"))).containsExactly("");
    assertThat(read(Files.write(folder.resolve("t.gz"), packed("x\ny\n"))))
        .containsExactly("x", "y");
  }

  @Test
  void agreesWithABufferedReaderAcrossBuffers() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      StringBuilder text = new StringBuilder();
      int parts = 1 + random.nextInt(60);
      for (int i = 0; i < parts; i++) {
        text.append("aé😀".repeat(random.nextInt(1500)));
        text.append(List.of("\n", "\r", "\r\n", "", "x").get(random.nextInt(5)));
      }
      Path file = Files.writeString(folder.resolve("t"), text);
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        assertThat(read(file)).as("round " + round).isEqualTo(reader.lines().toList());
      }
    }
  }

  @Test
  void aBadByteIsToldWithItsLine() throws IOException {
    for (int line : new int[] {1, 2, 5002, 40_000}) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes("row é\n".repeat(line - 1).getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(new byte[] {'x', (byte) 0xe9, '\n'});
      bytes.writeBytes("more\n".repeat(9000).getBytes(StandardCharsets.UTF_8));
      Path file = Files.write(folder.resolve("t"), bytes.toByteArray());
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(file + ": not UTF-8 on line " + line + "; save it as UTF-8");
    }
  }

  @Test
  void utf16IsNamed() throws IOException {
    // UTF_16 writes the mark of big-endian order.
    Path file = Files.write(folder.resolve("t"), "id\ttitle\n".getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> read(file)).hasMessage(file + ": is UTF-16; save it as UTF-8");
    Files.write(file, "\uFEFFid\ttitle\n".getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> read(file)).hasMessage(file + ": is UTF-16; save it as UTF-8");
    String cyrillic = "1\t\u043f\u043e\u0432\u0430\u0440\tru\n".repeat(9);
    for (String text : List.of("1\tx\n", cyrillic)) {
      for (Charset without :
          List.of(
              StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("UTF-32LE"))) {
        Files.write(file, text.getBytes(without));
        assertThatThrownBy(() -> read(file)).hasMessage(file + ": is UTF-16; save it as UTF-8");
      }
    }
    // A stray zero byte is a character like others.
    Files.writeString(file, "1\t\0nurse\n2\tco\0ok\n");
    assertThat(read(file)).containsExactly("1\t\0nurse", "2\tco\0ok");
  }

  @Test
  void aBrokenArchiveIsNamed() throws IOException {
    Path file = folder.resolve("t.gz");
    byte[] whole = packed("title\n" + "nurse\n".repeat(1000));
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;
    for (byte[] bytes :
        List.of(
            new byte[0],
            "title\n".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, 15),
            Arrays.copyOf(whole, whole.length - 9),
            damaged)) {
      Files.write(file, bytes);
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessageStartingWith(file + ": a broken archive (")
          .hasMessageEndingWith("; get it again")
          .message()
          .doesNotContain("null");
    }
  }
}
