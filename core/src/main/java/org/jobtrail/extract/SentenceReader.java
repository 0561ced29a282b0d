package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.extract.date.DateRange;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Reads jobs told in sentences: "From 2011 to 2014 I worked as a nurse at St Mary's in Leeds".
///
/// In five languages the order is one: a verb of working, "as", the title, "at", the employer, a
/// small word and the place; the dates stand anywhere in the sentence, and the verb may end it.
final class SentenceReader {
  private static final int LONGEST_TITLE = 12;
  private static final int REACH = 30;

  /// Tokens between the dates and "as": a pronoun, auxiliaries and the verb.
  private static final int VERB_REACH = 8;

  private static final double SCORE = 5;

  private final Tokens tokens;
  private final List<Line> lines;
  private final List<DateRange> ranges;
  private int line;

  SentenceReader(Tokens tokens, List<Line> lines, List<DateRange> ranges) {
    this.tokens = tokens;
    this.lines = lines;
    this.ranges = ranges;
  }

  /// In the text's order.
  List<Entry> read() {
    List<Entry> entries = new ArrayList<>();
    line = 0;
    for (int i = 1; i < tokens.size(); i++) {
      boolean phrase = tokens.startsPhrase(i, WordClass.AS);
      if (!phrase && !tokens.is(i, WordClass.AS)) {
        continue;
      }
      while (line + 1 < lines.size() && lines.get(line).last() <= i) {
        line++;
      }
      if (lines.get(line).heading()) {
        continue;
      }
      Entry entry = entry(i, i + (phrase ? tokens.phraseLength(i) : 1));
      if (entry != null) {
        entries.add(entry);
        i = entry.last() - 1 > i && entry.title != null ? entry.title.last() : i;
      }
    }
    return entries;
  }

  private @Nullable Entry entry(int as, int after) {
    int from = sentenceStart(as);
    int to = sentenceEnd(after);
    if (!worked(from, to)) {
      return null;
    }
    DateRange range = range(from, as, after, to);
    if (range == null) {
      return null;
    }
    int end = range.first() > as ? Math.min(to, range.first()) : to;
    int first = pastArticles(after, end);
    int at = at(first, end);
    int last = at > 0 ? at : plainEnd(first, end);
    if (last <= first || last - first > LONGEST_TITLE || tokens.isNumber(first)) {
      return null;
    }
    int rangeLine = lineOf(range.first());
    Entry entry =
        new Entry(range, rangeLine, lineOf(range.last() - 1), lines.get(line).section(), from);
    entry.title = new Phrase(first, last, SCORE);
    entry.chosen = 0;
    entry.slotLines[0] = lineOf(first);
    entry.score = SCORE;
    if (at > 0) {
      int name = pastArticles(pastAt(at), end);
      int nameEnd = plainEnd(name, end);
      if (nameEnd > name) {
        entry.employer = new Phrase(name, nameEnd, SCORE);
        place(entry, nameEnd, end);
      }
    }
    return entry;
  }

  private void place(Entry entry, int small, int end) {
    if (small + 1 < end && tokens.isWord(small) && tokens.shape(small + 1) != Shape.LOWER) {
      int last = plainEnd(small + 1, end);
      if (last > small + 1 && last - small <= 5) {
        entry.place = new Phrase(small + 1, last, SCORE);
      }
    }
  }

  private boolean worked(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.is(i, WordClass.WORKED) || tokens.startsPhrase(i, WordClass.WORKED)) {
        return true;
      }
    }
    return false;
  }

  /// The nearest range of the sentence, the one before the title first.
  private @Nullable DateRange range(int from, int as, int after, int to) {
    DateRange before = null;
    for (DateRange range : ranges) {
      if (range.first() >= to) {
        break;
      }
      if (!partOfSentence(range)) {
        continue;
      }
      if (range.first() >= from && range.last() <= as && as - range.last() <= VERB_REACH) {
        before = range;
      } else if (range.first() >= after && range.last() <= to) {
        return before == null ? range : before;
      }
    }
    return before;
  }

  /// Whether a small word ties the dates to the sentence: "from", "since", "in", "between". Dates
  /// without one head a job, and what follows them are its duties.
  private boolean partOfSentence(DateRange range) {
    return small(range.first())
        || (tokens.gap(range.first()) == Gap.SPACE && small(range.first() - 1));
  }

  private boolean small(int i) {
    return tokens.is(i, WordClass.FUNCTION)
        || tokens.is(i, WordClass.FROM)
        || tokens.is(i, WordClass.SINCE)
        || tokens.startsPhrase(i, WordClass.FROM)
        || tokens.startsPhrase(i, WordClass.SINCE);
  }

  private int pastArticles(int i, int end) {
    int j = i;
    while (j < end
        && j < i + 2
        && ((tokens.isWord(j) && tokens.is(j, WordClass.FUNCTION) && tokens.shape(j) == Shape.LOWER)
            || tokens.isMark(j, '\''))) {
      j++;
    }
    return j;
  }

  /// Where the employer's "at" stands; 0 when it doesn't.
  private int at(int first, int end) {
    for (int j = first + 1; j < Math.min(end, first + LONGEST_TITLE + 1); j++) {
      boolean at = tokens.is(j, WordClass.AT_EMPLOYER) || phraseAt(j);
      if (at && tokens.shape(j) == Shape.LOWER && j + 1 < end) {
        int next = pastAt(j);
        if (tokens.shape(pastArticles(next, end)) != Shape.LOWER) {
          return j;
        }
      }
      if (tokens.isMark(j) && isStop(j)) {
        return 0;
      }
    }
    return 0;
  }

  private boolean phraseAt(int j) {
    return tokens.startsPhrase(j, WordClass.AT_EMPLOYER);
  }

  private int pastAt(int j) {
    return phraseAt(j) ? j + tokens.phraseLength(j) : j + 1;
  }

  /// Before a mark, or a small word that a name or a place follows.
  private int plainEnd(int first, int end) {
    int j = first;
    for (; j < end; j++) {
      if (tokens.isMark(j) && isStop(j)) {
        break;
      }
      boolean small =
          j > first
              && tokens.isWord(j)
              && tokens.length(j) <= 4
              && tokens.shape(j) == Shape.LOWER
              && isPlaceWord(j)
              && j + 1 < end
              && tokens.isWord(j + 1)
              && tokens.shape(j + 1) != Shape.LOWER;
      boolean verb = j > first && tokens.is(j, WordClass.WORKED);
      if (small || verb) {
        break;
      }
    }
    return j;
  }

  /// "in", "à", "te", "en": what stands before a town.
  private boolean isPlaceWord(int j) {
    String text = tokens.quote(j, j + 1);
    return switch (text) {
      case "in", "à", "te", "en", "au", "a", "near" -> true;
      default -> false;
    };
  }

  private boolean isStop(int j) {
    return tokens.isMark(j, ',')
        || tokens.isMark(j, '(')
        || tokens.isMark(j, ';')
        || tokens.isMark(j, ':')
        || (tokens.isMark(j, '.') && (j + 1 >= tokens.size() || tokens.gap(j + 1) != Gap.NONE));
  }

  private int sentenceStart(int i) {
    int j = i;
    while (j > 0 && j > i - REACH && !endsSentence(j - 1) && !startsBlock(j)) {
      j--;
    }
    return j;
  }

  private int sentenceEnd(int i) {
    int j = i;
    while (j < tokens.size() && j < i + REACH && !endsSentence(j) && !startsBlock(j)) {
      j++;
    }
    return j;
  }

  /// A bullet, or a line after one with a heading.
  private boolean startsBlock(int i) {
    return tokens.isMark(i, '•') || (tokens.isMark(i, ':') && tokens.gap(i) == Gap.LINE);
  }

  private boolean endsSentence(int i) {
    if (!tokens.isMark(i, '.') || i + 1 >= tokens.size()) {
      return tokens.isMark(i, '!');
    }
    return tokens.gap(i + 1) != Gap.NONE
        && !tokens.isNumber(i + 1)
        && tokens.shape(i + 1) != Shape.LOWER
        && (tokens.length(i - 1) > 3 || tokens.isNumber(i - 1) || tokens.gap(i + 1) == Gap.LINE);
  }

  private int lineOf(int token) {
    int l = line;
    while (l > 0 && lines.get(l).first() > token) {
      l--;
    }
    while (l + 1 < lines.size() && lines.get(l).last() <= token) {
      l++;
    }
    return l;
  }
}
