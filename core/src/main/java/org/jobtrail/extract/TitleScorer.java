package org.jobtrail.extract;

import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;

/// How much a stretch of words looks like a job title, an employer or a place.
///
/// Sums of small reasons: a word for someone who does something speaks for a title, most of all at
/// the end ("Bank Teller") or before "of" ("Director of Sales"); prose, duties and company words
/// speak against it. The scale is arbitrary; 3 and more is a title by its words alone.
final class TitleScorer {
  private final Tokens tokens;

  TitleScorer(Tokens tokens) {
    this.tokens = tokens;
  }

  double title(int first, int last) {
    int words = 0;
    int plain = 0;
    int lastWord = -1;
    int head = 0;
    boolean employerLast = false;
    int employers = 0;
    int places = 0;
    boolean level = false;
    boolean digits = false;
    for (int i = first; i < last; i++) {
      if (tokens.isMark(i)) {
        char mark = tokens.mark(i);
        if (mark == '@'
            || mark == '$'
            || mark == '%'
            || mark == '\\'
            || mark == '_'
            || mark == '=') {
          return -4;
        }
        if (mark == '.'
            && i + 1 < last
            && tokens.gap(i + 1) != Tokens.Gap.NONE
            && tokens.length(i - 1 >= first ? i - 1 : i) > 4) {
          return -3;
        }
        continue;
      }
      words++;
      if (tokens.isNumber(i)) {
        digits = true;
        continue;
      }
      lastWord = i;
      if (masked(i)) {
        return -6;
      }
      int strength = isFamilyName(first, i) ? 0 : headStrength(i, last);
      head = Math.max(head, strength);
      if (tokens.is(i, WordClass.LEVEL)) {
        level = true;
      }
      employerLast = false;
      if (strength < 3 && isEmployerWord(i)) {
        employers++;
        employerLast = true;
      }
      if (isPlace(i)) {
        places++;
        employerLast = true;
      }
      if (tokens.shape(i) == Shape.LOWER && !tokens.is(i, WordClass.FUNCTION) && strength == 0) {
        plain++;
      }
    }
    if (words == 0 || lastWord < 0) {
      return -8;
    }
    double score = 0.3;
    score += head;
    if (level) {
      score += 0.7;
    }
    if (head < 4) {
      score -= Math.min(3, 1.5 * employers);
      score -= Math.min(3, 1.5 * places);
    } else if (employerLast) {
      score -= 1;
    }
    if (words > 1 && tokens.is(lastWord, WordClass.LEGAL)) {
      score -= 1.5;
    }
    if (digits) {
      score -= words < 3 ? 1.5 : 0.6;
    }
    boolean allLower = tokens.shape(firstWord(first, last)) == Shape.LOWER;
    if (head >= 3 && words <= 6) {
      score -= allLower && plain > 1 ? 0.5 * plain : 0.25 * plain;
    } else {
      score -= (allLower ? 1 : 0) + 0.7 * plain;
    }
    if (words > 7) {
      score -= 0.5 * (words - 7);
    }
    int w = firstWord(first, last);
    if (tokens.is(w, WordClass.VERB)
        && !tokens.is(w, WordClass.LEVEL)
        && !(head == 4 && words <= 5)) {
      score -= 3;
    }
    if (tokens.is(w, WordClass.FUNCTION) && tokens.shape(w) == Shape.LOWER) {
      score -= 2;
    }
    if (tokens.isMark(last - 1, '.') && words > 4) {
      score -= 2;
    }
    return score;
  }

  /// Whether the word is the second half of a firm's family name: "Hôtel Jolivet-Maire".
  private boolean isFamilyName(int first, int i) {
    boolean second =
        i - 2 > first
            && tokens.isMark(i - 1, '-')
            && tokens.gap(i) == Tokens.Gap.NONE
            && tokens.gap(i - 1) == Tokens.Gap.NONE
            && tokens.isWord(i - 2)
            && tokens.shape(i) != Shape.LOWER
            && tokens.shape(i - 2) != Shape.LOWER
            && tokens.classes(i - 2) == 0;
    for (int k = first; second && k < i - 2; k++) {
      if (isEmployerWord(k)) {
        return true;
      }
    }
    return false;
  }

  /// 4 for a title word where titles have it, 3 elsewhere, 2 for one by its ending, 0 for none.
  private int headStrength(int i, int last) {
    boolean phrase = tokens.startsPhrase(i, WordClass.TITLE);
    int end = phrase ? i + tokens.phraseLength(i) : i + 1;
    if (phrase && end <= last) {
      return endsTitle(end, last) ? 4 : 3;
    }
    if (tokens.is(i, WordClass.TITLE)) {
      if (tokens.length(i) <= 2 && tokens.shape(i) == Shape.LOWER) {
        return 0;
      }
      return endsTitle(i + 1, last) ? 4 : 3;
    }
    if (tokens.classes(i) != 0 && !tokens.is(i, WordClass.LEVEL)) {
      return 0;
    }
    if (tokens.length(i) >= 8 && (tokens.compoundClasses(i) & WordClass.TITLE.bit()) != 0) {
      return endsTitle(i + 1, last) ? 4 : 3;
    }
    // Plural titles and titles by their ending.
    return tokens.hasAgentEnding(i) && endsTitle(i + 1, last) ? 2 : 0;
  }

  /// Whether a title may end before the token: at the end, a mark, a number or a small word.
  private boolean endsTitle(int i, int last) {
    return i >= last
        || tokens.isMark(i)
        || tokens.isNumber(i)
        || tokens.is(i, WordClass.FUNCTION)
        || tokens.is(i, WordClass.AT)
        || (tokens.length(i) <= 3 && tokens.shape(i) == Shape.UPPER);
  }

  private int firstWord(int first, int last) {
    int i = first;
    while (i < last - 1 && tokens.isMark(i)) {
      i++;
    }
    return i;
  }

  double employer(int first, int last) {
    int words = 0;
    int plain = 0;
    double score = 0;
    for (int i = first; i < last; i++) {
      if (tokens.isMark(i)) {
        if (tokens.mark(i) == '@' || tokens.mark(i) == '%' || tokens.mark(i) == '$') {
          score -= 2;
        }
        continue;
      }
      words++;
      if (maskedEmployer(i)) {
        return 8;
      }
      if (isEmployerWord(i)) {
        score += 1.5;
      }
      if (tokens.isNumber(i)) {
        score -= 0.3;
      } else if (tokens.shape(i) == Shape.LOWER && !tokens.is(i, WordClass.FUNCTION)) {
        plain++;
      } else if (tokens.shape(i) != Shape.LOWER) {
        score += 0.4;
      }
    }
    if (words == 0 || words > 10) {
      return -5;
    }
    int w = firstWord(first, last);
    if (tokens.is(w, WordClass.VERB)) {
      score -= 2;
    }
    if (tokens.is(w, WordClass.FUNCTION) && tokens.shape(w) == Shape.LOWER) {
      score -= 2;
    }
    if (tokens.isMark(last - 1, '.') && words > 5) {
      score -= 2;
    }
    return Math.min(score, 5) - 0.8 * plain;
  }

  /// Whether the whole stretch names a place: every word is part of one.
  boolean isPlace(int first, int last) {
    boolean any = false;
    for (int i = first; i < last; i++) {
      if (tokens.isMark(i)) {
        continue;
      }
      if (tokens.startsPhrase(i, WordClass.PLACE) || tokens.startsPhrase(i, WordClass.PLACE_MASK)) {
        i += tokens.phraseLength(i) - 1;
        any = true;
      } else if (isPlace(i)) {
        any = true;
      } else if (!tokens.isNumber(i)) {
        return false;
      }
    }
    return any;
  }

  boolean isPlace(int i) {
    if (tokens.is(i, WordClass.PLACE) || tokens.startsPhrase(i, WordClass.PLACE)) {
      return tokens.length(i) > 2
          ? tokens.shape(i) != Shape.LOWER
          : tokens.shape(i) == Shape.UPPER && !tokens.is(i, WordClass.TITLE);
    }
    return tokens.is(i, WordClass.PLACE_MASK) && tokens.shape(i) == Shape.CAPITAL;
  }

  boolean isEmployerWord(int i) {
    if (tokens.startsPhrase(i, WordClass.EMPLOYER) || tokens.is(i, WordClass.EMPLOYER)) {
      return tokens.length(i) > 3 || tokens.shape(i) != Shape.LOWER;
    }
    return false;
  }

  boolean maskedEmployer(int i) {
    return tokens.startsPhrase(i, WordClass.EMPLOYER_MASK);
  }

  /// Whether a stand-in for a name begins here: "Company Name", "City , State".
  boolean masked(int i) {
    return maskedEmployer(i) || tokens.startsPhrase(i, WordClass.PLACE_MASK);
  }
}
