package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;

/// Cuts tokens into {@link Line}s and says which section each stands in.
///
/// A line ends at a line break, at a wide gap (a column, or a line break that was lost) and before
/// a bullet. A heading is a line whose letters, without any space, are one in the lexicon.
final class Lines {
  private static final int LONGEST_HEADING = 9;

  /// Of titles that begin like duties.
  private static final int LONGEST_TITLE = 5;

  private final Tokens tokens;
  private final List<Line> lines = new ArrayList<>();
  private Section section = Section.OPENING;

  private Lines(Tokens tokens) {
    this.tokens = tokens;
  }

  static List<Line> of(Tokens tokens) {
    Lines lines = new Lines(tokens);
    lines.run();
    return lines.lines;
  }

  private void run() {
    int first = 0;
    boolean bullet = false;
    for (int i = 0; i < tokens.size(); i++) {
      boolean breaks = tokens.gap(i) == Gap.LINE || tokens.gap(i) == Gap.WIDE;
      if (breaks && i > first) {
        add(first, i, bullet);
        first = i;
        bullet = false;
      }
      if (isBullet(i, breaks)) {
        if (i > first) {
          add(first, i, bullet);
        }
        first = i + 1;
        bullet = true;
      }
    }
    if (tokens.size() > first) {
      add(first, tokens.size(), bullet);
    }
  }

  private boolean isBullet(int i, boolean startsLine) {
    if (!tokens.isMark(i)) {
      return startsLine
          && tokens.isWord(i)
          && tokens.length(i) == 1
          && tokens.shape(i) == Shape.LOWER
          && tokens.text().charAt(tokens.start(i)) == 'o'
          && i + 1 < tokens.size()
          && tokens.gap(i + 1) != Gap.NONE;
    }
    char mark = tokens.mark(i);
    return mark == '•' || (startsLine && (mark == '-' || mark == '>' || mark == '+'));
  }

  private void add(int start, int end, boolean bullet) {
    int first = start;
    int headings = 0;
    while (first < end) {
      int words = words(first, end);
      if (words == 0) {
        return;
      }
      boolean mayBeHeading = headings < 2 && (words <= LONGEST_HEADING || hasColon(first, end));
      int body = mayBeHeading ? heading(first, end, words) : first;
      headings++;
      if (body == first) {
        boolean sentence = tokens.isMark(end - 1, '.') && !abbreviation(end - 2);
        lines.add(
            new Line(
                first,
                end,
                bullet,
                false,
                isLabel(first, end),
                section,
                words,
                plainWords(first, end),
                sentence,
                !(isTitle(first, end) && !bullet && !sentence) && startsWithVerb(first, end)));
        return;
      }
      first = body;
    }
  }

  private boolean isLabel(int first, int end) {
    int last = tokens.isMark(end - 1, ':') ? end - 1 : end;
    if (tokens.shape(first) == Shape.LOWER) {
      return false;
    }
    if ((tokens.phraseClasses(first) & WordClass.LABEL) != 0) {
      return first + tokens.phraseLength(first) == last;
    }
    return first + 1 == last && (tokens.classes(first) & WordClass.LABEL) != 0;
  }

  private int words(int first, int end) {
    int words = 0;
    for (int i = first; i < end; i++) {
      words += tokens.isMark(i) ? 0 : 1;
    }
    return words;
  }

  private int plainWords(int first, int end) {
    int plain = 0;
    for (int i = first; i < end; i++) {
      if (tokens.isWord(i)
          && tokens.shape(i) == Shape.LOWER
          && !tokens.is(i, WordClass.FUNCTION)
          && !tokens.is(i, WordClass.MONTH)
          && !tokens.is(i, WordClass.ONGOING)) {
        plain++;
      }
    }
    return plain;
  }

  private boolean abbreviation(int i) {
    return i >= 0 && tokens.isWord(i) && tokens.length(i) <= 4 && tokens.shape(i) != Shape.LOWER;
  }

  /// A title of few words whose first is also what duties begin with: "Conseiller aux études".
  private boolean isTitle(int first, int end) {
    if (!tokens.is(first, WordClass.TITLE) || tokens.shape(first) == Shape.LOWER) {
      return false;
    }
    boolean goesOn =
        first + 1 >= end || tokens.isMark(first + 1) || tokens.is(first + 1, WordClass.FUNCTION);
    int i = first;
    while (i < end && i <= first + LONGEST_TITLE && (!tokens.isMark(i) || isElision(i))) {
      i++;
    }
    return goesOn && i - first <= LONGEST_TITLE;
  }

  private boolean isElision(int i) {
    return tokens.isMark(i, '\'') || tokens.isMark(i, '-');
  }

  private boolean startsWithVerb(int first, int end) {
    int i = first;
    while (i < end && tokens.isMark(i)) {
      i++;
    }
    if (i >= end
        || !(tokens.is(i, WordClass.VERB) || tokens.startsPhrase(i, WordClass.VERB))
        || tokens.is(i, WordClass.LEVEL)) {
      return false;
    }
    // "Order processing agent", "Research Assistant": a title soon after is no duty.
    for (int k = i + 1; k < Math.min(end, i + 5); k++) {
      if (tokens.is(k, WordClass.TITLE) || tokens.startsPhrase(k, WordClass.EMPLOYER_MASK)) {
        boolean ends = k + 1 >= end || tokens.isMark(k + 1) || tokens.shape(k + 1) != Shape.LOWER;
        return !ends || tokens.text().charAt(tokens.end(i) - 1) == 'd';
      }
    }
    return true;
  }

  private boolean hasColon(int first, int end) {
    for (int i = first; i < Math.min(end, first + 6); i++) {
      if (tokens.isMark(i, ':')) {
        return true;
      }
    }
    return false;
  }

  /// One past the heading that the line is or begins with; `first` when it is none.
  private int heading(int first, int end, int words) {
    int i = first;
    // "1.", "II)", "-- " before a heading
    while (i < end && (tokens.isMark(i) || tokens.isNumber(i))) {
      i++;
    }
    if (i >= end || tokens.shape(i) == Shape.LOWER) {
      return first;
    }
    long classes =
        words <= LONGEST_HEADING ? tokens.lexicon().headingOf(tokens.squeeze(i, end, false)) : 0;
    int body = end;
    if (classes == 0) {
      int colon = i;
      while (colon < end && colon < i + 7 && !tokens.isMark(colon, ':')) {
        colon++;
      }
      if (colon < end && tokens.isMark(colon, ':')) {
        classes = tokens.lexicon().headingOf(tokens.squeeze(i, colon, false));
        long hard = WordClass.HEADING_EXPERIENCE.bit() | WordClass.HEADING_EDUCATION.bit();
        if (colon + 1 < end && (classes & hard) == 0) {
          classes = 0;
        }
        body = colon + 1;
      }
    }
    if (classes == 0 && words <= 5) {
      classes = tokens.lexicon().headingOf(tokens.squeeze(i, end, true));
      if (classes == 0 && words <= 4 && endsAsHeading(i, end)) {
        classes = WordClass.HEADING_EXPERIENCE.bit();
      }
    }
    if (classes == 0 || isPartOfAJob(i, end, classes)) {
      return first;
    }
    section = Section.of(classes);
    lines.add(new Line(first, body, false, true, false, section, words, 0, false, false));
    return body;
  }

  /// "Key projects:" among a job's duties, in small letters, is no heading.
  private boolean isPartOfAJob(int first, int end, long classes) {
    return section == Section.EXPERIENCE
        && Section.of(classes) == Section.PROJECTS
        && tokens.is(first, WordClass.VERB)
        && tokens.isMark(end - 1, ':')
        && tokens.shape(end - 2) == Shape.LOWER;
  }

  /// "Banking Experience", "ADDITIONAL WORK HISTORY": capitals and a last word that tells.
  private boolean endsAsHeading(int first, int end) {
    int i = end - 1;
    while (i > first && tokens.isMark(i)) {
      i--;
    }
    if (!tokens.isWord(i) || i == first) {
      return false;
    }
    for (int k = first; k <= i; k++) {
      if (tokens.isNumber(k)
          || tokens.isMark(k, ',')
          || tokens.isMark(k, '.')
          || (tokens.isWord(k)
              && tokens.shape(k) == Shape.LOWER
              && !tokens.is(k, WordClass.FUNCTION))) {
        return false;
      }
    }
    long classes = tokens.lexicon().headingOf(tokens.squeeze(i, i + 1, false));
    return (classes & WordClass.HEADING_EXPERIENCE.bit()) != 0
        && tokens.length(i) > 6
        && !tokens.is(i, WordClass.TITLE);
  }
}
