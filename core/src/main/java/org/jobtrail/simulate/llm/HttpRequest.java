package org.jobtrail.simulate.llm;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 request (RFC 9112), read from a connection.
///
/// Its headers' names are in lower case; of a repeated header the last counts.
final class HttpRequest {
  private static final int MOST_HEADER_BYTES = 1 << 16;
  private static final int MOST_BODY_BYTES = 1 << 26;

  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte[] body;

  private HttpRequest(String method, String path, Map<String, String> headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
  }

  String method() {
    return method;
  }

  /// Without the query.
  String path() {
    return path;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  byte[] body() {
    return body;
  }

  boolean keepsAlive() {
    return !header("connection").toLowerCase(Locale.ROOT).contains("close");
  }

  /// Null when the client closed the connection instead of asking again.
  ///
  /// @param out for `100 Continue`
  static @Nullable HttpRequest read(BufferedInputStream in, OutputStream out) throws IOException {
    String first = line(in);
    while (first != null && first.isEmpty()) {
      first = line(in);
    }
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ", -1);
    if (words.length != 3) {
      throw new IOException("no request line: " + first.length() + " characters");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); ; header = line(in)) {
      if (header == null) {
        throw new EOFException("the request ended in its headers");
      }
      if (header.isEmpty()) {
        break;
      }
      int colon = header.indexOf(':');
      if (colon > 0) {
        headers.put(
            header.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            header.substring(colon + 1).strip());
      }
    }
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    byte[] body =
        headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
            ? chunks(in)
            : exactly(in, number(headers.getOrDefault("content-length", "0"), 10));
    return new HttpRequest(words[0], words[1].replaceFirst("\\?.*", ""), headers, body);
  }

  private static byte[] chunks(BufferedInputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(in);
      if (size == null) {
        throw new EOFException("the request ended between chunks");
      }
      int length = number(size.replaceFirst(";.*", ""), 16);
      if (length == 0) {
        break;
      }
      if (body.size() + length > MOST_BODY_BYTES) {
        throw new IOException("a request of more than " + MOST_BODY_BYTES + " bytes");
      }
      body.write(exactly(in, length));
      line(in);
    }
    for (String trailer = line(in); trailer != null && !trailer.isEmpty(); trailer = line(in)) {}
    return body.toByteArray();
  }

  private static byte[] exactly(BufferedInputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the request ended in its body");
    }
    return bytes;
  }

  private static int number(String text, int radix) throws IOException {
    try {
      int number = Integer.parseInt(text.strip(), radix);
      if (number >= 0 && number <= MOST_BODY_BYTES) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException("a length that is no number", e);
    }
    throw new IOException("a request of more than " + MOST_BODY_BYTES + " bytes");
  }

  private static @Nullable String line(BufferedInputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (line.size() > MOST_HEADER_BYTES) {
        throw new IOException("a header line of more than " + MOST_HEADER_BYTES + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
