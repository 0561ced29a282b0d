package org.jobtrail.extract.text;

import java.util.Arrays;

/// A text cut into words, numbers and marks, each with its offsets, its shape and its word classes.
///
/// Arrays behind index methods rather than a list of records: a résumé has a thousand tokens and a
/// second has two thousand résumés. Phrases (`to date`, `New York`) give their classes to their
/// first token, with the length in {@link #phraseLength}.
public final class Tokens {
  /// What a token is made of.
  public enum Kind {
    WORD,
    NUMBER,
    MARK
  }

  /// The white space before a token.
  public enum Gap {
    NONE,
    SPACE,
    WIDE,
    LINE
  }

  /// How a word is written.
  public enum Shape {
    LOWER,
    CAPITAL,
    UPPER
  }

  /// Letters of the last part of a compound at most: a "word" may be a megabyte long.
  private static final int LONGEST_HEAD = 24;

  private static final String[] AGENT_ENDINGS = {
    "er", "or", "ist", "man", "woman", "eur", "euse", "rice", "ier", "iere", "kundige", "aar",
    "ster", "erin", "istin", "icien", "icienne", "ero", "era", "dor", "dora", "ista", "logue",
    "loog"
  };

  private final String text;
  private final Lexicon lexicon;
  private int size;
  private int[] starts;
  private int[] ends;
  private Kind[] kinds;
  private Gap[] gaps;
  private Shape[] shapes;
  private char[] marks;
  private int[] values;
  private long[] hashes;
  private long[] classes;
  private long[] phraseClasses;
  private byte[] phraseLengths;

  Tokens(String text, Lexicon lexicon) {
    this.text = text;
    this.lexicon = lexicon;
    int capacity = text.length() / 4 + 16;
    starts = new int[capacity];
    ends = new int[capacity];
    kinds = new Kind[capacity];
    gaps = new Gap[capacity];
    shapes = new Shape[capacity];
    marks = new char[capacity];
    values = new int[capacity];
    hashes = new long[capacity];
    classes = new long[0];
    phraseClasses = new long[0];
    phraseLengths = new byte[0];
  }

  public static Tokens of(String text) {
    return new Tokeniser(text, Lexicon.shared()).run();
  }

  void add(int start, int end, Kind kind, Gap gap, Shape shape, char mark, int value, long hash) {
    if (size == starts.length) {
      int capacity = 2 * size;
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      gaps = Arrays.copyOf(gaps, capacity);
      shapes = Arrays.copyOf(shapes, capacity);
      marks = Arrays.copyOf(marks, capacity);
      values = Arrays.copyOf(values, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    starts[size] = start;
    ends[size] = end;
    kinds[size] = kind;
    gaps[size] = gap;
    shapes[size] = shape;
    marks[size] = mark;
    values[size] = value;
    hashes[size] = hash;
    size++;
  }

  /// Looks every word and phrase up, once all tokens are there.
  Tokens classified() {
    classes = new long[size];
    phraseClasses = new long[size];
    phraseLengths = new byte[size];
    for (int i = 0; i < size; i++) {
      if (kinds[i] == Kind.MARK) {
        continue;
      }
      classes[i] = lexicon.classesOf(hashes[i]);
      int longest = lexicon.longestPhraseFrom(hashes[i]);
      if (longest > 1) {
        longestPhrase(i, longest);
      }
    }
    return this;
  }

  private void longestPhrase(int first, int longest) {
    long phrase = Folding.addWord(Folding.SEED, hashes[first]);
    int words = 1;
    for (int i = first + 1; i < size && words < longest; i++) {
      if (gaps[i] == Gap.LINE && i > first + 1 && words > 2) {
        break;
      }
      if (kinds[i] == Kind.MARK) {
        char m = marks[i];
        if (m == '-' || m == '\'' || m == '.' || m == ',' || m == '+' || m == '/' || m == '&') {
          continue;
        }
        break;
      }
      phrase = Folding.addWord(phrase, hashes[i]);
      words++;
      long found = lexicon.classesOfPhrase(phrase);
      if (found != 0) {
        phraseClasses[first] = found;
        phraseLengths[first] = (byte) (i - first + 1);
        int number = lexicon.numberOf(phrase);
        if (number > 0) {
          values[first] = number;
        }
      }
    }
  }

  public String text() {
    return text;
  }

  public Lexicon lexicon() {
    return lexicon;
  }

  public int size() {
    return size;
  }

  public int start(int i) {
    return starts[i];
  }

  public int end(int i) {
    return ends[i];
  }

  public Kind kind(int i) {
    return kinds[i];
  }

  public boolean isWord(int i) {
    return i >= 0 && i < size && kinds[i] == Kind.WORD;
  }

  public boolean isNumber(int i) {
    return i >= 0 && i < size && kinds[i] == Kind.NUMBER;
  }

  public boolean isMark(int i) {
    return i >= 0 && i < size && kinds[i] == Kind.MARK;
  }

  public boolean isMark(int i, char mark) {
    return i >= 0 && i < size && kinds[i] == Kind.MARK && marks[i] == mark;
  }

  /// The mark itself, `\0` for words and numbers.
  public char mark(int i) {
    return marks[i];
  }

  public Gap gap(int i) {
    return gaps[i];
  }

  public Shape shape(int i) {
    return shapes[i];
  }

  public int length(int i) {
    return ends[i] - starts[i];
  }

  /// A number's value, -1 when it has more than nine digits.
  public int value(int i) {
    return values[i];
  }

  /// The hash of a word's folded characters.
  public long hash(int i) {
    return hashes[i];
  }

  /// The classes of the word alone.
  public long classes(int i) {
    return classes[i];
  }

  public boolean is(int i, WordClass c) {
    return i >= 0 && i < size && (classes[i] & c.bit()) != 0;
  }

  /// The classes of the longest phrase that starts here; 0 when none does.
  public long phraseClasses(int i) {
    return phraseClasses[i];
  }

  /// Tokens in the longest phrase that starts here; 0 when none does.
  public int phraseLength(int i) {
    return phraseLengths[i];
  }

  public boolean startsPhrase(int i, WordClass c) {
    return i >= 0 && i < size && (phraseClasses[i] & c.bit()) != 0;
  }

  /// The month or season that a lexicon line numbered, for the word or the phrase that starts here.
  public int number(int i) {
    int phrase = phraseLengths[i] > 0 ? values[i] : 0;
    return phrase > 0 && kinds[i] == Kind.WORD ? phrase : lexicon.numberOf(hashes[i]);
  }

  /// The hash of all letters and digits of the tokens, without spaces and marks, as
  /// {@link Lexicon#headingOf} wants it.
  ///
  /// @param bare leave out "continued"
  public long squeeze(int first, int last, boolean bare) {
    long hash = Folding.SEED;
    for (int i = first; i < last; i++) {
      if (isMark(i) || (bare && is(i, WordClass.CONTINUED))) {
        continue;
      }
      for (int c = starts[i]; c < ends[i]; c++) {
        char ch = text.charAt(c);
        if (Character.isLetterOrDigit(ch)) {
          hash = Folding.add(hash, Folding.fold(ch));
        }
      }
    }
    return hash;
  }

  /// The classes of the longest known word that this one ends with, for compounds
  /// (`productiemedewerker`, `Vertriebsleiter`); the known part has at least four letters and
  /// leaves at least three.
  public long compoundClasses(int i) {
    int end = ends[i];
    for (int from = Math.max(starts[i] + 3, end - LONGEST_HEAD); from <= end - 4; from++) {
      long hash = Folding.SEED;
      for (int c = from; c < end; c++) {
        hash = Folding.add(hash, Folding.fold(text.charAt(c)));
      }
      long found = lexicon.classesOf(hash);
      if (found != 0) {
        return found;
      }
    }
    return 0;
  }

  /// Whether the word ends like a word for someone who does something.
  public boolean hasAgentEnding(int i) {
    int length = ends[i] - starts[i];
    if (length < 6) {
      return false;
    }
    for (String ending : AGENT_ENDINGS) {
      if (endsWith(i, ending)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsWith(int i, String ending) {
    int from = ends[i] - ending.length();
    if (from < starts[i]) {
      return false;
    }
    for (int k = 0; k < ending.length(); k++) {
      if (Folding.fold(text.charAt(from + k)) != ending.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /// The text from the first token to before the last, white space folded.
  public String quote(int first, int last) {
    return foldSpace(text, starts[first], ends[last - 1]);
  }

  /// A stretch of text with every run of white space as one space.
  public static String foldSpace(String text, int start, int end) {
    StringBuilder out = new StringBuilder(end - start);
    boolean space = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Tokeniser.isSpace(c)) {
        space = !out.isEmpty();
      } else {
        if (space) {
          out.append(' ');
          space = false;
        }
        out.append(c);
      }
    }
    return out.toString();
  }
}
