package org.jobtrail.predict.language.token;

/// A printable letter for each byte, as `tokenizer.json` writes byte-level tokens.
///
/// The printable bytes of Latin-1 stand for themselves, the other 68 for U+0100 onward in their
/// order, so that a space is `Ġ` and a line end `Ċ`. Source: Radford et al. 2019 (GPT-2).
final class ByteLetters {
  private static final char[] LETTERS = new char[256];

  static {
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      LETTERS[b] = (char) (printable ? b : next++);
    }
  }

  private ByteLetters() {}

  /// A letter for each byte.
  static String letters(byte[] bytes) {
    StringBuilder letters = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      letters.append(LETTERS[b & 0xFF]);
    }
    return letters.toString();
  }

  static String letter(int b) {
    return String.valueOf(LETTERS[b]);
  }
}
