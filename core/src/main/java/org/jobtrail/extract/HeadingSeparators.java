package org.jobtrail.extract;

import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;

/// Tells what parts the fields of a job's heading: commas, bars, brackets, spaced dashes, full
/// stops behind titles, and the words for "at" before an employer.
final class HeadingSeparators {
  private final Tokens tokens;
  private final TitleScorer scorer;

  HeadingSeparators(Tokens tokens, TitleScorer scorer) {
    this.tokens = tokens;
    this.scorer = scorer;
  }

  /// The separator that the token is, `\0` when it is none.
  char at(int i, int first, int last, boolean inFirm) {
    if (tokens.isMark(i)) {
      char mark = tokens.mark(i);
      return switch (mark) {
        case ',', '|', ';', ':', '(', '[' -> mark == '[' ? '(' : mark;
        case ')', ']', '•', '"' -> '|';
        case '@' -> tokens.gap(i) == Gap.NONE ? '\0' : '@';
        case '-' ->
            tokens.gap(i) != Gap.NONE && (i + 1 >= last || tokens.gap(i + 1) != Gap.NONE)
                ? '-'
                : '\0';
        case '/' -> i + 1 < last && tokens.isMark(i + 1, '/') ? '/' : '\0';
        case '.' -> isFullStop(i, first, last) ? ',' : '\0';
        default -> '\0';
      };
    }
    if (i > first
        && i + 1 < last
        && inFirm
        && tokens.shape(i) == Shape.LOWER
        && tokens.length(i) == 2
        && tokens.is(i, WordClass.FUNCTION)
        && tokens.shape(i + 1) != Shape.LOWER) {
      return ',';
    }
    if (i > first && tokens.is(i, WordClass.AT) && tokens.shape(i) == Shape.LOWER && i + 1 < last) {
      boolean named = tokens.shape(i + 1) != Shape.LOWER;
      boolean afterTitle = tokens.is(i - 1, WordClass.TITLE) || tokens.isMark(i - 1);
      if (isPlainAt(i) || (named && afterTitle)) {
        return '@';
      }
    }
    return i > first && isIn(i, last) ? '@' : '\0';
  }

  /// "Recepcionista. Hotel Mirasierra": a full stop behind a whole word, before a capital.
  private boolean isFullStop(int i, int first, int last) {
    return i > first
        && i + 1 < last
        && tokens.isWord(i - 1)
        && tokens.length(i - 1) > 4
        && tokens.gap(i) == Gap.NONE
        && tokens.gap(i + 1) == Gap.SPACE
        && tokens.isWord(i + 1)
        && tokens.shape(i + 1) != Shape.LOWER
        && tokens.is(i - 1, WordClass.TITLE);
  }

  /// "en el Colegio", "in der Kita", "au Restaurant": a small word, an article, then a firm.
  private boolean isIn(int i, int last) {
    if (!tokens.is(i, WordClass.IN) || tokens.shape(i) != Shape.LOWER) {
      return false;
    }
    int j = i + 1;
    while (j < last
        && j < i + 3
        && tokens.isWord(j)
        && tokens.shape(j) == Shape.LOWER
        && tokens.is(j, WordClass.FUNCTION)) {
      j++;
    }
    if (j >= last || !tokens.isWord(j) || tokens.shape(j) == Shape.LOWER) {
      return false;
    }
    for (int k = j; k < Math.min(last, j + 3) && !tokens.isMark(k, ','); k++) {
      if (scorer.isEmployerWord(k) || tokens.is(k, WordClass.SCHOOL)) {
        return true;
      }
    }
    return false;
  }

  /// "at", "bij", "chez", "bei": words that can only stand before an employer.
  private boolean isPlainAt(int i) {
    return !tokens.is(i, WordClass.FUNCTION)
        || (tokens.length(i) == 2
            && tokens.text().charAt(tokens.start(i)) == 'a'
            && tokens.text().charAt(tokens.start(i) + 1) == 't');
  }
}
