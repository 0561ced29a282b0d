package org.jobtrail.score.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.normalise.TitleQuery;

/// Cosine of TF-IDF vectors, exact, over posting lists.
///
/// Weight of a term in a form: `tf · (1 + ln((1 + N) / (1 + df)))`, divided by the form's Euclidean
/// norm; terms that no form has are left out of the title's. Source: scikit-learn's
/// `TfidfVectorizer` with its defaults, which the published baselines use.
final class TfIdfRanker implements FormRanker {
  private final String name;
  private final Function<String, List<String>> terms;
  private final Map<String, Integer> vocabulary = new HashMap<>();
  private final float[] idf;
  private final int[] postingStart;
  private final int[] postingForm;
  private final float[] postingWeight;
  private final int forms;

  /// @param terms of a text, in order, each as often as it occurs
  TfIdfRanker(String name, Function<String, List<String>> terms, List<Form> forms) {
    this.name = name;
    this.terms = terms;
    this.forms = forms.size();
    int[][] bags = new int[this.forms][];
    for (int f = 0; f < bags.length; f++) {
      List<String> found = terms.apply(forms.get(f).text());
      int[] bag = new int[found.size()];
      for (int i = 0; i < bag.length; i++) {
        Integer known = vocabulary.putIfAbsent(found.get(i), vocabulary.size());
        bag[i] = known == null ? vocabulary.size() - 1 : known;
      }
      Arrays.sort(bag);
      bags[f] = bag;
    }
    postingStart = new int[vocabulary.size() + 1];
    for (int[] bag : bags) {
      for (int i = 0; i < bag.length; i++) {
        if (i == 0 || bag[i] != bag[i - 1]) {
          postingStart[bag[i] + 1]++;
        }
      }
    }
    idf = new float[vocabulary.size()];
    for (int t = 0; t < idf.length; t++) {
      idf[t] = (float) (1 + Math.log((1.0 + this.forms) / (1.0 + postingStart[t + 1])));
      postingStart[t + 1] += postingStart[t];
    }
    postingForm = new int[postingStart[idf.length]];
    postingWeight = new float[postingForm.length];
    int[] next = Arrays.copyOf(postingStart, idf.length);
    for (int f = 0; f < bags.length; f++) {
      add(f, new Vector(bags[f], idf), next);
    }
  }

  private void add(int form, Vector vector, int[] next) {
    for (int i = 0; i < vector.size; i++) {
      int to = next[vector.term[i]]++;
      postingForm[to] = form;
      postingWeight[to] = vector.weight[i];
    }
  }

  /// Distinct terms in ascending order with their weights; of unit length unless empty.
  private static final class Vector {
    final int[] term;
    final float[] weight;
    int size;

    Vector(int[] sorted, float[] idf) {
      term = new int[sorted.length];
      weight = new float[sorted.length];
      for (int t : sorted) {
        if (size == 0 || term[size - 1] != t) {
          term[size++] = t;
        }
        weight[size - 1] += 1;
      }
      double square = 0;
      for (int i = 0; i < size; i++) {
        weight[i] *= idf[term[i]];
        square += (double) weight[i] * weight[i];
      }
      double norm = Math.sqrt(square);
      for (int i = 0; i < size; i++) {
        weight[i] = (float) (weight[i] / norm);
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public float[] scores(TitleQuery query) {
    List<Integer> known = new ArrayList<>();
    for (String term : terms.apply(query.title())) {
      Integer t = vocabulary.get(term);
      if (t != null) {
        known.add(t);
      }
    }
    Vector vector = new Vector(known.stream().mapToInt(t -> t).sorted().toArray(), idf);
    float[] scores = new float[forms];
    for (int i = 0; i < vector.size; i++) {
      float w = vector.weight[i];
      int to = postingStart[vector.term[i] + 1];
      for (int p = postingStart[vector.term[i]]; p < to; p++) {
        scores[postingForm[p]] += w * postingWeight[p];
      }
    }
    return scores;
  }
}
