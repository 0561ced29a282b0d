package org.jobtrail.score.ranking;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.normalise.TitleQuery;

/// `1 − d / max(|a|, |b|)`, d the Levenshtein distance of the lower-case texts, in `[0, 1]`.
///
/// Two empty texts score 1.
///
/// Titles of up to 64 characters are compared bit-parallel: Myers 1999, doi:10.1145/316542.316550,
/// in Hyyrö's form for whole texts; longer ones by the table of Wagner and Fischer 1974.
final class EditRanker implements FormRanker {
  private final String[] texts;

  EditRanker(List<Form> forms) {
    texts = forms.stream().map(f -> f.text().toLowerCase(Locale.ROOT)).toArray(String[]::new);
  }

  @Override
  public String name() {
    return "edit";
  }

  @Override
  public float[] scores(TitleQuery query) {
    String title = query.title().toLowerCase(Locale.ROOT);
    float[] scores = new float[texts.length];
    boolean bits = !title.isEmpty() && title.length() <= 64;
    Map<Character, Long> masks = bits ? masks(title) : Map.of();
    long[] low = new long[256];
    masks.forEach(
        (c, mask) -> {
          if (c < low.length) {
            low[c] = mask;
          }
        });
    for (int f = 0; f < scores.length; f++) {
      String text = texts[f];
      int longer = Math.max(title.length(), text.length());
      int d = bits ? bitParallel(title.length(), low, masks, text) : table(title, text);
      scores[f] = longer == 0 ? 1 : (float) (1 - d / (double) longer);
    }
    return scores;
  }

  private static Map<Character, Long> masks(String pattern) {
    Map<Character, Long> masks = new HashMap<>();
    for (int i = 0; i < pattern.length(); i++) {
      masks.merge(pattern.charAt(i), 1L << i, (a, b) -> a | b);
    }
    return masks;
  }

  private static int bitParallel(int m, long[] low, Map<Character, Long> masks, String text) {
    long positive = -1L;
    long negative = 0;
    long last = 1L << (m - 1);
    int distance = m;
    for (int j = 0; j < text.length(); j++) {
      char c = text.charAt(j);
      long equal = c < low.length ? low[c] : masks.getOrDefault(c, 0L);
      long diagonal = (((equal & positive) + positive) ^ positive) | equal | negative;
      long up = negative | ~(diagonal | positive);
      long down = positive & diagonal;
      if ((up & last) != 0) {
        distance++;
      }
      if ((down & last) != 0) {
        distance--;
      }
      up = up << 1 | 1;
      down <<= 1;
      positive = down | ~(diagonal | up);
      negative = up & diagonal;
    }
    return distance;
  }

  static int table(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
