package org.jobtrail.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jobtrail.ingest.Ingested.Reason;

/// Bytes to text: a byte-order mark decides, then UTF-8 when all of it is valid, then UTF-16 when
/// every other byte is zero, then windows-1252, in which old Dutch and French files are written.
final class TextDecoder {
  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private TextDecoder() {}

  /// @throws Unfit if the bytes are no text in any of these
  static String decode(byte[] bytes) {
    if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
      return lenient(bytes, 3, StandardCharsets.UTF_8);
    }
    if (begins(bytes, 0xFF, 0xFE)) {
      return lenient(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (begins(bytes, 0xFE, 0xFF)) {
      return lenient(bytes, 2, StandardCharsets.UTF_16BE);
    }
    int looked = Math.min(bytes.length, 1 << 16);
    int zeros = 0;
    int oddZeros = 0;
    int controls = 0;
    for (int i = 0; i < looked; i++) {
      int b = bytes[i] & 0xFF;
      if (b == 0) {
        zeros++;
        oddZeros += i & 1;
      } else if (b < 32 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1B
          && b != 0x0B) {
        controls++;
      }
    }
    if (zeros > looked / 3 && (oddZeros > zeros * 0.95 || oddZeros < zeros * 0.05)) {
      return lenient(
          bytes, 0, oddZeros > zeros / 2 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }
    if (zeros + controls > Math.max(4, looked / 200)) {
      throw new Unfit(
          Reason.UNKNOWN_KIND, "holds binary data, no text; save it as PDF, docx or plain text");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return mostlyUtf8(bytes)
          ? lenient(bytes, 0, StandardCharsets.UTF_8)
          : lenient(bytes, 0, WINDOWS_1252);
    }
  }

  private static String lenient(byte[] bytes, int from, Charset charset) {
    return new String(bytes, from, bytes.length - from, charset);
  }

  /// Whether a file is UTF-8 with a few damaged places rather than in a one-byte encoding.
  private static boolean mostlyUtf8(byte[] bytes) {
    int good = 0;
    int bad = 0;
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xFF;
      if (b < 0x80) {
        continue;
      }
      int more = b >= 0xF0 && b < 0xF5 ? 3 : b >= 0xE0 ? 2 : b >= 0xC2 ? 1 : 0;
      boolean whole = more > 0 && b < 0xF5 && i + more < bytes.length;
      for (int k = 1; whole && k <= more; k++) {
        whole = (bytes[i + k] & 0xC0) == 0x80;
      }
      if (whole) {
        good++;
        i += more;
      } else {
        bad++;
      }
    }
    return good > 4 * bad;
  }

  private static boolean begins(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
