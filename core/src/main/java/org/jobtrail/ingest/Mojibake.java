package org.jobtrail.ingest;

import java.nio.charset.StandardCharsets;

/// Mends UTF-8 that some tool once took for windows-1252: `â€“` was a dash, `Ã©` an é.
///
/// Only sequences that no text in our languages holds are touched, so whole text stays as it is.
/// Not used on plain text and JSON Lines, whose offsets should stay those of the file.
final class Mojibake {
  /// What windows-1252 shows for the bytes 0x80 to 0x9F; 0 where it has nothing.
  private static final String UPPER = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

  private Mojibake() {}

  static String mend(String text) {
    return isSuspect(text) ? once(once(text)) : text;
  }

  private static boolean isSuspect(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (lengthOf(text.charAt(i)) > 0) {
        return true;
      }
    }
    return false;
  }

  private static String once(String text) {
    StringBuilder out = new StringBuilder(text.length());
    byte[] bytes = new byte[4];
    for (int i = 0; i < text.length(); ) {
      int length = lengthOf(text.charAt(i));
      int read = length == 0 ? 0 : sequence(text, i, length, bytes);
      if (read == 0) {
        out.append(text.charAt(i++));
        continue;
      }
      String mended = new String(bytes, 0, length, StandardCharsets.UTF_8);
      if (!isLikely(mended.codePointAt(0), length)) {
        out.append(text.charAt(i++));
        continue;
      }
      // `Ã ` was an à: the space may be the half of it or one of its own.
      boolean keepsSpace = mended.equals("à") && text.startsWith(" ", i + 1);
      out.append(mended);
      i += keepsSpace ? 1 : length;
    }
    return out.toString();
  }

  /// Bytes of the sequence that a mistaken first letter announces; 0 for any other letter.
  private static int lengthOf(char c) {
    return switch (c) {
      case 'Â', 'Ã' -> 2;
      case 'â', 'ï' -> 3;
      case 'ð' -> 4;
      default -> 0;
    };
  }

  private static int sequence(String text, int at, int length, byte[] bytes) {
    bytes[0] = (byte) text.charAt(at);
    for (int k = 1; k < length; k++) {
      int b = at + k < text.length() ? byteOf(text.charAt(at + k)) : -1;
      // A no-break space may have become a plain one on the way, or fallen off the line's end.
      boolean spaced =
          at + k < text.length() ? text.charAt(at + k) == ' ' : text.charAt(at) == 'Â' && at > 0;
      if (b < 0 && length == 2 && spaced) {
        b = 0xA0;
      }
      // Byte 0x9D, the end of a closing quote, shows as nothing; some writers put a zero-width
      // space.
      if (b < 0
          && length == 3
          && k == 2
          && at + k < text.length()
          && text.charAt(at + k) == 0x200B) {
        b = 0x9D;
      }
      if (b < 0x80 || b > 0xBF) {
        return 0;
      }
      bytes[k] = (byte) b;
    }
    return length;
  }

  private static int byteOf(char c) {
    if (c >= 0x80 && c <= 0xBF) {
      return c;
    }
    int upper = UPPER.indexOf(c);
    return upper >= 0 && c != 0 ? 0x80 + upper : -1;
  }

  private static boolean isLikely(int c, int length) {
    return switch (length) {
      case 2 -> c >= 0xA0 && c <= 0xFF;
      case 3 ->
          (c >= 0x2000 && c <= 0x2BFF)
              || (c >= 0xF000 && c <= 0xF0FF)
              || (c >= 0xFB00 && c <= 0xFB06)
              || c == 0xFEFF
              || (c >= 0xFF01 && c <= 0xFFFD);
      default -> c >= 0x1F000 && c <= 0x1FAFF;
    };
  }
}
