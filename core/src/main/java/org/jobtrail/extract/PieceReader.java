package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Tells title, employer and place apart within one piece of a job's heading.
///
/// The piece is cut at commas, bars, brackets, spaced dashes and "at"; each field is scored; fields
/// that belong to the best title ("Director, Marketing") are joined to it again.
final class PieceReader {
  /// An employer's score that leaves no doubt: a stand-in such as "Company Name".
  static final double CERTAIN = 8;

  private static final int LONGEST_TITLE = 16;

  private final Tokens tokens;
  private final TitleScorer scorer;

  PieceReader(Tokens tokens, TitleScorer scorer) {
    this.tokens = tokens;
    this.scorer = scorer;
  }

  private enum Kind {
    PLAIN,
    EMPLOYER_MASK,
    PLACE
  }

  private static final class Field {
    final int first;
    final int last;
    final char separator;
    final Kind kind;
    long label;
    double title;
    double employer;

    Field(int first, int last, char separator, Kind kind) {
      this.first = first;
      this.last = last;
      this.separator = separator;
      this.kind = kind;
    }
  }

  Piece read(int first, int last) {
    List<Field> fields = fields(first, last);
    if (fields.isEmpty()) {
      return Piece.EMPTY;
    }
    int best = -1;
    boolean labelled = false;
    for (int i = 0; i < fields.size(); i++) {
      Field f = fields.get(i);
      if (f.kind != Kind.PLAIN) {
        f.title = -6;
        f.employer = f.kind == Kind.EMPLOYER_MASK ? CERTAIN : -6;
        continue;
      }
      f.title = scorer.title(f.first, f.last);
      f.employer = scorer.employer(f.first, f.last);
      if ((f.label & WordClass.LABEL_TITLE.bit()) != 0) {
        f.title += 6;
        labelled = true;
      } else if ((f.label & WordClass.LABEL_EMPLOYER.bit()) != 0) {
        f.employer += 6;
        f.title -= 4;
      } else if (f.label != 0) {
        f.title -= 4;
        f.employer -= 4;
      }
      if (f.separator == '(') {
        f.title -= 1;
        f.employer -= 1.5;
      }
      if (f.separator == '@') {
        f.employer += 3;
        f.title -= 2;
      }
      if (fields.size() > 1 && i == 0) {
        f.title += 0.4;
      }
      if (isTown(fields, i)) {
        f.title -= 3;
      }
      if (best < 0 || f.title > fields.get(best).title) {
        best = i;
      }
    }
    Phrase title = null;
    int from = best;
    int to = best;
    if (best >= 0) {
      boolean mask = hasMask(fields);
      boolean explicit = !mask && namesFirm(fields, best);
      while (to + 1 < fields.size() && joins(fields, from, to + 1, explicit, false)) {
        to++;
      }
      while (from > 0 && joinsLeft(fields, from, explicit)) {
        from--;
      }
      title =
          new Phrase(
              told(fields.get(from).first, fields.get(to).last),
              fields.get(to).last,
              fields.get(best).title);
    }
    return new Piece(
        title,
        best < 0 ? null : joined(fields, best),
        best < 0 ? null : whole(fields, best),
        employer(fields, from, to),
        employer(fields, -1, -2),
        place(fields, from, to),
        labelled);
  }

  /// The title with what follows it, if the employer is known to stand elsewhere.
  private Phrase joined(List<Field> fields, int best) {
    boolean explicit = !hasMask(fields) && namesFirm(fields, best);
    int to = best;
    while (to + 1 < fields.size() && joins(fields, best, to + 1, explicit, true)) {
      to++;
    }
    return new Phrase(fields.get(best).first, fields.get(to).last, fields.get(best).title);
  }

  /// Past the small words that lead up to a told title: "was ik secretaresse".
  private int told(int first, int last) {
    int i = first;
    while (i < last
        && tokens.isWord(i)
        && tokens.shape(i) == Shape.LOWER
        && tokens.is(i, WordClass.FUNCTION)
        && !tokens.is(i, WordClass.TITLE)) {
      i++;
    }
    boolean title =
        i < last && (tokens.is(i, WordClass.TITLE) || tokens.startsPhrase(i, WordClass.TITLE));
    return title ? i : first;
  }

  /// All fields around the best that name no employer, place or label.
  private static Phrase whole(List<Field> fields, int best) {
    int from = best;
    int to = best;
    while (to + 1 < fields.size() && isOpen(fields.get(to + 1))) {
      to++;
    }
    while (from > 0 && isOpen(fields.get(from)) && isOpen(fields.get(from - 1))) {
      from--;
    }
    return new Phrase(fields.get(from).first, fields.get(to).last, fields.get(best).title);
  }

  private static boolean isOpen(Field f) {
    return f.kind == Kind.PLAIN && f.label == 0 && f.separator != '@' && f.separator != '/';
  }

  /// The best employer among the fields outside the title's.
  private @Nullable Phrase employer(List<Field> fields, int titleFrom, int titleTo) {
    Field best = null;
    for (int i = 0; i < fields.size(); i++) {
      Field f = fields.get(i);
      boolean inTitle = i >= titleFrom && i <= titleTo;
      if (inTitle || f.kind == Kind.PLACE || isTown(fields, i)) {
        continue;
      }
      if (best == null || f.employer > best.employer) {
        best = f;
      }
    }
    for (int i = 0; best == null && i + 1 < fields.size(); i++) {
      // "Bioscan, Brest": what reads as a town before its state is all there is of a firm.
      boolean inTitle = i >= titleFrom && i <= titleTo;
      if (!inTitle && isTown(fields, i) && tokens.length(fields.get(i + 1).first) > 2) {
        best = fields.get(i);
      }
    }
    return best == null ? null : new Phrase(best.first, best.last, best.employer);
  }

  private static boolean hasMask(List<Field> fields) {
    for (Field f : fields) {
      if (f.kind == Kind.EMPLOYER_MASK) {
        return true;
      }
    }
    return false;
  }

  /// Whether something beside the best title is an employer or its place, so that a comma parts.
  private boolean namesFirm(List<Field> fields, int best) {
    for (int i = 0; i < fields.size(); i++) {
      Field f = fields.get(i);
      if (i != best && (f.kind == Kind.PLACE || f.separator == '@' || hasEmployerWord(f))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasEmployerWord(Field f) {
    for (int i = f.first; i < f.last; i++) {
      if (scorer.isEmployerWord(i)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the field at the index continues the title that begins at another.
  private boolean joins(List<Field> fields, int from, int index, boolean explicit, boolean loose) {
    Field next = fields.get(index);
    if (next.kind != Kind.PLAIN || next.label != 0 || next.separator == '@') {
      return false;
    }
    if (next.last - fields.get(from).first > LONGEST_TITLE) {
      return false;
    }
    if (next.separator == '|' || next.separator == ':' || next.separator == '/') {
      // "Engineer (UAV) Maintenance": what follows a bracket goes on, unless a bar parts it.
      boolean afterBracket =
          next.separator == '|' && tokens.isMark(next.first - 1, ')') && index - 1 > from;
      return afterBracket && !explicit && next.title > -1;
    }
    if (isDepartment(next.first, next.last)) {
      return true;
    }
    if (next.title >= 3.5 && next.separator == ',') {
      return true;
    }
    boolean continues = next.separator == '(' || tokens.shape(next.first) == Shape.LOWER;
    return (continues || loose) && !explicit && !hasEmployerWord(next) && next.title > -1.5;
  }

  private boolean joinsLeft(List<Field> fields, int from, boolean explicit) {
    Field left = fields.get(from - 1);
    Field right = fields.get(from);
    if (left.kind != Kind.PLAIN
        || left.label != 0
        || (right.separator != ',' && right.separator != '-' && right.separator != '(')
        || right.last - left.first > LONGEST_TITLE) {
      return false;
    }
    if (isDepartment(left.first, left.last)) {
      return true;
    }
    return (left.title >= 3.5 && !hasEmployerWord(left) && right.separator == ',')
        || (!explicit && hasMaskOnly(fields));
  }

  private static boolean hasMaskOnly(List<Field> fields) {
    return hasMask(fields);
  }

  /// Whether every word names a unit or a grade rather than a firm: "Marketing", "Part-time".
  private boolean isDepartment(int first, int last) {
    int words = 0;
    for (int i = first; i < last; i++) {
      if (tokens.isMark(i)) {
        continue;
      }
      words++;
      boolean known =
          tokens.is(i, WordClass.DEPARTMENT)
              || tokens.startsPhrase(i, WordClass.DEPARTMENT)
              || tokens.is(i, WordClass.LEVEL)
              || (tokens.is(i, WordClass.FUNCTION) && words > 1);
      if (!known) {
        return false;
      }
      if (tokens.startsPhrase(i, WordClass.DEPARTMENT)) {
        i += tokens.phraseLength(i) - 1;
      }
    }
    return words > 0;
  }

  /// A town before its state or country: "Huntington Beach" before "CA".
  private boolean isTown(List<Field> fields, int i) {
    if (i + 1 >= fields.size()) {
      return false;
    }
    Field f = fields.get(i);
    Field next = fields.get(i + 1);
    return f.kind == Kind.PLAIN
        && next.kind == Kind.PLACE
        && next.separator == ','
        && f.last - f.first <= 4
        && tokens.shape(f.first) != Shape.LOWER
        && !hasEmployerWord(f);
  }

  private @Nullable Phrase place(List<Field> fields, int titleFrom, int titleTo) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).kind != Kind.PLACE) {
        continue;
      }
      int first = fields.get(i).first;
      boolean free = i - 1 < titleFrom || i - 1 > titleTo;
      if (i > 0 && free && isTown(fields, i - 1)) {
        first = fields.get(i - 1).first;
      }
      int last = i;
      while (last + 1 < fields.size()
          && fields.get(last + 1).kind == Kind.PLACE
          && fields.get(last + 1).separator == ',') {
        last++;
      }
      return new Phrase(first, fields.get(last).last, 3);
    }
    return null;
  }

  private List<Field> fields(int first, int last) {
    List<Field> fields = new ArrayList<>(6);
    int start = first;
    char separator = '^';
    long label = 0;
    for (int i = first; i <= last; i++) {
      boolean end = i == last;
      if (!end && i < first + 10 && tokens.is(i, WordClass.AS) && startsAs(i, start)) {
        start = afterAs(i, last);
        i = start - 1;
        label |= WordClass.LABEL_TITLE.bit();
        continue;
      }
      if (!end && beginsDuties(i, start)) {
        Field f = field(start, i, separator);
        if (f != null) {
          f.label = label;
          fields.add(f);
        }
        break;
      }
      char cut = end ? '$' : separatorAt(i, first, last, separator == '@');
      int masked = end ? 0 : maskLength(i, last, fields);
      if (cut == 0 && masked == 0) {
        continue;
      }
      int legal = end || cut == ',' || cut == '-' || cut == '|' ? splitBeforeFirm(start, i) : 0;
      if (legal > 0) {
        Field head = field(start, legal, separator);
        if (head != null) {
          head.label = label;
          label = 0;
          fields.add(head);
          start = legal;
          separator = '@';
        }
      }
      Field f = field(start, i, separator);
      if (f != null) {
        long labels = cut == ':' ? labelClasses(f.first, f.last) : 0;
        if (labels != 0) {
          label = labels;
        } else {
          f.label = label;
          label = 0;
          fields.add(f);
        }
      }
      if (masked > 0) {
        Kind kind = scorer.maskedEmployer(i) ? Kind.EMPLOYER_MASK : Kind.PLACE;
        fields.add(new Field(i, i + masked, cut == 0 ? ' ' : cut, kind));
        i += masked - 1;
        start = i + 1;
        separator = ' ';
      } else if (!end) {
        start = i + 1;
        separator = cut;
        if (cut == '/') {
          start = i + 2;
          i++;
        }
      }
    }
    return fields;
  }

  /// Where duties begin behind a title without a mark between; 0 when they don't.
  int dutiesIn(int first, int last) {
    for (int i = first + 1; i < Math.min(last, first + 8); i++) {
      if (beginsDuties(i, first)) {
        return i;
      }
    }
    return 0;
  }

  /// Whether duties run on from a title without any mark: "Chef Prepared daily specials".
  private boolean beginsDuties(int i, int start) {
    if (i <= start
        || !tokens.isWord(i)
        || tokens.shape(i) != Shape.CAPITAL
        || !tokens.is(i, WordClass.VERB)
        || tokens.is(i, WordClass.LEVEL)
        || tokens.is(i, WordClass.DEPARTMENT)
        || tokens.is(i, WordClass.TITLE)) {
      return false;
    }
    boolean plainFollows =
        i + 2 < tokens.size()
            && (tokens.shape(i + 1) == Shape.LOWER && tokens.shape(i + 2) == Shape.LOWER)
            && tokens.isWord(i + 1);
    return plainFollows
        && (tokens.is(i - 1, WordClass.TITLE) || tokens.text().charAt(tokens.end(i) - 1) == 'd');
  }

  /// Where a firm with its legal form begins right behind a title, as in a table's row without its
  /// columns, "Developer Acme Systems Ltd"; 0 when that isn't so.
  private int splitBeforeFirm(int start, int end) {
    int legal = -1;
    for (int i = start + 2; i < end; i++) {
      if (tokens.is(i, WordClass.LEGAL)) {
        legal = i;
      }
    }
    for (int i = legal - 1; i > start; i--) {
      boolean named = tokens.isWord(i) && tokens.shape(i) != Shape.LOWER;
      if (named && tokens.is(i - 1, WordClass.TITLE) && !scorer.isEmployerWord(i - 1)) {
        return i;
      }
    }
    return 0;
  }

  /// Whether what stands before "as" only leads up to a title: "I worked as a", "werkte ik als".
  private boolean startsAs(int i, int start) {
    if (tokens.shape(i) == Shape.UPPER) {
      return false;
    }
    for (int k = start; k < i; k++) {
      if (tokens.isWord(k) && k > start && tokens.shape(k) != Shape.LOWER && tokens.length(k) > 1) {
        return false;
      }
      if (tokens.is(k, WordClass.TITLE) && !tokens.is(k, WordClass.VERB)) {
        return false;
      }
    }
    return true;
  }

  private int afterAs(int i, int last) {
    int next = tokens.startsPhrase(i, WordClass.AS) ? i + tokens.phraseLength(i) : i + 1;
    while (next < last && tokens.isMark(next, '\'')) {
      next++;
    }
    boolean article =
        next + 1 < last
            && tokens.length(next) <= 3
            && tokens.shape(next) == Shape.LOWER
            && tokens.is(next, WordClass.FUNCTION);
    return article ? next + 1 : next;
  }

  private int maskLength(int i, int last, List<Field> fields) {
    if (!tokens.isWord(i) || tokens.shape(i) == Shape.LOWER) {
      return 0;
    }
    if (scorer.masked(i) && i + tokens.phraseLength(i) <= last) {
      return tokens.phraseLength(i);
    }
    boolean afterMask =
        !fields.isEmpty()
            && fields.getLast().kind == Kind.EMPLOYER_MASK
            && fields.getLast().last >= i - 1;
    return afterMask && tokens.is(i, WordClass.PLACE_MASK) ? 1 : 0;
  }

  private @Nullable Field field(int start, int end, char separator) {
    int first = start;
    int last = end;
    while (first < last && tokens.isMark(first)) {
      first++;
    }
    while (last > first && tokens.isMark(last - 1) && tokens.mark(last - 1) != '+') {
      last--;
    }
    // "C++" and "Sr." keep their marks; a closing dot of an abbreviation is not worth the trouble.
    if (first == last) {
      return null;
    }
    Kind kind = scorer.isPlace(first, last) ? Kind.PLACE : Kind.PLAIN;
    return new Field(first, last, separator, kind);
  }

  private long labelClasses(int first, int last) {
    long classes = tokens.classes(first) | tokens.phraseClasses(first);
    int length = Math.max(1, tokens.phraseLength(first));
    boolean whole = first + length >= last || first + 1 >= last;
    return whole ? classes & WordClass.LABEL : 0;
  }

  /// The separator that the token is, `\0` when it is none.
  private char separatorAt(int i, int first, int last, boolean inFirm) {
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
