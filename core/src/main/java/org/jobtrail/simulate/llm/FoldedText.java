package org.jobtrail.simulate.llm;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with every stretch of white space as one blank, to look values up in.
final class FoldedText {
  /// What pseudonymisation leaves in a name's place, `[NAME_1]`.
  private static final String PLACEHOLDER = "\\[[A-Z_]+_\\d+\\]";

  private static final Pattern PLACEHOLDERS = Pattern.compile(PLACEHOLDER);

  private final String text;
  private final String lower;
  private final boolean hasPlaceholders;

  FoldedText(String text) {
    this.text = fold(text);
    this.lower = this.text.toLowerCase(Locale.ROOT);
    this.hasPlaceholders = PLACEHOLDERS.matcher(this.text).find();
  }

  static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        blank = !folded.isEmpty();
      } else {
        if (blank) {
          folded.append(' ');
          blank = false;
        }
        folded.append(c);
      }
    }
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  String text() {
    return text;
  }

  /// Whether it stands anywhere, in whatever case, even inside a word.
  boolean mentions(String value) {
    return lower.contains(fold(value).toLowerCase(Locale.ROOT));
  }

  boolean holds(String value) {
    return next(fold(value), 0) >= 0;
  }

  /// Where the value stands as words of its own, ascending.
  List<Integer> occurrences(String value) {
    String folded = fold(value);
    List<Integer> found = new ArrayList<>();
    for (int at = next(folded, 0); at >= 0; at = next(folded, at + 1)) {
      found.add(at);
    }
    return found;
  }

  private int next(String value, int from) {
    if (value.isEmpty()) {
      return -1;
    }
    for (int at = text.indexOf(value, from); at >= 0; at = text.indexOf(value, at + 1)) {
      int end = at + value.length();
      boolean begins = at == 0 || !joins(text.charAt(at - 1), value.charAt(0));
      boolean ends =
          end == text.length() || !joins(value.charAt(value.length() - 1), text.charAt(end));
      if (begins && ends) {
        return at;
      }
    }
    return -1;
  }

  private static boolean joins(char a, char b) {
    return Character.isLetterOrDigit(a) && Character.isLetterOrDigit(b);
  }

  /// The value with placeholders for some of its words, as the text has it; null when it doesn't.
  @org.jspecify.annotations.Nullable
  String pseudonymised(String value) {
    if (!hasPlaceholders) {
      return null;
    }
    String[] words = fold(value).split(" ", -1);
    for (int from = 0; from < words.length; from++) {
      for (int to = words.length; to > from; to--) {
        if (to - from == words.length) {
          continue; // Nothing but a placeholder could stand for anything.
        }
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
          if (i < from || i >= to) {
            pattern.append(i == 0 ? "" : " ").append(Pattern.quote(words[i]));
          } else if (i == from) {
            pattern.append(i == 0 ? "" : " ").append(PLACEHOLDER).append("(?:['’]s)?");
          }
        }
        Matcher matcher = Pattern.compile(pattern.toString()).matcher(text);
        if (matcher.find()) {
          return matcher.group();
        }
      }
    }
    return null;
  }

  /// Hashes of all runs of 1 to `longest` words in a row, lower-cased, punctuation left out.
  static void grams(String text, int longest, LongConsumer each) {
    List<Long> words = words(text);
    for (int from = 0; from < words.size(); from++) {
      long hash = 0;
      for (int to = from; to < Math.min(words.size(), from + longest); to++) {
        hash = mix(hash, words.get(to));
        each.accept(hash);
      }
    }
  }

  /// Hash of all words of a value, as [#grams] makes it; 0 when it has none.
  static long gram(String value) {
    long hash = 0;
    for (long word : words(value)) {
      hash = mix(hash, word);
    }
    return hash;
  }

  static int length(String value) {
    return words(value).size();
  }

  private static long mix(long hash, long word) {
    long mixed = (hash ^ word) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }

  private static List<Long> words(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
    List<Long> words = new ArrayList<>();
    long word = 0;
    for (int i = 0; i < normal.length(); i++) {
      char c = normal.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        word = (word + Character.toLowerCase(c) + 1) * 0xD1342543DE82EF95L;
        word ^= word >>> 31;
      } else if (word != 0) {
        words.add(word);
        word = 0;
      }
    }
    if (word != 0) {
      words.add(word);
    }
    return words;
  }
}
