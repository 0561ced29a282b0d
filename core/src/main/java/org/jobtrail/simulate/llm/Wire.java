package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// The sending side of one connection: whole replies, slow ones, and ends that are none.
final class Wire {
  private static final int DRIPS = 20;

  private final Socket socket;
  private final OutputStream out;

  Wire(Socket socket, OutputStream out) {
    this.socket = socket;
    this.out = out;
  }

  /// @param retryAfter seconds; negative for no such header
  static byte[] bytes(int status, int retryAfter, JsonNode body) {
    byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + ' '
            + reason(status)
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length
            + (retryAfter < 0 ? "" : "\r\nRetry-After: " + retryAfter)
            + "\r\n\r\n";
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[first.length + json.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(json, 0, all, first.length, json.length);
    return all;
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Status";
    };
  }

  void whole(byte[] reply) throws IOException {
    out.write(reply);
    out.flush();
  }

  /// In pieces, spread over the time.
  ///
  /// @param beforeLast run before the last piece goes out
  void drip(byte[] reply, int ms, Runnable beforeLast) throws IOException, InterruptedException {
    int sent = 0;
    for (int i = 1; i <= DRIPS; i++) {
      int until = (int) ((long) reply.length * i / DRIPS);
      if (i == DRIPS) {
        beforeLast.run();
      }
      out.write(reply, sent, until - sent);
      out.flush();
      sent = until;
      if (i < DRIPS) {
        Thread.sleep(ms / (DRIPS - 1));
      }
    }
  }

  /// A good half, which is left time to arrive before the connection ends.
  void half(byte[] reply) throws IOException, InterruptedException {
    out.write(reply, 0, reply.length / 2 + 1);
    out.flush();
    Thread.sleep(20);
  }

  /// Ends the connection with RST instead of FIN.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  void close() throws IOException {
    socket.close();
  }
}
