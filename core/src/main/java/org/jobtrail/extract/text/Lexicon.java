package org.jobtrail.extract.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The classes of words and phrases in English, Dutch, French, German and Spanish, all at once:
/// a Fleming's résumé mixes three languages, and the classes hardly clash.
///
/// Read from `lexicon-LANGUAGE.txt`: a line `[class]` or `[class number]`, then words and phrases
/// between commas. Words are known by a 64-bit hash of their folded characters, so a lookup makes
/// no string.
public final class Lexicon {
  private static final List<String> LANGUAGES = List.of("en", "nl", "fr", "de", "es");
  private static final Lexicon SHARED = read();

  static final int LONGEST_PHRASE = 6;

  private final HashTable words = new HashTable();
  private final HashTable phrases = new HashTable();
  private final HashTable phraseStarts = new HashTable();
  private final HashTable headings = new HashTable();
  private final HashTable numbers = new HashTable();

  private Lexicon() {}

  /// The lexicon that ships with the program.
  public static Lexicon shared() {
    return SHARED;
  }

  /// The classes of a single word, as bits.
  long classesOf(long word) {
    return words.get(word);
  }

  /// The longest phrase, in words, that starts with the word; 0 when none does.
  int longestPhraseFrom(long word) {
    return (int) phraseStarts.get(word);
  }

  long classesOfPhrase(long phrase) {
    return phrases.get(phrase);
  }

  /// The number that a `[class number]` line gave the word, such as the month; 0 when none did.
  int numberOf(long word) {
    return (int) numbers.get(word);
  }

  /// The heading classes of a line known by the hash of all its letters without any space, so that
  /// `E X P E R I E N C E` is one too.
  public long headingOf(long squeezed) {
    return headings.get(squeezed);
  }

  private static Lexicon read() {
    Lexicon lexicon = new Lexicon();
    Map<String, WordClass> byName = new HashMap<>();
    for (WordClass c : WordClass.values()) {
      byName.put(c.word(), c);
    }
    for (String language : LANGUAGES) {
      String file = "/org/jobtrail/extract/lexicon-" + language + ".txt";
      try (InputStream in = Lexicon.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException(file + " is missing from the program; build it again");
        }
        lexicon.read(
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), file, byName);
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": can't be read", e);
      }
    }
    return lexicon;
  }

  private void read(BufferedReader in, String file, Map<String, WordClass> byName)
      throws IOException {
    WordClass current = WordClass.FUNCTION;
    int number = 0;
    int lineNumber = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lineNumber++;
      String rest = line;
      if (line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        int close = line.indexOf(']');
        String name = line.substring(1, close);
        number = 0;
        if (Character.isDigit(name.charAt(name.length() - 1))) {
          int space = name.lastIndexOf(' ');
          number = Integer.parseInt(name.substring(space + 1));
          name = name.substring(0, space);
        }
        WordClass c = byName.get(name);
        if (c == null) {
          throw new IllegalStateException(
              file + ':' + lineNumber + ": unknown class \"" + name + '"');
        }
        current = c;
        rest = line.substring(close + 1);
      }
      for (String entry : rest.split(",")) {
        if (!entry.isBlank()) {
          add(entry, current, number);
        }
      }
    }
  }

  private void add(String entry, WordClass c, int number) {
    List<Long> hashes = new ArrayList<>();
    long squeezed = Folding.SEED;
    long word = Folding.SEED;
    boolean open = false;
    for (int i = 0; i < entry.length(); i++) {
      char ch = entry.charAt(i);
      if (Character.isLetterOrDigit(ch)) {
        char folded = Folding.fold(ch);
        // Words break between digits and letters as the tokeniser breaks them.
        if (open && Character.isLetter(ch) && Character.isDigit(entry.charAt(i - 1))) {
          hashes.add(word);
          word = Folding.SEED;
        }
        word = Folding.add(word, folded);
        squeezed = Folding.add(squeezed, folded);
        open = true;
      } else if (open) {
        hashes.add(word);
        word = Folding.SEED;
        open = false;
      }
    }
    if (open) {
      hashes.add(word);
    }
    if ((c.bit() & WordClass.HEADING) != 0) {
      headings.or(squeezed, c.bit());
      return;
    }
    if (hashes.size() == 1) {
      words.or(hashes.getFirst(), c.bit());
      if (number > 0) {
        numbers.put(hashes.getFirst(), number);
      }
      return;
    }
    if (hashes.isEmpty() || hashes.size() > LONGEST_PHRASE) {
      throw new IllegalStateException("a phrase has 1 to 6 words: \"" + entry + '"');
    }
    long phrase = Folding.SEED;
    for (long h : hashes) {
      phrase = Folding.addWord(phrase, h);
    }
    phrases.or(phrase, c.bit());
    if (number > 0) {
      numbers.put(phrase, number);
    }
    long longest = Math.max(phraseStarts.get(hashes.getFirst()), hashes.size());
    phraseStarts.put(hashes.getFirst(), longest);
  }

  /// Open addressing from hash to bits; 0 means absent.
  private static final class HashTable {
    private long[] keys = new long[1 << 10];
    private long[] values = new long[1 << 10];
    private int size;

    long get(long key) {
      int mask = keys.length - 1;
      int i = (int) key & mask;
      while (values[i] != 0) {
        if (keys[i] == key) {
          return values[i];
        }
        i = (i + 1) & mask;
      }
      return 0;
    }

    void or(long key, long bits) {
      put(key, get(key) | bits);
    }

    void put(long key, long value) {
      if (4 * size > keys.length) {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new long[2 * oldValues.length];
        Arrays.fill(keys, 0);
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
          if (oldValues[i] != 0) {
            put(oldKeys[i], oldValues[i]);
          }
        }
      }
      int mask = keys.length - 1;
      int i = (int) key & mask;
      while (values[i] != 0 && keys[i] != key) {
        i = (i + 1) & mask;
      }
      if (values[i] == 0) {
        size++;
      }
      keys[i] = key;
      values[i] = value;
    }
  }
}
