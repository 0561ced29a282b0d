package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;

/// A text in which quotes are found although they were copied with other case, spaces, dashes or
/// quotation marks.
///
/// Folding: lower case, a run of white space as one space, every dash as `-`, every apostrophe as
/// `'`, every quotation mark as `"`. Nothing else: a changed letter or digit is another text.
final class FoldedText {
  /// Places of one quote that are looked at; in a longer list of them no place is telling.
  private static final int MOST = 64;

  private final String folded;

  /// Offset in the text of each folded character.
  private final int[] at;

  private final int length;

  /// Where a quote stands, in characters of the text.
  record Place(int start, int end) {
    boolean overlaps(int from, int to) {
      return start < to && end > from;
    }

    /// Characters between the two, 0 when they touch or overlap.
    int gapTo(Place other) {
      return Math.max(0, Math.max(other.start - end, start - other.end));
    }
  }

  FoldedText(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int[] from = new int[text.length()];
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        space = true;
        continue;
      }
      if (space && !out.isEmpty()) {
        from[out.length()] = i - 1;
        out.append(' ');
      }
      space = false;
      from[out.length()] = i;
      out.append(fold(c));
    }
    folded = out.toString();
    at = from;
    length = text.length();
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static char fold(char c) {
    if (c < 128) {
      return c == '`' ? '\'' : Character.toLowerCase(c);
    }
    return switch (c) {
      case '\u2018', '\u2019', '\u201A', '\u2032', '\u00B4' -> '\'';
      case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB' -> '"';
      default ->
          Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212'
              ? '-'
              : Character.toLowerCase(c);
    };
  }

  /// Every place where the quote stands as whole words, in the order of the text.
  List<Place> places(String quote) {
    String wanted = new FoldedText(quote).folded;
    List<Place> places = new ArrayList<>();
    if (wanted.isEmpty()) {
      return places;
    }
    int found = folded.indexOf(wanted);
    while (found >= 0 && places.size() < MOST) {
      int end = found + wanted.length();
      if (isEdge(found) && isEdge(end)) {
        places.add(new Place(at[found], at[end - 1] + 1));
      }
      found = folded.indexOf(wanted, found + 1);
    }
    return places;
  }

  /// Whether no word or number goes on across the position.
  private boolean isEdge(int position) {
    return position == 0
        || position == folded.length()
        || !Character.isLetterOrDigit(folded.charAt(position - 1))
        || !Character.isLetterOrDigit(folded.charAt(position));
  }

  int length() {
    return length;
  }
}
