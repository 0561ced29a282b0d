package org.jobtrail.ingest;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jobtrail.ingest.Ingested.Reason;

/// Gathers a document's text page by page, and keeps apart what a reader can't see.
///
/// The cleaning changes as little as it can, so that offsets of clean plain text stay what they
/// were: line breaks become `\n`, odd spaces a space, composed letters one character, ligatures
/// their letters; zero-width,
/// bidirectional and control characters go, and are flagged where they can carry a message.
final class Pages {
  private static final int LONGEST_HIDDEN = 1000;
  private static final int MOST_HIDDEN = 1000;

  private final int maxCharacters;
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> starts = new ArrayList<>(List.of(0));
  private final List<HiddenText> hidden = new ArrayList<>();

  Pages(Limits limits) {
    this.maxCharacters = limits.maxCharacters();
  }

  /// Ends the page; the next one begins on a line of its own.
  void nextPage() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
    starts.add(text.length());
  }

  /// Adds text that a reader sees.
  Pages show(CharSequence shown) {
    if (text.length() + (long) shown.length() > maxCharacters) {
      throw new Unfit(
          Reason.TOO_LARGE, "more than " + maxCharacters + " characters of text; split it");
    }
    if (isPlain(shown)) {
      text.append(shown);
    } else {
      clean(shown);
    }
    return this;
  }

  /// Keeps apart text that a reader can't see.
  void hide(HiddenText.Reason reason, CharSequence unseen) {
    String line = unseen.toString().replaceAll("\\s+", " ").strip();
    if (line.isEmpty() || hidden.size() >= MOST_HIDDEN) {
      return;
    }
    int page = starts.size();
    if (!hidden.isEmpty()
        && hidden.getLast().reason() == reason
        && hidden.getLast().page() == page) {
      line = hidden.removeLast().text() + ' ' + line;
    }
    int end = Math.min(line.length(), LONGEST_HIDDEN);
    hidden.add(new HiddenText(reason, page, line.substring(0, end)));
  }

  VisibleText visible() {
    return new VisibleText(text.toString(), starts);
  }

  List<HiddenText> hidden() {
    return hidden;
  }

  private static boolean isPlain(CharSequence s) {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c >= 0x7F || (c < ' ' && c != '\n' && c != '\t')) {
        // Letters of our languages need no look; 0xAD is the soft hyphen.
        if (c < 0xA1 || c > 0x17F || c == 0xAD) {
          return false;
        }
      }
    }
    return true;
  }

  private void clean(CharSequence shown) {
    String source =
        Normalizer.isNormalized(shown, Normalizer.Form.NFC)
            ? shown.toString()
            : Normalizer.normalize(shown, Normalizer.Form.NFC);
    TreeMap<Integer, Integer> unseen = new TreeMap<>();
    StringBuilder tags = new StringBuilder();
    for (int i = 0; i < source.length(); ) {
      int c = source.codePointAt(i);
      int length = Character.charCount(c);
      if (c == '\r') {
        if (i + 1 >= source.length() || source.charAt(i + 1) != '\n') {
          text.append('\n');
        }
      } else if (c == '\n' || c == '\t') {
        text.append((char) c);
      } else if (c == '\f' || c == 0x0B || c == 0x85 || c == 0x2028 || c == 0x2029) {
        text.append('\n');
      } else if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
        // A control character shows as nothing and says nothing.
      } else if (c >= 0xE0020 && c <= 0xE007E) {
        tags.append((char) (c - 0xE0000));
      } else if (isUnseen(c)) {
        unseen.merge(c, 1, Integer::sum);
      } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
        text.append(' ');
      } else if (c >= 0x10000) {
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        boolean fits = plain.chars().noneMatch(u -> Character.isSurrogate((char) u));
        text.append(fits ? plain : "\uFFFD");
      } else if (Character.isSurrogate((char) c)) {
        text.append('\uFFFD');
      } else if (c >= 0xFB00 && c <= 0xFB06) {
        text.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
      } else if (c >= 0xF020 && c <= 0xF0FF) {
        text.append(ofSymbolFont(c));
      } else {
        text.append((char) c);
      }
      i += length;
    }
    if (!tags.isEmpty()) {
      hide(HiddenText.Reason.ZERO_WIDTH, tags);
    }
    if (!unseen.isEmpty()) {
      StringBuilder names = new StringBuilder();
      unseen.forEach((c, n) -> names.append("U+%04X x%d ".formatted(c, n)));
      hide(HiddenText.Reason.ZERO_WIDTH, names);
    }
  }

  /// Zero-width and bidirectional marks, the soft hyphen, invisible operators, byte-order marks.
  private static boolean isUnseen(int c) {
    return c == 0xAD
        || c == 0x34F
        || c == 0x61C
        || c == 0x115F
        || c == 0x1160
        || (c >= 0x17B4 && c <= 0x17B5)
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFEFF
        || c == 0xFFA0
        || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }

  /// The private characters by which Word writes Symbol and Wingdings: bullets, arrows, ticks.
  private static char ofSymbolFont(int c) {
    return switch (c) {
      case 0xF0B7,
          0xF0A7,
          0xF0A8,
          0xF06C,
          0xF06E,
          0xF071,
          0xF075,
          0xF076,
          0xF077,
          0xF09F,
          0xF0D8,
          0xF0E0,
          0xF0E8,
          0xF0F0,
          0xF0FC,
          0xF0FE,
          0xF02D ->
          '•';
      default -> (char) c;
    };
  }
}
