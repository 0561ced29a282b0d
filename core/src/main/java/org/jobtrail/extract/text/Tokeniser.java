package org.jobtrail.extract.text;

import java.nio.charset.StandardCharsets;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Kind;
import org.jobtrail.extract.text.Tokens.Shape;

/// Cuts a text into {@link Tokens} in one pass.
///
/// Some texts carry bytes as they were escaped by another program, `\xe2\x80\xa2` for a bullet;
/// they are read as the character they stand for, while offsets stay those of the text. Typographic
/// variants become one mark: every dash `-`, every quotation mark `'` or `"`, every bullet `•`.
final class Tokeniser {
  /// Takes the place of characters that are part of nothing: the rest of an escape.
  private static final char FILLER = '\uFFFF';

  private final String text;
  private final char[] chars;
  private final Lexicon lexicon;

  Tokeniser(String text, Lexicon lexicon) {
    this.text = text;
    this.lexicon = lexicon;
    this.chars = text.toCharArray();
    if (text.indexOf("\\x") >= 0) {
      unescape();
    }
  }

  Tokens run() {
    Tokens tokens = new Tokens(text, lexicon);
    int n = chars.length;
    int i = 0;
    int spaces = 0;
    boolean line = true;
    while (i < n) {
      char c = chars[i];
      if (c == FILLER) {
        i++;
        continue;
      }
      if (isSpace(c)) {
        if (c == '\n' || c == '\f' || c == '\r' || c == '\u2028' || c == '\u2029') {
          line = true;
        }
        spaces += c == '\t' ? 2 : 1;
        i++;
        continue;
      }
      Gap gap = line ? Gap.LINE : spaces == 0 ? Gap.NONE : spaces == 1 ? Gap.SPACE : Gap.WIDE;
      line = false;
      spaces = 0;
      int start = i;
      if (Character.isLetter(c)) {
        long hash = Folding.SEED;
        int upper = 0;
        int letters = 0;
        boolean first = Character.isUpperCase(c);
        int end = i;
        while (i < n) {
          char d = chars[i];
          if (d == FILLER) {
            i++;
            continue;
          }
          if (!Character.isLetterOrDigit(d)) {
            break;
          }
          if (Character.isUpperCase(d)) {
            upper++;
          }
          letters++;
          hash = Folding.add(hash, Folding.fold(d));
          i++;
          end = i;
        }
        i = end;
        while (i < n && chars[i] == FILLER) {
          i++;
        }
        Shape shape =
            upper == letters ? Shape.UPPER : first || upper > 0 ? Shape.CAPITAL : Shape.LOWER;
        tokens.add(start, i, Kind.WORD, gap, shape, '\0', 0, hash);
      } else if (c >= '0' && c <= '9') {
        int value = 0;
        long hash = Folding.SEED;
        while (i < n && chars[i] >= '0' && chars[i] <= '9') {
          value = i - start < 9 ? 10 * value + chars[i] - '0' : -1;
          hash = Folding.add(hash, chars[i]);
          i++;
        }
        tokens.add(start, i, Kind.NUMBER, gap, Shape.LOWER, '\0', value, hash);
      } else {
        i++;
        while (i < n && chars[i] == FILLER) {
          i++;
        }
        tokens.add(start, i, Kind.MARK, gap, Shape.LOWER, mark(c), 0, 0);
      }
    }
    return tokens.classified();
  }

  static boolean isSpace(char c) {
    return c == ' '
        || (c <= '\r' && c >= '\t')
        || c == '\u00A0'
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u2000' && c <= '\u200A')
        || c == '\u202F'
        || c == '\u3000';
  }

  private static char mark(char c) {
    return switch (c) {
      case '–',
          '—',
          '‐',
          '‑',
          '‒',
          '―',
          '−',
          '→',
          '\u00AD',
          '~',
          '➔',
          '\u0096',
          '\u0097',
          '﹣',
          '－' ->
          '-';
      case '’', '‘', '´', '`', '\u0092', '‛' -> '\'';
      case '“', '”', '„', '«', '»', '\u0093', '\u0094' -> '"';
      case '•',
          '●',
          '▪',
          '■',
          '◦',
          '·',
          '‣',
          '➢',
          '➤',
          '►',
          '▶',
          '○',
          '□',
          '♦',
          '◆',
          '❖',
          '✓',
          '✔',
          '⁃',
          '∙',
          '\u0001',
          '\u0002',
          '\u0095',
          '★',
          '☆',
          '◊',
          '*',
          '§',
          '〓',
          '❑',
          '✦',
          '➣',
          '¬' ->
          '•';
      case '｜', '│', '¦', '┃' -> '|';
      case '＝' -> '|';
      default -> c >= '\uE000' && c <= '\uF8FF' ? '•' : c;
    };
  }

  /// Replaces every run of `\xNN` by what its bytes say in UTF-8, and fills up with fillers.
  private void unescape() {
    int i = 0;
    while (i + 3 < chars.length) {
      if (!escapeAt(i)) {
        i++;
        continue;
      }
      int end = i;
      byte[] bytes = new byte[64];
      int count = 0;
      while (count < bytes.length && escapeAt(end)) {
        bytes[count++] =
            (byte) (Character.digit(chars[end + 2], 16) << 4 | Character.digit(chars[end + 3], 16));
        end += 4;
      }
      String decoded = new String(bytes, 0, count, StandardCharsets.UTF_8);
      // Each character goes where its first byte stood.
      int at = i;
      for (int k = 0; k < decoded.length() && at < end; k++) {
        char c = decoded.charAt(k);
        int width = c < 0x80 || c == '\uFFFD' ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        chars[at] = c == '\u200B' || c == '\uFEFF' || c == '\u200C' || c == '\u200D' ? FILLER : c;
        for (int f = at + 1; f < Math.min(end, at + 4 * width); f++) {
          chars[f] = FILLER;
        }
        at += 4 * width;
      }
      while (at < end) {
        chars[at++] = FILLER;
      }
      i = end;
    }
  }

  private boolean escapeAt(int i) {
    return i + 3 < chars.length
        && chars[i] == '\\'
        && chars[i + 1] == 'x'
        && Character.digit(chars[i + 2], 16) >= 0
        && Character.digit(chars[i + 3], 16) >= 0;
  }
}
