package org.jobtrail.normalise.encoder;

import java.util.Arrays;

/// The features of a folded text, as buckets of a hash table: each word, and each of its character
/// n-grams with the spaces around it.
///
/// @param buckets a power of two
/// @param shortest n of the shortest n-gram
/// @param longest n of the longest
public record HashedGrams(int buckets, int shortest, int longest) {
  public static final HashedGrams DEFAULT = new HashedGrams(1 << 19, 3, 5);

  /// A longer text says nothing more about an occupation.
  static final int MOST_CHARACTERS = 200;

  public HashedGrams {
    if (Integer.bitCount(buckets) != 1 || shortest < 1 || longest < shortest) {
      throw new IllegalArgumentException(
          "buckets must be a power of two and 1 <= shortest <= longest, found "
              + buckets
              + ", "
              + shortest
              + ", "
              + longest);
    }
  }

  /// @param text lower case, words divided by single spaces
  /// @return buckets, repeated as often as their feature occurs; empty for a text without words
  public int[] of(String text) {
    int[] found = new int[64];
    int n = 0;
    int end = Math.min(text.length(), MOST_CHARACTERS);
    for (int from = 0; from < end; ) {
      int to = text.indexOf(' ', from);
      to = to < 0 || to > end ? end : to;
      if (to > from) {
        found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
        found[n++] = bucket(hash(text, from, to, 0x1234567));
        int padded = to - from + 2;
        for (int size = shortest; size <= longest && size <= padded; size++) {
          for (int start = 0; start + size <= padded; start++) {
            long hash = 0xCBF29CE484222325L ^ size;
            for (int i = start; i < start + size; i++) {
              char c = i == 0 || i == padded - 1 ? ' ' : text.charAt(from + i - 1);
              hash = (hash ^ c) * 0x100000001B3L;
            }
            found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
            found[n++] = bucket(hash);
          }
        }
      }
      from = to + 1;
    }
    return Arrays.copyOf(found, n);
  }

  private static long hash(String text, int from, int to, long seed) {
    long hash = 0xCBF29CE484222325L ^ seed;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }

  private int bucket(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & (buckets - 1);
  }
}
