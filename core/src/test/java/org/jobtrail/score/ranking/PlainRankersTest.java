package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.normalise.FormRankerContractTest;
import org.jobtrail.normalise.LexicalNormaliser;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The baselines: the contract, hand-worked cases, and dense or tabular oracles.
class PlainRankersTest {
  @Nested
  class CharTfIdf extends FormRankerContractTest {
    @Override
    protected FormRanker over(List<Form> forms) {
      return Rankers.named("char-tfidf").over(forms);
    }
  }

  @Nested
  class WordTfIdf extends FormRankerContractTest {
    @Override
    protected FormRanker over(List<Form> forms) {
      return Rankers.named("word-tfidf").over(forms);
    }
  }

  @Nested
  class Edit extends FormRankerContractTest {
    @Override
    protected FormRanker over(List<Form> forms) {
      return Rankers.named("edit").over(forms);
    }
  }

  @Nested
  class Bridged extends FormRankerContractTest {
    @Override
    protected FormRanker over(List<Form> forms) {
      return new BridgedRanker(Rankers.named("char-tfidf-3-5"), forms, Taxonomy.starter());
    }
  }

  private static TitleQuery title(String text) {
    return TitleQuery.of(text, Language.ENGLISH);
  }

  private static List<Form> forms(String... texts) {
    List<Form> forms = new ArrayList<>();
    for (String text : texts) {
      forms.add(new Form("f" + forms.size(), text, Language.ENGLISH, "c" + forms.size()));
    }
    return forms;
  }

  @Test
  void cutsGramsInsidePaddedWords() {
    assertThat(Terms.grams(" An  ox", 2, 4))
        .containsExactly(
            " a", "an", "n ", " an", "an ", " an ", " o", "ox", "x ", " ox", "ox ", " ox ");
    assertThat(Terms.grams("A", 2, 5)).containsExactly(" a", "a ", " a ");
    assertThat(Terms.grams("  ", 2, 5)).isEmpty();
    assertThat(Terms.words("C# Über-Koch x 3D")).containsExactly("über", "koch", "3d");
  }

  @Test
  void weighsWordsByHand() {
    FormRanker ranker = Rankers.named("word-tfidf").over(forms("baker", "bread baker"));
    // idf(baker) = 1, idf(bread) = 1 + ln(3/2)
    double bread = 1 + Math.log(1.5);
    float[] scores = ranker.scores(title("baker of bread"));
    double norm = Math.sqrt(1 + bread * bread);
    assertThat(scores[0]).isCloseTo((float) (1 / norm), within(1e-6f));
    assertThat(scores[1]).isCloseTo(1, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tfIdfIsTheCosineOfDenseVectors(long seed) {
    Random random = new Random(seed);
    String[] texts = new String[80];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(random, 12);
    }
    Function<String, List<String>> terms = t -> Terms.grams(t, 2, 4);
    FormRanker ranker = new TfIdfRanker("x", terms, forms(texts));
    Map<String, Integer> df = new HashMap<>();
    for (String text : texts) {
      terms.apply(text).stream().distinct().forEach(t -> df.merge(t, 1, Integer::sum));
    }
    for (int q = 0; q < 20; q++) {
      String query = text(random, 15);
      float[] scores = ranker.scores(title(query));
      Map<String, Double> a = dense(terms.apply(query), df, texts.length);
      for (int f = 0; f < texts.length; f++) {
        Map<String, Double> b = dense(terms.apply(texts[f]), df, texts.length);
        double dot = 0;
        for (Map.Entry<String, Double> entry : a.entrySet()) {
          dot += entry.getValue() * b.getOrDefault(entry.getKey(), 0.0);
        }
        double norms = norm(a) * norm(b);
        assertThat((double) scores[f]).isCloseTo(norms == 0 ? 0 : dot / norms, within(1e-5));
      }
    }
  }

  private static Map<String, Double> dense(List<String> terms, Map<String, Integer> df, int n) {
    Map<String, Double> vector = new TreeMap<>();
    for (String term : terms) {
      if (df.containsKey(term)) {
        vector.merge(term, 1 + Math.log((1.0 + n) / (1.0 + df.get(term))), Double::sum);
      }
    }
    return vector;
  }

  private static double norm(Map<String, Double> vector) {
    return Math.sqrt(vector.values().stream().mapToDouble(v -> v * v).sum());
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most + 1);
    for (int i = 0; i < length; i++) {
      text.append("abcd éЖ".charAt(random.nextInt(7)));
    }
    return text.toString();
  }

  @Test
  void countsEditsByHand() {
    float[] scores = Rankers.named("edit").over(forms("kitten", "")).scores(title("Sitting"));
    assertThat(scores[0]).isCloseTo(1 - 3 / 7f, within(1e-6f));
    assertThat(scores[1]).isZero();
    assertThat(Rankers.named("edit").over(forms("")).scores(title(""))).containsExactly(1f);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bitParallelEditsAgreeWithTheTable(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String a = text(random, i < 150 ? 10 : 70);
      String b = text(random, 90);
      float score = Rankers.named("edit").over(forms(b)).scores(title(a))[0];
      int longer = Math.max(a.length(), b.length());
      int d = EditRanker.table(a.toLowerCase(), b.toLowerCase());
      assertThat(score).isCloseTo(longer == 0 ? 1 : 1 - d / (float) longer, within(1e-6f));
    }
  }

  @Test
  void namesThoseThereAre() {
    assertThatThrownBy(() -> Rankers.named("best"))
        .hasMessage(
            "unknown ranker \"best\", known: char-tfidf, char-tfidf-2-4, char-tfidf-3-5, edit,"
                + " lexical, word-tfidf");
  }

  @Test
  void bridgesToFormsInAnotherLanguage() {
    Taxonomy starter = Taxonomy.starter();
    String baker = starter.byCode("7512").orElseThrow().occupation().uri();
    List<Form> forms =
        List.of(
            new Form("2", "a", Language.ENGLISH, "elsewhere"),
            new Form("1", "xx", Language.ENGLISH, baker));
    BridgedRanker ranker = new BridgedRanker(Rankers.named("char-tfidf"), forms, starter);
    float[] scores = ranker.scores(TitleQuery.of("bakker", Language.DUTCH));
    assertThat(scores[1]).isGreaterThan(0.5f);
    assertThat(scores[0]).isLessThan(0.2f);
    assertThat(ranker.labels()).isPositive();
  }

  @Test
  void takesAnyNormalisersCandidates() {
    Taxonomy starter = Taxonomy.starter();
    String baker = starter.byCode("7512").orElseThrow().occupation().uri();
    List<Form> forms =
        List.of(
            new Form("2", "a", Language.ENGLISH, "elsewhere"),
            new Form("1", "b", Language.ENGLISH, baker),
            new Form("0", "c", Language.ENGLISH, baker));
    float[] scores =
        new NormaliserFormRanker(LexicalNormaliser.of(starter), forms, 50).scores(title("baker"));
    assertThat(scores[1]).isGreaterThan(0.5f).isEqualTo(scores[2]);
    assertThat(scores[0]).isLessThanOrEqualTo(-1);
  }
}
