package org.jobtrail.normalise.labelled;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Titles as unit TF-IDF vectors over character n-grams inside words, words, and pairs of
/// neighbouring words.
///
/// Nothing is left out of a title, unlike when it is compared with labels: ranks and places say
/// something about the occupation too. Weight of a feature: `kind · (1 + ln tf) · idf`, `idf = 1 +
/// ln((1 + N) / (1 + df))`; features no known title has count towards the length.
final class TitleGrams {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 4;
  private static final float GRAM = 1;
  private static final float WORD = 3;
  private static final float PAIR = 2;

  /// A longer title says nothing more.
  private static final int MOST_CHARACTERS = 200;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private long[] keys = new long[1 << 12];
  private int[] numbers = new int[1 << 12];
  private int size;
  private int[] titlesWith = new int[1 << 10];
  private int titles;
  private float[] idf = new float[0];
  private final BitSet inWords = new BitSet();

  /// A title's features: ascending, each once, with weights of unit length.
  static final class Vector {
    final int[] feature;
    final float[] weight;

    Vector(int[] feature, float[] weight) {
      this.feature = feature;
      this.weight = weight;
    }
  }

  private TitleGrams() {
    Arrays.fill(numbers, -1);
  }

  /// @param titles as written; their features are the known ones
  static TitleGrams of(List<String> titles) {
    TitleGrams grams = new TitleGrams();
    grams.titles = titles.size();
    Features features = new Features();
    for (String title : titles) {
      features.fill(words(title));
      for (int i = 0; i < features.size; i++) {
        if (i == 0 || features.key[i] != features.key[i - 1]) {
          grams.count(features.key[i]);
        }
      }
    }
    grams.idf = new float[grams.size];
    for (int f = 0; f < grams.size; f++) {
      grams.idf[f] = idf(titles.size(), grams.titlesWith[f]);
    }
    return grams;
  }

  private static float idf(int titles, int with) {
    return (float) (1 + Math.log((1.0 + titles) / (1.0 + with)));
  }

  int size() {
    return size;
  }

  /// Whether a feature is an n-gram, not a word or a pair of words.
  boolean isInsideWords(int feature) {
    return inWords.get(feature);
  }

  Vector vector(String title) {
    Features features = new Features();
    features.fill(words(title));
    int[] feature = new int[features.size];
    float[] weight = new float[features.size];
    int n = 0;
    double square = 0;
    float unknown = idf(titles, 0);
    for (int i = 0; i < features.size; ) {
      int same = i + 1;
      while (same < features.size && features.key[same] == features.key[i]) {
        same++;
      }
      int number = numbers[slot(features.key[i])];
      float w = (float) ((1 + Math.log(same - i)) * kind(features.key[i]));
      w *= number < 0 ? unknown : idf[number];
      square += (double) w * w;
      if (number >= 0) {
        feature[n] = number;
        weight[n++] = w;
      }
      i = same;
    }
    float scale = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
    long[] order = new long[n];
    for (int i = 0; i < n; i++) {
      order[i] =
          ((long) feature[i] << 32) | Integer.toUnsignedLong(Float.floatToIntBits(weight[i]));
    }
    Arrays.sort(order);
    int[] sorted = new int[n];
    float[] weights = new float[n];
    for (int i = 0; i < n; i++) {
      sorted[i] = (int) (order[i] >>> 32);
      weights[i] = scale * Float.intBitsToFloat((int) order[i]);
    }
    return new Vector(sorted, weights);
  }

  /// Lower case without accents, words divided by single spaces.
  static String words(String title) {
    String text = title.length() > MOST_CHARACTERS ? title.substring(0, MOST_CHARACTERS) : title;
    String lower = text.toLowerCase(Locale.ROOT);
    String plain = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
    StringBuilder words = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '+' || c == '#') {
        words.append(c);
      } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
        words.append(' ');
      }
    }
    int end = words.length();
    return words.substring(0, end > 0 && words.charAt(end - 1) == ' ' ? end - 1 : end);
  }

  private void count(long key) {
    int slot = slot(key);
    if (numbers[slot] < 0) {
      if (2 * size >= keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      inWords.set(size, key >>> 62 == 0);
      numbers[slot] = size++;
      if (size > titlesWith.length) {
        titlesWith = Arrays.copyOf(titlesWith, 2 * titlesWith.length);
      }
    }
    titlesWith[numbers[slot]]++;
  }

  private int slot(long key) {
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
    while (numbers[slot] >= 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    Arrays.fill(numbers, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] >= 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }

  /// The two highest bits of a key say what it is; an n-gram's other bits are its characters.
  private static float kind(long key) {
    return switch ((int) (key >>> 62)) {
      case 0 -> GRAM;
      case 1 -> WORD;
      default -> PAIR;
    };
  }

  /// The features of a text, sorted by key, as often as they occur.
  private static final class Features {
    private long[] key = new long[256];
    private int size;

    void fill(String words) {
      size = 0;
      int before = -1;
      for (int from = 0; from < words.length(); ) {
        int to = words.indexOf(' ', from);
        to = to < 0 ? words.length() : to;
        grams(words, from, to);
        add((1L << 62) | (hash(words, from, to) >>> 2));
        if (before >= 0) {
          add((2L << 62) | (hash(words, before, to) >>> 2));
        }
        before = from;
        from = to + 1;
      }
      Arrays.sort(key, 0, size);
    }

    /// With a space on either side of the word; 15 bits of a character tell most apart.
    private void grams(String words, int from, int to) {
      int padded = to - from + 2;
      for (int n = SHORTEST; n <= LONGEST && n <= padded; n++) {
        for (int start = 0; start + n <= padded; start++) {
          long gram = 0;
          for (int i = start; i < start + n; i++) {
            char c = i == 0 || i == padded - 1 ? ' ' : words.charAt(from + i - 1);
            gram = (gram << 15) | (c & 0x7FFF);
          }
          add(gram);
        }
      }
    }

    private static long hash(String text, int from, int to) {
      long hash = 0xCBF29CE484222325L;
      for (int i = from; i < to; i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
      }
      return (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    }

    private void add(long feature) {
      key = size == key.length ? Arrays.copyOf(key, 2 * size) : key;
      key[size++] = feature;
    }
  }
}
