package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Label;

/// {@link LexicalNormaliser}'s own scoring of single labels, over given forms.
///
/// What it knows besides them, the votes of everyday titles, is left out, and so is the support of
/// a concept's other labels: a form is scored by itself.
public final class LexicalFormRanker implements FormRanker {
  private final List<List<String>> words;
  private final int[] wordsOf;
  private final Language[] languages;
  private final WordIndex index;
  private final ConcurrentLinkedQueue<WordIndex.Search> searches = new ConcurrentLinkedQueue<>();

  private LexicalFormRanker(List<List<String>> words, int[] wordsOf, Language[] languages) {
    this.words = words;
    this.wordsOf = wordsOf;
    this.languages = languages;
    this.index = WordIndex.of(words);
  }

  public static LexicalFormRanker over(List<Form> forms) {
    Map<List<String>, Integer> numbers = new LinkedHashMap<>();
    int[] wordsOf = new int[forms.size()];
    Language[] languages = new Language[forms.size()];
    for (int f = 0; f < wordsOf.length; f++) {
      List<String> folded = TitleFolding.fold(forms.get(f).text());
      numbers.putIfAbsent(folded, numbers.size());
      wordsOf[f] = numbers.getOrDefault(folded, 0);
      languages[f] = forms.get(f).language();
    }
    return new LexicalFormRanker(new ArrayList<>(numbers.keySet()), wordsOf, languages);
  }

  @Override
  public String name() {
    return LexicalNormaliser.NAME;
  }

  @Override
  public float[] scores(TitleQuery query) {
    List<String> title = TitleFolding.fold(query.title());
    float[] alike = new float[words.size()];
    if (!title.isEmpty() && !words.isEmpty()) {
      WordIndex.Search polled = searches.poll();
      WordIndex.Search search = polled == null ? index.new Search() : polled;
      search.best(title, words.size());
      for (int i = 0; i < search.size; i++) {
        alike[search.found[i]] = Math.min(1, search.scores[i]);
      }
      searches.add(search);
    }
    float[] scores = new float[wordsOf.length];
    for (int f = 0; f < scores.length; f++) {
      int w = wordsOf[f];
      if (alike[w] > 0) {
        boolean same = languages[f].equals(query.language());
        scores[f] = (float) score(alike[w], words.get(w).equals(title), same);
      }
    }
    return scores;
  }

  private static double score(float alike, boolean equal, boolean sameLanguage) {
    LabelForms.Use use = new LabelForms.Use(0, A_LABEL, 0);
    return new LabelMatch(use, 0, alike, equal, sameLanguage, 0, LabelMatch.Context.LABELS).score();
  }

  /// Which of a concept's forms is preferred is not known.
  private static final Label A_LABEL =
      new Label(Language.UNDETERMINED, Label.Kind.ALTERNATIVE, "form");
}
