package org.jobtrail.score.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// A taxonomy's labels as a bridge to given forms: every form scores what the best name of its
/// concept does, be it a form or a label in any language.
///
/// Concepts are found by URI; those of the taxonomy that no form names are left out.
public final class BridgedRanker implements FormRanker {
  private final FormRanker ranker;

  /// The concept of each form, then of each label.
  private final int[] conceptOf;

  private final int forms;
  private final int labels;

  /// @param factory of the ranker that scores forms and labels together
  public BridgedRanker(FormRanker.Factory factory, List<Form> forms, Taxonomy taxonomy) {
    List<Form> all = new ArrayList<>(forms);
    Map<String, Set<String>> texts = new HashMap<>();
    for (Form form : forms) {
      texts.computeIfAbsent(form.concept(), _ -> new HashSet<>()).add(key(form.text()));
    }
    for (Concept concept : taxonomy.concepts()) {
      String uri = concept.occupation().uri();
      Set<String> known = texts.get(uri);
      if (known != null) {
        for (Label label : concept.labels()) {
          if (known.add(label.language().code() + ' ' + key(label.text()))
              && !known.contains(key(label.text()))) {
            all.add(new Form("label " + all.size(), label.text(), label.language(), uri));
          }
        }
      }
    }
    this.forms = forms.size();
    this.labels = all.size() - forms.size();
    this.conceptOf = MeloSet.numbered(all);
    this.ranker = factory.over(all);
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// How many labels were added to the forms.
  public int labels() {
    return labels;
  }

  @Override
  public String name() {
    return ranker.name();
  }

  @Override
  public float[] scores(TitleQuery query) {
    float[] all = ranker.scores(query);
    float[] best = new float[conceptOf.length];
    java.util.Arrays.fill(best, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < all.length; i++) {
      best[conceptOf[i]] = Math.max(best[conceptOf[i]], all[i]);
    }
    float[] scores = new float[forms];
    for (int f = 0; f < forms; f++) {
      scores[f] = best[conceptOf[f]];
    }
    return scores;
  }
}
