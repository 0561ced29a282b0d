package org.jobtrail.score.ranking;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.normalise.LexicalFormRanker;
import org.jobtrail.normalise.MeaningFormRanker;
import org.jobtrail.normalise.encoder.LabelEncoder;
import org.jobtrail.provenance.JobtrailException;

/// The rankers that `--ranker` names.
public final class Rankers {
  private static final SortedMap<String, FormRanker.Factory> BY_NAME = new TreeMap<>();

  static {
    BY_NAME.put("char-tfidf", forms -> chars(2, 4, forms));
    BY_NAME.put("char-tfidf-2-4", forms -> chars(2, 4, forms));
    BY_NAME.put("char-tfidf-3-5", forms -> chars(3, 5, forms));
    BY_NAME.put("edit", EditRanker::new);
    BY_NAME.put("lexical", LexicalFormRanker::over);
    BY_NAME.put("word-tfidf", forms -> new TfIdfRanker("word-tfidf", Terms::words, forms));
  }

  private Rankers() {}

  private static FormRanker chars(int shortest, int longest, List<Form> forms) {
    String name = "char-tfidf-" + shortest + '-' + longest;
    return new TfIdfRanker(name, text -> Terms.grams(text, shortest, longest), forms);
  }

  /// The ranker of a trained model: characters, words and meaning.
  public static FormRanker.Factory trained(LabelEncoder encoder) {
    return forms ->
        new MeaningFormRanker(forms, chars(2, 4, forms), LexicalFormRanker.over(forms), encoder);
  }

  public static SortedMap<String, FormRanker.Factory> byName() {
    return Collections.unmodifiableSortedMap(BY_NAME);
  }

  /// @throws JobtrailException.Usage for a name that none has, listing those there are
  public static FormRanker.Factory named(String name) {
    FormRanker.Factory factory = BY_NAME.get(name);
    if (factory == null) {
      throw new JobtrailException.Usage(
          "unknown ranker \"" + name + "\", known: " + String.join(", ", BY_NAME.keySet()));
    }
    return factory;
  }
}
