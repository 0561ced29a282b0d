package org.jobtrail.normalise;

import java.util.Arrays;

/// Character n-grams of forms, TF-IDF weighted, and an exact search for the nearest by cosine.
///
/// A gram lies inside one word padded by a space on both sides. Weight of a
/// gram in a form: `(1 + ln tf) · idf`, `idf = 1 + ln((1 + N) / (1 + df))`, divided by the form's
/// Euclidean norm. The search reads posting lists from the most to the least promising and stops
/// admitting forms once none can reach the best found so far (MaxScore: Turtle and Flood 1995,
/// doi:10.1016/0306-4573(95)00020-H); it returns exactly what a full scan would.
final class GramIndex {
  private final int shortest;
  private final int longest;
  private final int forms;
  private final GramTable grams;
  private final float[] idf;

  /// Posting lists by gram: forms ascending, with the gram's weight in each.
  private final int[] postingStart;

  private final int[] postingForm;
  private final float[] postingWeight;
  private final float[] greatest;

  /// The same by form: grams ascending.
  private final int[] formStart;

  private final int[] formGram;
  private final float[] formWeight;

  private GramIndex(
      int shortest,
      int longest,
      int forms,
      GramTable grams,
      float[] idf,
      int[] postingStart,
      int[] postingForm,
      float[] postingWeight,
      float[] greatest,
      int[] formStart,
      int[] formGram,
      float[] formWeight) {
    this.shortest = shortest;
    this.longest = longest;
    this.forms = forms;
    this.grams = grams;
    this.idf = idf;
    this.postingStart = postingStart;
    this.postingForm = postingForm;
    this.postingWeight = postingWeight;
    this.greatest = greatest;
    this.formStart = formStart;
    this.formGram = formGram;
    this.formWeight = formWeight;
  }

  static GramIndex of(String[] texts, int shortest, int longest) {
    GramTable grams = new GramTable(1 << 16);
    int n = texts.length;
    int[] formStart = new int[n + 1];
    int[] formGram = new int[Math.max(16, n * 40)];
    float[] formWeight = new float[formGram.length];
    int at = 0;
    Bag bag = new Bag();
    for (int f = 0; f < n; f++) {
      bag.fill(texts[f], shortest, longest, grams, true);
      if (at + bag.size > formGram.length) {
        formGram = Arrays.copyOf(formGram, formGram.length * 3 / 2 + bag.size);
        formWeight = Arrays.copyOf(formWeight, formGram.length);
      }
      for (int i = 0; i < bag.size; i++) {
        formGram[at] = bag.gram[i];
        formWeight[at++] = bag.count[i];
      }
      formStart[f + 1] = at;
    }
    formGram = Arrays.copyOf(formGram, at);
    formWeight = Arrays.copyOf(formWeight, at);
    int[] postingStart = new int[grams.size() + 1];
    for (int g : formGram) {
      postingStart[g + 1]++;
    }
    float[] idf = new float[grams.size()];
    for (int g = 0; g < idf.length; g++) {
      idf[g] = (float) (1 + Math.log((1.0 + n) / (1.0 + postingStart[g + 1])));
      postingStart[g + 1] += postingStart[g];
    }
    int[] postingForm = new int[at];
    float[] postingWeight = new float[at];
    float[] greatest = new float[idf.length];
    int[] next = Arrays.copyOf(postingStart, idf.length);
    for (int f = 0; f < n; f++) {
      normalise(formGram, formWeight, formStart[f], formStart[f + 1], idf);
      for (int i = formStart[f]; i < formStart[f + 1]; i++) {
        int g = formGram[i];
        int to = next[g]++;
        postingForm[to] = f;
        postingWeight[to] = formWeight[i];
        greatest[g] = Math.max(greatest[g], formWeight[i]);
      }
    }
    return new GramIndex(
        shortest,
        longest,
        n,
        grams,
        idf,
        postingStart,
        postingForm,
        postingWeight,
        greatest,
        formStart,
        formGram,
        formWeight);
  }

  /// Counts to unit-length TF-IDF weights, in place.
  private static void normalise(int[] gram, float[] weight, int from, int to, float[] idf) {
    double norm = 0;
    for (int i = from; i < to; i++) {
      weight[i] = (float) ((1 + Math.log(weight[i])) * idf[gram[i]]);
      norm += (double) weight[i] * weight[i];
    }
    float scale = norm == 0 ? 0 : (float) (1 / Math.sqrt(norm));
    for (int i = from; i < to; i++) {
      weight[i] *= scale;
    }
  }

  int forms() {
    return forms;
  }

  /// Working memory of one thread.
  final class Search {
    private static final int BINS = 512;
    private final Bag bag = new Bag();
    private final float[] partial = new float[forms];
    private int[] touched = new int[1024];
    private int touchedSize;
    private final int[] bins = new int[BINS];
    private float[] weight = new float[64];

    /// The nearest forms by descending cosine, then ascending number.
    int[] formsFound = new int[0];

    float[] cosines = new float[0];
    int found;

    /// Weights of the query's grams; grams no form has count towards its norm.
    private void prepare(String text) {
      bag.fill(text, shortest, longest, grams, false);
      if (weight.length < bag.size) {
        weight = new float[bag.size * 2];
      }
      float unknown = (float) (1 + Math.log(1.0 + forms));
      double norm = (double) bag.unknown * unknown * unknown;
      for (int i = 0; i < bag.size; i++) {
        weight[i] = (float) ((1 + Math.log(bag.count[i])) * idf[bag.gram[i]]);
        norm += (double) weight[i] * weight[i];
      }
      float scale = norm == 0 ? 0 : (float) (1 / Math.sqrt(norm));
      for (int i = 0; i < bag.size; i++) {
        weight[i] *= scale;
      }
    }

    /// Finds the `most` nearest forms with a cosine above 0.
    void nearest(String text, int most) {
      prepare(text);
      int n = bag.size;
      float[] bound = new float[n];
      for (int i = 0; i < n; i++) {
        bound[i] = weight[i] * greatest[bag.gram[i]];
      }
      // Most promise per posting first: rare grams prune the frequent ones.
      long[] order = new long[n];
      for (int i = 0; i < n; i++) {
        order[i] = (long) length(i) << 32 | i;
      }
      Arrays.sort(order);
      float remaining = 0;
      for (int i = 0; i < n; i++) {
        remaining += bound[i];
      }
      touchedSize = 0;
      int read = 0;
      float threshold = 0;
      int untilCheck = 0;
      while (read < n) {
        if (threshold > 0 && remaining < threshold) {
          break;
        }
        int i = (int) order[read++];
        accumulate(i);
        remaining -= bound[i];
        if (touchedSize >= most && --untilCheck <= 0 && remaining < 0.7f) {
          threshold = kthPartial(most);
          untilCheck = 3;
        }
      }
      finish(most, read < n ? remaining + 1e-4f : 0, kthPartial(most) - 1e-4f);
    }

    private int length(int i) {
      int g = bag.gram[i];
      return postingStart[g + 1] - postingStart[g];
    }

    private void accumulate(int i) {
      int g = bag.gram[i];
      float w = weight[i];
      int to = postingStart[g + 1];
      if (touched.length < touchedSize + to - postingStart[g]) {
        touched =
            Arrays.copyOf(touched, Math.min(forms, 1) + 2 * (touchedSize + to - postingStart[g]));
      }
      int size = touchedSize;
      for (int p = postingStart[g]; p < to; p++) {
        int f = postingForm[p];
        if (partial[f] == 0) {
          touched[size++] = f;
        }
        partial[f] += w * postingWeight[p];
      }
      touchedSize = size;
    }

    /// At most the k-th greatest partial sum: the lower edge of its bin.
    private float kthPartial(int k) {
      Arrays.fill(bins, 0);
      for (int i = 0; i < touchedSize; i++) {
        bins[Math.min(BINS - 1, (int) (partial[touched[i]] * BINS))]++;
      }
      int above = 0;
      for (int bin = BINS - 1; bin > 0; bin--) {
        above += bins[bin];
        if (above >= k) {
          return (float) bin / BINS;
        }
      }
      return 0;
    }

    /// Exact cosines of those that can still be among the best, then the best of them.
    private void finish(int most, float remaining, float threshold) {
      int n = bag.size;
      int candidates = 0;
      if (formsFound.length < touchedSize) {
        formsFound = new int[touchedSize];
        cosines = new float[touchedSize];
      }
      for (int i = 0; i < touchedSize; i++) {
        int f = touched[i];
        if (partial[f] + remaining >= threshold) {
          formsFound[candidates++] = f;
        }
        partial[f] = 0;
      }
      for (int c = 0; c < candidates; c++) {
        cosines[c] = cosine(formsFound[c], n);
      }
      found = Math.min(most, select(candidates, most));
    }

    /// Over the common grams in ascending order: the same sum whatever was read before.
    private float cosine(int form, int n) {
      float sum = 0;
      int i = 0;
      int p = formStart[form];
      int to = formStart[form + 1];
      while (i < n && p < to) {
        int a = bag.gram[i];
        int b = formGram[p];
        if (a == b) {
          sum += weight[i++] * formWeight[p++];
        } else if (a < b) {
          i++;
        } else {
          p++;
        }
      }
      return sum;
    }

    private int select(int candidates, int most) {
      long[] keys = new long[candidates];
      for (int c = 0; c < candidates; c++) {
        // Positive floats order like their bits; the form breaks ties upwards.
        keys[c] = ((long) ~Float.floatToIntBits(cosines[c]) << 32) | formsFound[c];
      }
      Arrays.sort(keys);
      int n = Math.min(candidates, most);
      for (int c = 0; c < n; c++) {
        formsFound[c] = (int) keys[c];
        cosines[c] = Float.intBitsToFloat(~(int) (keys[c] >> 32));
      }
      return n;
    }

    /// The slow way, for tests: the cosine with every form.
    float[] scan(String text) {
      prepare(text);
      float[] all = new float[forms];
      for (int f = 0; f < forms; f++) {
        all[f] = cosine(f, bag.size);
      }
      return all;
    }
  }

  /// The distinct grams of a text in ascending order with their counts.
  private static final class Bag {
    private int[] gram = new int[64];
    private float[] count = new float[64];
    private int size;
    private int unknown;

    void fill(String text, int shortest, int longest, GramTable grams, boolean add) {
      int n = 0;
      unknown = 0;
      int length = text.length();
      for (int from = 0; from < length; ) {
        int to = text.indexOf(' ', from);
        to = to < 0 ? length : to;
        // The word with a space on each side, without copying: positions -1 and length are spaces.
        int word = to - from + 2;
        for (int size = shortest; size <= longest; size++) {
          for (int start = 0; start + size <= word || start == 0; start++) {
            int end = Math.min(start + size, word);
            long key = 0;
            for (int i = start; i < end; i++) {
              char c = i == 0 || i == word - 1 ? ' ' : text.charAt(from + i - 1);
              key = key << 12 | ((c ^ (c >>> 12)) & 0xFFF);
            }
            if (start + size > word) {
              break;
            }
            int g = add ? grams.add(key) : grams.find(key);
            if (g < 0) {
              unknown++;
            } else {
              if (n == gram.length) {
                gram = Arrays.copyOf(gram, 2 * n);
                count = Arrays.copyOf(count, 2 * n);
              }
              gram[n++] = g;
            }
          }
        }
        from = to + 1;
      }
      Arrays.sort(gram, 0, n);
      size = 0;
      for (int i = 0; i < n; i++) {
        if (size > 0 && gram[size - 1] == gram[i]) {
          count[size - 1]++;
        } else {
          gram[size] = gram[i];
          count[size++] = 1;
        }
      }
    }
  }
}
