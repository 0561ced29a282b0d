package org.jobtrail.extract;

import java.util.List;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Tells title, employer and place apart within one piece of a job's heading.
///
/// {@link HeadingFields} cuts the piece; each field is scored; fields that belong to the best title
/// ("Director, Marketing") are joined to it again.
final class PieceReader {
  /// An employer's score that leaves no doubt: a stand-in such as "Company Name".
  static final double CERTAIN = 8;

  private static final int LONGEST_TITLE = 16;

  private final Tokens tokens;
  private final TitleScorer scorer;
  private final HeadingFields cutter;

  PieceReader(Tokens tokens, TitleScorer scorer) {
    this.tokens = tokens;
    this.scorer = scorer;
    this.cutter = new HeadingFields(tokens, scorer);
  }

  Piece read(int first, int last) {
    List<HeadingField> fields = cutter.fields(first, last);
    if (fields.isEmpty()) {
      return Piece.EMPTY;
    }
    int best = -1;
    boolean labelled = false;
    for (int i = 0; i < fields.size(); i++) {
      HeadingField f = fields.get(i);
      if (f.kind != HeadingField.Kind.PLAIN) {
        f.title = -6;
        f.employer = f.kind == HeadingField.Kind.EMPLOYER_MASK ? CERTAIN : -6;
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
  private Phrase joined(List<HeadingField> fields, int best) {
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
  private static Phrase whole(List<HeadingField> fields, int best) {
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

  private static boolean isOpen(HeadingField f) {
    return f.kind == HeadingField.Kind.PLAIN
        && f.label == 0
        && f.separator != '@'
        && f.separator != '/';
  }

  /// The best employer among the fields outside the title's.
  private @Nullable Phrase employer(List<HeadingField> fields, int titleFrom, int titleTo) {
    HeadingField best = null;
    for (int i = 0; i < fields.size(); i++) {
      HeadingField f = fields.get(i);
      boolean inTitle = i >= titleFrom && i <= titleTo;
      if (inTitle || f.kind == HeadingField.Kind.PLACE || isTown(fields, i)) {
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

  private static boolean hasMask(List<HeadingField> fields) {
    for (HeadingField f : fields) {
      if (f.kind == HeadingField.Kind.EMPLOYER_MASK) {
        return true;
      }
    }
    return false;
  }

  /// Whether something beside the best title is an employer or its place, so that a comma parts.
  private boolean namesFirm(List<HeadingField> fields, int best) {
    for (int i = 0; i < fields.size(); i++) {
      HeadingField f = fields.get(i);
      if (i != best
          && (f.kind == HeadingField.Kind.PLACE || f.separator == '@' || hasEmployerWord(f))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasEmployerWord(HeadingField f) {
    for (int i = f.first; i < f.last; i++) {
      if (scorer.isEmployerWord(i)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the field at the index continues the title that begins at another.
  private boolean joins(
      List<HeadingField> fields, int from, int index, boolean explicit, boolean loose) {
    HeadingField next = fields.get(index);
    if (next.kind != HeadingField.Kind.PLAIN || next.label != 0 || next.separator == '@') {
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

  private boolean joinsLeft(List<HeadingField> fields, int from, boolean explicit) {
    HeadingField left = fields.get(from - 1);
    HeadingField right = fields.get(from);
    if (left.kind != HeadingField.Kind.PLAIN
        || left.label != 0
        || (right.separator != ',' && right.separator != '-' && right.separator != '(')
        || right.last - left.first > LONGEST_TITLE) {
      return false;
    }
    if (isDepartment(left.first, left.last)) {
      return true;
    }
    return (left.title >= 3.5 && !hasEmployerWord(left) && right.separator == ',')
        || (!explicit && hasMask(fields));
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
  private boolean isTown(List<HeadingField> fields, int i) {
    if (i + 1 >= fields.size()) {
      return false;
    }
    HeadingField f = fields.get(i);
    HeadingField next = fields.get(i + 1);
    return f.kind == HeadingField.Kind.PLAIN
        && next.kind == HeadingField.Kind.PLACE
        && next.separator == ','
        && f.last - f.first <= 4
        && tokens.shape(f.first) != Shape.LOWER
        && !hasEmployerWord(f);
  }

  private @Nullable Phrase place(List<HeadingField> fields, int titleFrom, int titleTo) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).kind != HeadingField.Kind.PLACE) {
        continue;
      }
      int first = fields.get(i).first;
      boolean free = i - 1 < titleFrom || i - 1 > titleTo;
      if (i > 0 && free && isTown(fields, i - 1)) {
        first = fields.get(i - 1).first;
      }
      int last = i;
      while (last + 1 < fields.size()
          && fields.get(last + 1).kind == HeadingField.Kind.PLACE
          && fields.get(last + 1).separator == ',') {
        last++;
      }
      return new Phrase(first, fields.get(last).last, 3);
    }
    return null;
  }

  /// Where duties begin behind a title without a mark between; 0 when they don't.
  int dutiesIn(int first, int last) {
    return cutter.dutiesIn(first, last);
  }
}
