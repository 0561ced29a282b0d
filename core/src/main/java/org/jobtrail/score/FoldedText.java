package org.jobtrail.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text with its white space folded, and the way back to its offsets.
///
/// @param plain runs of white space as one space
/// @param lower the same in small letters
/// @param offsets where each character of `plain` stands in the text, and the text's length at last
record FoldedText(String plain, String lower, List<Integer> offsets) {
  static FoldedText of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    List<Integer> offsets = new ArrayList<>(text.length() + 1);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (space && !plain.isEmpty() && plain.charAt(plain.length() - 1) == ' ') {
        continue;
      }
      plain.append(space ? ' ' : c);
      offsets.add(i);
    }
    offsets.add(text.length());
    StringBuilder lower = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      lower.append(Character.toLowerCase(plain.charAt(i)));
    }
    return new FoldedText(plain.toString(), lower.toString(), offsets);
  }

  /// `[start, end)` in the text wherever the value stands as words of its own; capitals count in a
  /// value of one word, which may be an everyday word otherwise.
  List<int[]> mentions(String value) {
    String wanted = value.strip().replaceAll("[\\s\\p{Z}]+", " ");
    boolean oneWord = wanted.indexOf(' ') < 0 && wanted.chars().allMatch(Character::isLetter);
    String in = oneWord ? plain : lower;
    String sought = oneWord ? wanted : wanted.toLowerCase(Locale.ROOT);
    List<int[]> mentions = new ArrayList<>();
    if (sought.isEmpty()) {
      return mentions;
    }
    for (int at = in.indexOf(sought); at >= 0; at = in.indexOf(sought, at + 1)) {
      int end = at + sought.length();
      boolean bounded =
          (at == 0 || !Character.isLetterOrDigit(in.charAt(at - 1)))
              && (end == in.length() || !Character.isLetterOrDigit(in.charAt(end)));
      if (bounded) {
        mentions.add(new int[] {offsets.get(at), offsets.get(end - 1) + 1});
      }
    }
    return mentions;
  }
}
