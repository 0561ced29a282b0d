package org.jobtrail.predict.language.token;

import java.util.Arrays;

/// Tokens that are being put together.
final class Tokens {
  private int[] tokens = new int[64];
  private int size;

  void add(int token) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
    }
    tokens[size++] = token;
  }

  void add(int[] more) {
    while (size + more.length > tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * tokens.length);
    }
    System.arraycopy(more, 0, tokens, size, more.length);
    size += more.length;
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(tokens, size);
  }

  /// How many tokens two sequences have in common from the start.
  static int common(int[] a, int[] b) {
    int mismatch = Arrays.mismatch(a, b);
    return mismatch < 0 ? a.length : mismatch;
  }

  /// Whether `part` stands in `whole` from `at` on.
  static boolean standsAt(int[] whole, int at, int[] part) {
    return at + part.length <= whole.length
        && Arrays.equals(whole, at, at + part.length, part, 0, part.length);
  }
}
