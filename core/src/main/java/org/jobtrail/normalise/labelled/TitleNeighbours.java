package org.jobtrail.normalise.labelled;

import java.util.List;

/// Votes of the labelled titles near a title for their concepts.
///
/// A title with several concepts divides its vote. Near: a cosine of {@link TitleGrams} vectors of
/// 0.05 or more, found by posting lists; the most common n-grams, which tell little and cost most,
/// are left out of it.
final class TitleNeighbours {
  private static final float NEAR = 0.05f;

  /// An n-gram of more titles than this share of them, and than so many, does not count.
  private static final double COMMON = 0.06;

  private static final int MANY = 200;

  private final int concepts;
  private final int[] start;
  private final int[] posting;
  private final float[] weight;
  private final int titles;
  private final int[] conceptStart;
  private final int[] concept;
  private final float[] vote;

  /// @param vectors of the titles
  TitleNeighbours(
      TitleGrams grams, List<TitleGrams.Vector> vectors, List<LabelledTitle> of, int concepts) {
    this.concepts = concepts;
    this.titles = of.size();
    this.start = new int[grams.size() + 1];
    for (TitleGrams.Vector vector : vectors) {
      for (int f : vector.feature) {
        start[f + 1]++;
      }
    }
    for (int f = 0; f < grams.size(); f++) {
      boolean common = grams.isInsideWords(f) && start[f + 1] > Math.max(MANY, COMMON * titles);
      start[f + 1] = common ? start[f] : start[f + 1] + start[f];
    }
    int[] next = start.clone();
    this.posting = new int[start[grams.size()]];
    this.weight = new float[posting.length];
    this.conceptStart = new int[titles + 1];
    for (int t = 0; t < titles; t++) {
      TitleGrams.Vector vector = vectors.get(t);
      float scale = scale(vector);
      for (int i = 0; i < vector.feature.length; i++) {
        int f = vector.feature[i];
        if (start[f] < start[f + 1]) {
          posting[next[f]] = t;
          weight[next[f]++] = scale * vector.weight[i];
        }
      }
      conceptStart[t + 1] = conceptStart[t] + of.get(t).concepts().size();
    }
    this.concept = new int[conceptStart[titles]];
    this.vote = new float[concept.length];
    for (int t = 0; t < titles; t++) {
      LabelledTitle title = of.get(t);
      for (int i = 0; i < title.concepts().size(); i++) {
        concept[conceptStart[t] + i] = title.concepts().get(i);
        vote[conceptStart[t] + i] = (float) (title.weight() / title.concepts().size());
      }
    }
  }

  /// Makes what is not common of unit length, features that no title has counted.
  private float scale(TitleGrams.Vector vector) {
    double common = 0;
    for (int i = 0; i < vector.feature.length; i++) {
      int f = vector.feature[i];
      common += start[f] == start[f + 1] ? (double) vector.weight[i] * vector.weight[i] : 0;
    }
    return common > 0.99 ? 0 : (float) (1 / Math.sqrt(1 - common));
  }

  /// Working memory of one thread: the votes for the last title.
  final class Search {
    private final float[] cosine = new float[titles];

    /// `[concepts]`: `Σ cos²`.
    final float[] votes = new float[concepts];

    /// `[concepts]`: the greatest cosine.
    final float[] closest = new float[concepts];
    /// The concepts with a vote.
    int[] voted = new int[256];

    int size;

    /// The greatest cosine, at most 1.
    float nearest;

    void vote(TitleGrams.Vector title) {
      for (int i = 0; i < size; i++) {
        votes[voted[i]] = 0;
        closest[voted[i]] = 0;
      }
      size = 0;
      nearest = 0;
      float scale = scale(title);
      for (int i = 0; i < title.feature.length; i++) {
        float w = scale * title.weight[i];
        int to = start[title.feature[i] + 1];
        for (int p = start[title.feature[i]]; p < to; p++) {
          cosine[posting[p]] += w * weight[p];
        }
      }
      for (int t = 0; t < titles; t++) {
        float cos = Math.min(1, cosine[t]);
        cosine[t] = 0;
        if (cos >= NEAR) {
          nearest = Math.max(nearest, cos);
          add(t, cos);
        }
      }
    }

    private void add(int title, float cos) {
      for (int i = conceptStart[title]; i < conceptStart[title + 1]; i++) {
        int c = concept[i];
        if (votes[c] == 0) {
          voted = size == voted.length ? java.util.Arrays.copyOf(voted, 2 * size) : voted;
          voted[size++] = c;
        }
        votes[c] += vote[i] * cos * cos;
        closest[c] = Math.max(closest[c], cos);
      }
    }
  }
}
