package org.jobtrail.score;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// How alike two titles read, in `[0, 1]`.
///
/// The larger of two ratios on folded text (case, accents, punctuation): `1 − distance / length` of
/// the longer with Levenshtein's edit distance, and Dice's coefficient of the words.
public final class TitleSimilarity {
  /// From here on two titles count as the same.
  public static final double SAME = 0.8;

  private TitleSimilarity() {}

  public static double of(String a, String b) {
    String x = fold(a);
    String y = fold(b);
    if (x.equals(y)) {
      return 1;
    }
    return Math.max(edits(x, y), dice(x, y));
  }

  /// Lower case, no accents, every run of other characters than letters and digits one blank.
  public static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  private static double edits(String x, String y) {
    int[] before = new int[y.length() + 1];
    Arrays.setAll(before, j -> j);
    for (int i = 1; i <= x.length(); i++) {
      int[] now = new int[y.length() + 1];
      now[0] = i;
      for (int j = 1; j <= y.length(); j++) {
        int change = before[j - 1] + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return 1 - before[y.length()] / (double) Math.max(x.length(), y.length());
  }

  private static double dice(String x, String y) {
    String[] a = x.split(" ");
    String[] b = y.split(" ");
    Arrays.sort(a);
    Arrays.sort(b);
    int same = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      int order = a[i].compareTo(b[j]);
      same += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return 2.0 * same / (a.length + b.length);
  }
}
