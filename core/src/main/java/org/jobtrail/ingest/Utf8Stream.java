package org.jobtrail.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// UTF-16 text as UTF-8 bytes, turned over while it is read, so that a file may be of any length.
final class Utf8Stream extends InputStream {
  private final Reader reader;
  private final char[] chars = new char[(1 << 13) + 1];
  private byte[] bytes = new byte[0];
  private int at;

  private Utf8Stream(InputStream in, Charset charset) {
    reader = new InputStreamReader(in, charset);
  }

  /// Turns a stream that begins with UTF-16's byte-order mark over, and leaves any other alone.
  static InputStream of(InputStream in) throws IOException {
    PushbackInputStream stream = new PushbackInputStream(in, 2);
    byte[] mark = stream.readNBytes(2);
    int both = mark.length < 2 ? 0 : ((mark[0] & 0xFF) << 8) | (mark[1] & 0xFF);
    if (both == 0xFFFE) {
      return new Utf8Stream(stream, StandardCharsets.UTF_16LE);
    }
    if (both == 0xFEFF) {
      return new Utf8Stream(stream, StandardCharsets.UTF_16BE);
    }
    stream.unread(mark);
    return stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (at == bytes.length && !fill()) {
      return -1;
    }
    int n = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, into, from, n);
    at += n;
    return n;
  }

  private boolean fill() throws IOException {
    int n = reader.read(chars, 0, chars.length - 1);
    if (n < 0) {
      return false;
    }
    if (Character.isHighSurrogate(chars[n - 1])) {
      // The other half of a pair must not be turned over by itself.
      n += Math.max(0, reader.read(chars, n, 1));
    }
    bytes = new String(chars, 0, n).getBytes(StandardCharsets.UTF_8);
    at = 0;
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
