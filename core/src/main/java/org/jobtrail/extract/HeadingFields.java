package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Cuts a job's heading into fields: at {@link HeadingSeparators}, around masked names, before a
/// firm with its legal form; labels and "I worked as a" go, and so do duties that run on behind.
final class HeadingFields {
  private final Tokens tokens;
  private final TitleScorer scorer;
  private final HeadingSeparators separators;

  HeadingFields(Tokens tokens, TitleScorer scorer) {
    this.tokens = tokens;
    this.scorer = scorer;
    this.separators = new HeadingSeparators(tokens, scorer);
  }

  /// The fields in their order.
  List<HeadingField> fields(int first, int last) {
    List<HeadingField> fields = new ArrayList<>(6);
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
        HeadingField f = field(start, i, separator);
        if (f != null) {
          f.label = label;
          fields.add(f);
        }
        break;
      }
      char cut = end ? '$' : separators.at(i, first, last, separator == '@');
      int masked = end ? 0 : maskLength(i, last, fields);
      if (cut == 0 && masked == 0) {
        continue;
      }
      int legal = end || cut == ',' || cut == '-' || cut == '|' ? splitBeforeFirm(start, i) : 0;
      if (legal > 0) {
        HeadingField head = field(start, legal, separator);
        if (head != null) {
          head.label = label;
          label = 0;
          fields.add(head);
          start = legal;
          separator = '@';
        }
      }
      HeadingField f = field(start, i, separator);
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
        HeadingField.Kind kind =
            scorer.maskedEmployer(i) ? HeadingField.Kind.EMPLOYER_MASK : HeadingField.Kind.PLACE;
        fields.add(new HeadingField(i, i + masked, cut == 0 ? ' ' : cut, kind));
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

  private int maskLength(int i, int last, List<HeadingField> fields) {
    if (!tokens.isWord(i) || tokens.shape(i) == Shape.LOWER) {
      return 0;
    }
    if (scorer.masked(i) && i + tokens.phraseLength(i) <= last) {
      return tokens.phraseLength(i);
    }
    boolean afterMask =
        !fields.isEmpty()
            && fields.getLast().kind == HeadingField.Kind.EMPLOYER_MASK
            && fields.getLast().last >= i - 1;
    return afterMask && tokens.is(i, WordClass.PLACE_MASK) ? 1 : 0;
  }

  private @Nullable HeadingField field(int start, int end, char separator) {
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
    HeadingField.Kind kind =
        scorer.isPlace(first, last) ? HeadingField.Kind.PLACE : HeadingField.Kind.PLAIN;
    return new HeadingField(first, last, separator, kind);
  }

  private long labelClasses(int first, int last) {
    long classes = tokens.classes(first) | tokens.phraseClasses(first);
    int length = Math.max(1, tokens.phraseLength(first));
    boolean whole = first + length >= last || first + 1 >= last;
    return whole ? classes & WordClass.LABEL : 0;
  }
}
