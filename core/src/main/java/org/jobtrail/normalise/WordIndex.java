package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The words of forms, TF-IDF weighted, and an exact search that also counts words alike.
///
/// A form is the unit vector of its stems with weight idf; a compound's parts stand beside it with
/// a lower weight. A query's word reaches every word of the vocabulary whose character n-grams are
/// near (soft TF-IDF: Cohen, Ravikumar and Fienberg 2003, IIWeb), so typing errors and inflections
/// find their label. Score of a form: `Σ over query words q, its neighbours v: w(q) · sim(q, v)^2 ·
/// w(v)`.
final class WordIndex {
  /// Weight of a compound's parts against the whole.
  private static final float PART = 0.5f;

  private static final float NEAR = 0.4f;
  /// Below this cosine an unknown word is no misspelling of a known one.
  private static final float MISSPELT = 0.2f;

  private static final int NEIGHBOURS = 16;
  private static final int CACHED_WORDS = 200_000;

  private final Map<String, Integer> vocabulary;
  private final float[] idf;
  private final float unknownIdf;
  private final Compounds compounds;
  private final GramIndex grams;
  private final List<String> stems;
  private final Postings postings;
  private final int forms;
  private final ConcurrentHashMap<String, Near> neighbours = new ConcurrentHashMap<>();

  /// Words of the vocabulary near a word, nearest first.
  private static final class Near {
    final int[] term;
    final float[] similarity;

    Near(int[] term, float[] similarity) {
      this.term = term;
      this.similarity = similarity;
    }
  }

  private WordIndex(
      Map<String, Integer> vocabulary,
      float[] idf,
      Compounds compounds,
      GramIndex grams,
      List<String> stems,
      Postings postings,
      int forms) {
    this.vocabulary = vocabulary;
    this.idf = idf;
    this.unknownIdf = (float) (1 + Math.log(1.0 + forms));
    this.compounds = compounds;
    this.grams = grams;
    this.stems = stems;
    this.postings = postings;
    this.forms = forms;
  }

  /// @param forms folded words of each form
  static WordIndex of(List<List<String>> forms) {
    Set<String> alone = new HashSet<>();
    forms.forEach(alone::addAll);
    Compounds compounds = new Compounds(alone);
    Map<String, Integer> vocabulary = new HashMap<>();
    List<String> stems = new ArrayList<>();
    Map<String, int[]> ofWord = new HashMap<>();
    for (String word : alone.stream().sorted().toList()) {
      ofWord.put(word, terms(word, compounds.split(word), vocabulary, stems));
    }
    int[][][] terms = new int[forms.size()][][];
    for (int f = 0; f < terms.length; f++) {
      terms[f] = forms.get(f).stream().map(ofWord::get).toArray(int[][]::new);
    }
    int[] frequency = frequency(terms, stems.size());
    float[] idf = idf(frequency, terms.length);
    Postings postings = new Postings(frequency);
    Terms vector = new Terms();
    for (int f = 0; f < terms.length; f++) {
      weigh(terms[f], idf, vector);
      postings.add(f, vector);
    }
    GramIndex grams = GramIndex.of(stems.toArray(String[]::new), 3, 4);
    return new WordIndex(vocabulary, idf, compounds, grams, stems, postings, forms.size());
  }

  /// A word's own term, then those of its parts.
  private static int[] terms(
      String word, List<String> parts, Map<String, Integer> vocabulary, List<String> stems) {
    int[] terms = new int[1 + parts.size()];
    terms[0] = number(Stem.of(word), vocabulary, stems);
    for (int i = 0; i < parts.size(); i++) {
      terms[i + 1] = number(Stem.of(parts.get(i)), vocabulary, stems);
    }
    return terms;
  }

  /// @param terms of each form's words
  /// @return `[size]`: how many forms have each term
  private static int[] frequency(int[][][] terms, int size) {
    int[] frequency = new int[size];
    int[] seen = new int[size];
    for (int f = 0; f < terms.length; f++) {
      for (int[] word : terms[f]) {
        for (int t : word) {
          frequency[t] += seen[t] == f + 1 ? 0 : 1;
          seen[t] = f + 1;
        }
      }
    }
    return frequency;
  }

  private static float[] idf(int[] frequency, int forms) {
    float[] idf = new float[frequency.length];
    for (int t = 0; t < idf.length; t++) {
      idf[t] = (float) (1 + Math.log((1.0 + forms) / (1.0 + frequency[t])));
    }
    return idf;
  }

  /// @param words the terms of each word of a form
  /// @param vector becomes the form's
  private static void weigh(int[][] words, float[] idf, Terms vector) {
    vector.clear();
    for (int[] word : words) {
      for (int i = 0; i < word.length; i++) {
        vector.add(word[i], (i == 0 ? 1 : PART) * idf[word[i]]);
      }
    }
    vector.normalise();
  }

  private static int number(String stem, Map<String, Integer> vocabulary, List<String> stems) {
    Integer number = vocabulary.putIfAbsent(stem, stems.size());
    if (number == null) {
      stems.add(stem);
      return stems.size() - 1;
    }
    return number;
  }

  int size() {
    return idf.length;
  }

  /// Working memory of one thread.
  final class Search {
    private final List<Near> near = new ArrayList<>();
    private final float[] nearWeight = new float[256];
    private final float[] score = new float[forms];
    private int[] touched = new int[1024];
    private final GramIndex.Search gramSearch = grams.new Search();
    int[] found = new int[0];
    float[] scores = new float[0];
    int size;

    /// The `most` forms with the greatest score above 0, then by ascending number.
    void best(List<String> words, int most) {
      int n = spread(words);
      int touchedSize = 0;
      int[] postingStart = postings.start;
      int[] postingForm = postings.form;
      float[] postingWeight = postings.weight;
      for (int q = 0; q < n; q++) {
        Near alike = near.get(q);
        for (int j = 0; j < alike.term.length; j++) {
          float w = nearWeight[q] * alike.similarity[j];
          int t = alike.term[j];
          int to = postingStart[t + 1];
          if (touched.length < touchedSize + to - postingStart[t]) {
            touched = Arrays.copyOf(touched, 2 * (touchedSize + to - postingStart[t]));
          }
          for (int p = postingStart[t]; p < to; p++) {
            int f = postingForm[p];
            if (score[f] == 0) {
              touched[touchedSize++] = f;
            }
            score[f] += w * postingWeight[p];
          }
        }
      }
      select(touchedSize, most);
    }

    /// The slow way, for tests: the score of every form.
    float[] scan(List<String> words) {
      int n = spread(words);
      float[] all = new float[forms];
      for (int q = 0; q < n; q++) {
        Near alike = near.get(q);
        for (int j = 0; j < alike.term.length; j++) {
          for (int p = 0; p < postings.form.length; p++) {
            int t = alike.term[j];
            if (p >= postings.start[t] && p < postings.start[t + 1]) {
              all[postings.form[p]] += nearWeight[q] * alike.similarity[j] * postings.weight[p];
            }
          }
        }
      }
      return all;
    }

    /// The query's words, each with its neighbours and its share of the query's unit length.
    private int spread(List<String> words) {
      near.clear();
      int n = 0;
      double square = 0;
      for (String word : words) {
        n = spread(word, 1, n);
        for (String part : compounds.split(word)) {
          n = spread(part, PART, n);
        }
      }
      for (int i = 0; i < n; i++) {
        square += (double) nearWeight[i] * nearWeight[i];
      }
      float scale = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
      for (int i = 0; i < n; i++) {
        nearWeight[i] *= scale;
      }
      return n;
    }

    private int spread(String word, float share, int n) {
      if (n >= 250) {
        return n;
      }
      Near alike = near(Stem.of(word), gramSearch);
      near.add(alike);
      // A misspelt word weighs what its nearest neighbour weighs, the surer the nearer that is.
      float sure = alike.term.length == 0 ? 0 : Math.min(1, 2 * alike.similarity[0]);
      float w = sure == 0 ? unknownIdf : sure * idf[alike.term[0]] + (1 - sure) * unknownIdf;
      nearWeight[n] = share * w;
      return n + 1;
    }

    private void select(int touchedSize, int most) {
      long[] keys = new long[touchedSize];
      int n = 0;
      float floor = floor(touchedSize, most);
      for (int i = 0; i < touchedSize; i++) {
        int f = touched[i];
        if (score[f] >= floor) {
          keys[n++] = ((long) ~Float.floatToIntBits(score[f]) << 32) | f;
        }
        score[f] = 0;
      }
      Arrays.sort(keys, 0, n);
      size = Math.min(n, most);
      if (found.length < size) {
        found = new int[Math.max(size, 128)];
        scores = new float[found.length];
      }
      for (int i = 0; i < size; i++) {
        found[i] = (int) keys[i];
        scores[i] = Float.intBitsToFloat(~(int) (keys[i] >> 32));
      }
    }

    private final int[] bins = new int[512];

    /// At most the k-th greatest score: the lower edge of its bin.
    private float floor(int touchedSize, int k) {
      Arrays.fill(bins, 0);
      for (int i = 0; i < touchedSize; i++) {
        bins[Math.min(bins.length - 1, (int) (score[touched[i]] * 256))]++;
      }
      int above = 0;
      for (int bin = bins.length - 1; bin > 0; bin--) {
        above += bins[bin];
        if (above >= k) {
          return bin / 256f;
        }
      }
      return 0;
    }
  }

  /// The word itself with similarity 1 when labels use it, and the words spelt alike.
  private Near near(String stem, GramIndex.Search search) {
    Near known = neighbours.get(stem);
    if (known != null) {
      return known;
    }
    search.nearest(stem, NEIGHBOURS);
    Integer self = vocabulary.get(stem);
    int[] term = new int[NEIGHBOURS + 1];
    float[] similarity = new float[NEIGHBOURS + 1];
    int n = 0;
    if (self != null) {
      term[n] = self;
      similarity[n++] = 1;
    }
    for (int i = 0; i < search.found && n < NEIGHBOURS; i++) {
      int other = search.formsFound[i];
      float alike = search.cosines[i] >= NEAR ? search.cosines[i] * search.cosines[i] : 0;
      if (self == null && search.cosines[i] >= MISSPELT) {
        alike = Math.max(alike, slip(stem, stems.get(other)));
      }
      if (alike > 0 && (self == null || other != self)) {
        term[n] = other;
        similarity[n++] = alike;
      }
    }
    nearestFirst(term, similarity, n);
    Near found = new Near(Arrays.copyOf(term, n), Arrays.copyOf(similarity, n));
    if (neighbours.size() >= CACHED_WORDS) {
      neighbours.clear();
    }
    neighbours.put(stem, found);
    return found;
  }

  /// How sure it is that an unknown word is a misspelling of a known one.
  private static float slip(String unknown, String known) {
    int shorter = Math.min(unknown.length(), known.length());
    return switch (Spelling.distance(unknown, known, 2)) {
      case 0, 1 -> shorter >= 5 ? 0.9f : 0;
      case 2 -> shorter >= 8 ? 0.75f : 0;
      default -> 0;
    };
  }

  private static void nearestFirst(int[] term, float[] similarity, int n) {
    for (int i = 1; i < n; i++) {
      for (int j = i; j > 0 && similarity[j] > similarity[j - 1]; j--) {
        int t = term[j];
        term[j] = term[j - 1];
        term[j - 1] = t;
        float s = similarity[j];
        similarity[j] = similarity[j - 1];
        similarity[j - 1] = s;
      }
    }
  }
}
