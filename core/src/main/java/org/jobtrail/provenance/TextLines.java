package org.jobtrail.provenance;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The lines of a text file in UTF-8, which end with `\n`, `\r` or `\r\n`; a byte-order mark is
/// passed over, a file whose name ends with `.gz` is unpacked.
///
/// Lines are cut from the bytes, so that a byte that is no UTF-8 is told with its own line.
public final class TextLines implements AutoCloseable {
  private final Path file;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private int at;
  private int end;
  private boolean afterReturn;
  private long number;

  private TextLines(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /// @throws JobtrailException.Usage when it is a broken archive or UTF-16
  public static TextLines open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      boolean packed = file.toString().endsWith(".gz");
      TextLines lines = new TextLines(file, packed ? new GZIPInputStream(in) : in);
      lines.refuseUtf16();
      return lines;
    } catch (ZipException | EOFException e) {
      in.close();
      throw broken(file, e);
    } catch (IOException | JobtrailException e) {
      in.close();
      throw e;
    }
  }

  /// Of the line that was read last, from 1.
  public long number() {
    return number;
  }

  /// The next line without its end; empty after the last.
  ///
  /// @throws JobtrailException.Usage with the line, when its bytes are no UTF-8, and when the
  ///     archive breaks off
  public Optional<String> next() throws IOException {
    byte[] bytes;
    try {
      Optional<byte[]> line = bytes();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      bytes = line.get();
    } catch (ZipException | EOFException e) {
      throw broken(file, e);
    }
    number++;
    try {
      String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(
          file + ": not UTF-8 on line " + number + "; save it as UTF-8", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Optional<byte[]> bytes() throws IOException {
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    boolean begun = false;
    while (fill()) {
      if (afterReturn) {
        afterReturn = false;
        if (buffer[at] == '\n') {
          at++;
          continue;
        }
      }
      begun = true;
      int to = at;
      while (to < end && buffer[to] != '\n' && buffer[to] != '\r') {
        to++;
      }
      before.write(buffer, at, to - at);
      at = to;
      if (to < end) {
        afterReturn = buffer[to] == '\r';
        at++;
        return Optional.of(before.toByteArray());
      }
    }
    return begun ? Optional.of(before.toByteArray()) : Optional.empty();
  }

  /// Whether there is a byte to read.
  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
    }
    return at < end;
  }

  private void refuseUtf16() throws IOException {
    if (fill() && isUtf16(buffer, end)) {
      throw new JobtrailException.Usage(file + ": is UTF-16; save it as UTF-8");
    }
  }

  /// Whether a text begins as UTF-16 or UTF-32: with a byte-order mark, or with as many zero bytes
  /// as UTF-8 never has, an eighth of the first 512 and four at least.
  ///
  /// In UTF-16 a digit, a tab and a Latin letter have one each.
  ///
  /// @param length of the text in the array
  public static boolean isUtf16(byte[] text, int length) {
    if (length >= 2
        && ((text[0] == (byte) 0xff && text[1] == (byte) 0xfe)
            || (text[0] == (byte) 0xfe && text[1] == (byte) 0xff))) {
      return true;
    }
    int looked = Math.min(length, 512);
    int zeros = 0;
    for (int i = 0; i < looked; i++) {
      zeros += text[i] == 0 ? 1 : 0;
    }
    return zeros >= 4 && zeros * 8 >= looked;
  }

  private static JobtrailException.Usage broken(Path file, IOException e) {
    String why = e.getMessage() == null ? "it ends too early" : e.getMessage();
    return new JobtrailException.Usage(file + ": a broken archive (" + why + "); get it again", e);
  }
}
