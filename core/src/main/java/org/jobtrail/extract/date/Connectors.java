package org.jobtrail.extract.date;

import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.WordClass;

/// What joins two dates: a dash of any kind, a slash, "to" in five languages.
final class Connectors {
  private final Tokens tokens;

  Connectors(Tokens tokens) {
    this.tokens = tokens;
  }

  /// Past one dash, slash or range word; the same index when there is none.
  int after(int j) {
    if (tokens.isMark(j)) {
      char mark = tokens.mark(j);
      boolean comma = mark == ',' && j + 1 < tokens.size() && tokens.is(j + 1, WordClass.SEASON);
      return mark == '-'
              || mark == '/'
              || mark == '?'
              || mark == '\uFFFD'
              || mark == '>'
              || mark == '|'
              || comma
          ? j + 1
          : j;
    }
    if (tokens.isWord(j)) {
      int after = j;
      boolean field = startsField(j);
      if (tokens.startsPhrase(j, WordClass.RANGE)
          || (field && tokens.startsPhrase(j, WordClass.LABEL_END))) {
        after = j + tokens.phraseLength(j);
      } else if (tokens.is(j, WordClass.RANGE)
          || tokens.is(j, WordClass.UNTIL)
          || (field && tokens.is(j, WordClass.LABEL_END))) {
        after = j + 1;
      }
      // "t.e.m.", "To: 2012"
      boolean marked = after > j && (tokens.isMark(after, '.') || tokens.isMark(after, ':'));
      return marked ? after + 1 : after;
    }
    return j;
  }

  /// Past one dash or range word that ends no cell; the same index when there is none.
  int pastDash(int j) {
    return j < tokens.size() && !tokens.isMark(j, '|') && !afterBreak(j) ? after(j) : j;
  }

  /// Whether a cell or a line ends before the token: by white space, a bar, or the text's end.
  boolean afterBreak(int i) {
    return i >= tokens.size()
        || tokens.gap(i) == Gap.LINE
        || tokens.gap(i) == Gap.WIDE
        || tokens.isMark(i, '|');
  }

  /// Whether a cell, a line or a part of one begins at the token.
  boolean startsField(int i) {
    return i == 0
        || tokens.gap(i) == Gap.LINE
        || tokens.gap(i) == Gap.WIDE
        || tokens.isMark(i - 1, '(')
        || tokens.isMark(i - 1, ',')
        || tokens.isMark(i - 1, '|')
        || tokens.isMark(i - 1, ':')
        || tokens.isMark(i - 1, '-');
  }

  /// Whether the token, or a phrase that begins at it, is of the class.
  boolean has(int i, WordClass c) {
    return tokens.is(i, c) || tokens.startsPhrase(i, c);
  }
}
