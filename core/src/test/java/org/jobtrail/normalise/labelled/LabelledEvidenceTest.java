package org.jobtrail.normalise.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledEvidenceTest {
  private static final int CONCEPTS = 6;

  /// Concepts 0 to 3 have titles, 4 and 5 none.
  private static final String[][] WORDS = {
    {"nurse", "ward", "hospital"},
    {"baker", "bread", "pastry"},
    {"driver", "lorry", "delivery"},
    {"welder", "steel", "yard"},
  };

  private static LabelledTitle title(String title, Integer... concepts) {
    return new LabelledTitle(title, title, List.of(concepts), 1, LabelScores.NONE);
  }

  private static List<LabelledTitle> drawn(long seed, int titles) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledTitle> drawn = new ArrayList<>();
    for (int t = 0; t < titles; t++) {
      String[] words = WORDS[t % WORDS.length];
      String text = words[random.nextInt(3)] + ' ' + words[random.nextInt(3)] + ' ' + t % 7;
      drawn.add(title(text, t % WORDS.length));
    }
    return drawn;
  }

  private static float value(TitleEvidence evidence, int concept, EvidencePart part) {
    for (int i = 0; i < evidence.size(); i++) {
      if (evidence.concept(i) == concept) {
        return evidence.value(i, part);
      }
    }
    throw new AssertionError("concept " + concept + " is not in the evidence");
  }

  private static byte[] bytes(LabelledEvidence evidence) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    evidence.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void aTitleAlreadyLabelledIsItsOwnNearest() {
    List<LabelledTitle> titles =
        List.of(title("Head Baker", 1), title("Bäcker", 1), title("Staff nurse", 0, 2));
    LabelledEvidence evidence = LabelledEvidence.train(titles, CONCEPTS, 1, 1);
    LabelScores labels = LabelScores.of(new int[] {1, 4}, new float[] {2, 3});
    TitleEvidence found = evidence.evidence("head  baker", labels);

    assertThat(value(found, 1, EvidencePart.CLOSEST)).isCloseTo(1, within(1e-5f));
    assertThat(value(found, 1, EvidencePart.AGREED)).isCloseTo(2, within(1e-4f));
    assertThat(value(found, 1, EvidencePart.NEIGHBOURS)).isGreaterThan((float) Math.log(51));
    assertThat(value(found, 1, EvidencePart.FEW)).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(value(found, 1, EvidencePart.FREQUENCY))
        .isCloseTo((float) Math.log(3), within(1e-6f));
    assertThat(value(found, 1, EvidencePart.UNTITLED)).isZero();
    assertThat(value(found, 4, EvidencePart.UNTITLED)).isEqualTo(1);
    assertThat(value(found, 4, EvidencePart.UNTITLED_NEAR)).isCloseTo(1, within(1e-5f));
    assertThat(value(found, 4, EvidencePart.UNTITLED_LABEL)).isEqualTo(3);
    assertThat(value(found, 4, EvidencePart.NEIGHBOURS)).isZero();

    TitleEvidence same = evidence.evidence("staff nurse", LabelScores.NONE);
    float half = value(same, 0, EvidencePart.NEIGHBOURS);
    assertThat(half).isCloseTo((float) Math.log(26), within(1e-3f));
    assertThat(value(same, 2, EvidencePart.NEIGHBOURS)).isEqualTo(half);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void learnsWhichWordsAreWhichConceptAndItsProbabilitiesSumToOne(long seed) {
    LabelledEvidence evidence = LabelledEvidence.train(drawn(seed, 200), CONCEPTS, seed, 2);
    assertThat(evidence.titled()).isEqualTo(4);
    for (int concept = 0; concept < WORDS.length; concept++) {
      TitleEvidence found = evidence.evidence(WORDS[concept][0], LabelScores.NONE);
      double sum = 0;
      int best = -1;
      for (int i = 0; i < found.size(); i++) {
        sum += Math.exp(found.value(i, EvidencePart.CLASSIFIER));
        best = best < 0 || better(found, i, best) ? i : best;
      }
      assertThat(sum).isCloseTo(1, within(1e-4));
      assertThat(found.concept(best)).isEqualTo(concept);
    }
  }

  private static boolean better(TitleEvidence found, int i, int than) {
    return found.value(i, EvidencePart.CLASSIFIER) > found.value(than, EvidencePart.CLASSIFIER);
  }

  @Test
  void aLabelScoreRaisesTheConceptByTheClassifiersShare() {
    LabelledEvidence evidence = LabelledEvidence.train(drawn(1, 200), CONCEPTS, 1, 1);
    LabelScores both = LabelScores.of(new int[] {2, 5}, new float[] {0, 0});
    LabelScores more = LabelScores.of(new int[] {2, 5}, new float[] {0, 3});
    TitleEvidence before = evidence.evidence("xyz", both);
    TitleEvidence after = evidence.evidence("xyz", more);
    float share = (float) ClassifierTrainer.DEFAULT.labelShare();
    assertThat(value(after, 5, EvidencePart.CLASSIFIER))
        .isCloseTo(value(before, 5, EvidencePart.CLASSIFIER) + 3 * share, within(1e-5f));
    assertThat(value(after, 2, EvidencePart.CLASSIFIER))
        .isEqualTo(value(before, 2, EvidencePart.CLASSIFIER));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void votesAreThoseOfAScanOverAllTitles(long seed) {
    List<LabelledTitle> titles = drawn(seed, 60);
    LabelledEvidence evidence = LabelledEvidence.train(titles, CONCEPTS, seed, 1);
    TitleGrams grams = TitleGrams.of(titles.stream().map(LabelledTitle::title).toList());
    for (String query : List.of("lorry driver 3", "ward baker", "steelworker")) {
      TitleEvidence found = evidence.evidence(query, LabelScores.NONE);
      double[] closest = new double[CONCEPTS];
      double[] farther = new double[CONCEPTS];
      for (LabelledTitle title : titles) {
        double cos = cosine(grams.vector(query), grams.vector(title.title()));
        if (cos >= 0.05) {
          closest[title.concepts().getFirst()] =
              Math.max(closest[title.concepts().getFirst()], cos);
          farther[title.concepts().getFirst()] += cos * cos;
        }
      }
      for (int c = 0; c < WORDS.length; c++) {
        assertThat((double) value(found, c, EvidencePart.CLOSEST))
            .isCloseTo(closest[c], within(1e-5));
        assertThat((double) value(found, c, EvidencePart.NEIGHBOURS))
            .isCloseTo(Math.log1p(50 * farther[c]), within(1e-3));
      }
    }
  }

  private static double cosine(TitleGrams.Vector a, TitleGrams.Vector b) {
    Map<Integer, Float> weights = new HashMap<>();
    for (int i = 0; i < a.feature.length; i++) {
      weights.put(a.feature[i], a.weight[i]);
    }
    double sum = 0;
    for (int i = 0; i < b.feature.length; i++) {
      sum += weights.getOrDefault(b.feature[i], 0f) * b.weight[i];
    }
    return sum;
  }

  @Test
  void theNumberOfThreadsChangesNoByteAndTheSeedDoes() throws IOException {
    List<LabelledTitle> titles = drawn(5, 100);
    byte[] one = bytes(LabelledEvidence.train(titles, CONCEPTS, 7, 1));
    assertThat(bytes(LabelledEvidence.train(titles, CONCEPTS, 7, 3))).isEqualTo(one);
    assertThat(bytes(LabelledEvidence.train(titles, CONCEPTS, 8, 1))).isNotEqualTo(one);
  }

  @Test
  void whatIsReadSaysTheSameAndIsWrittenTheSame() throws IOException {
    List<LabelledTitle> titles = new ArrayList<>(drawn(2, 80));
    titles.add(title("Pâtissier 🥐 / Bäcker", 1, 3));
    LabelledEvidence evidence = LabelledEvidence.train(titles, CONCEPTS, 1, 2);
    byte[] bytes = bytes(evidence);
    LabelledEvidence read =
        LabelledEvidence.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertThat(bytes(read)).isEqualTo(bytes);
    LabelScores labels = LabelScores.of(new int[] {0, 5}, new float[] {1, 2});
    for (String query : List.of("patissier", "", "lorry", "🥐", "x".repeat(10_000))) {
      TitleEvidence a = evidence.evidence(query, labels);
      TitleEvidence b = read.evidence(query, labels);
      assertThat(b.size()).isEqualTo(a.size());
      for (int i = 0; i < a.size(); i++) {
        assertThat(b.concept(i)).isEqualTo(a.concept(i));
        for (EvidencePart part : EvidencePart.values()) {
          assertThat(b.value(i, part)).isEqualTo(a.value(i, part));
          assertThat(Float.isFinite(a.value(i, part))).isTrue();
        }
      }
    }
    bytes[3] = 9;
    assertThatThrownBy(
            () -> LabelledEvidence.read(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IOException.class)
        .hasMessage("labelled evidence has format 9, known: 1");
  }

  @Test
  void pruningKeepsTheGreatWeightsToWithinAHundredthOfTheirSize() {
    float[][] full = {{0.5f, -4, 0.01f}, {0.1f, 0, 2}};
    float[] bias = {0, 0, 0};
    TitleClassifier few = TitleClassifier.pruned(0, new int[] {0, 1, 2}, bias, full, 3);
    assertThat(few.weights()).isEqualTo(3);
    float[] log = new float[3];
    TitleGrams.Vector x = new TitleGrams.Vector(new int[] {0, 1}, new float[] {1, 1});
    float sum = few.logProbabilities(x, LabelScores.NONE, log);
    assertThat(log[0] + sum).isCloseTo(0.5f, within(0.02f));
    assertThat(log[1] + sum).isCloseTo(-4, within(0.02f));
    assertThat(log[2] + sum).isCloseTo(2, within(0.02f));
  }

  @Test
  void noTitleIsJudgedByOneOfItsKey() {
    List<LabelledTitle> titles = new ArrayList<>(drawn(3, 120));
    titles.add(title("conductor", 4));
    titles.add(title("conductor", 4));
    int[] folds = LabelledEvidence.folds(titles, 5, 1);
    Map<String, Integer> foldOf = new HashMap<>();
    TreeSet<Integer> used = new TreeSet<>();
    for (int t = 0; t < folds.length; t++) {
      assertThat(foldOf.merge(titles.get(t).key(), folds[t], (a, _) -> a)).isEqualTo(folds[t]);
      used.add(folds[t]);
    }
    assertThat(used).containsExactly(0, 1, 2, 3, 4);
    List<TitleEvidence> evidence = LabelledEvidence.outOfFold(titles, CONCEPTS, 5, 1, 2);
    assertThat(evidence).hasSize(titles.size());
    for (int i = 0; i < evidence.getLast().size(); i++) {
      assertThat(evidence.getLast().concept(i)).isNotEqualTo(4);
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> LabelledEvidence.train(List.of(), 2, 1, 1))
        .hasMessage("nothing can be learnt without labelled titles");
    assertThatThrownBy(() -> LabelledEvidence.train(List.of(title("a", 2)), 2, 1, 1))
        .hasMessage("\"a\" names concept 2 of 2");
    assertThatThrownBy(() -> LabelledEvidence.folds(List.of(title("a", 0)), 2, 1))
        .hasMessage("2 folds need at least 2 and as many different titles, found 1");
    assertThatThrownBy(() -> title("a")).hasMessage("\"a\" has no concept");
    assertThatThrownBy(() -> title("a", 1, 1))
        .hasMessage("concepts of \"a\" must ascend from 0 or more, found [1, 1]");
    assertThatThrownBy(() -> LabelScores.of(new int[] {1}, new float[] {Float.NaN}))
        .hasMessage("the score of concept 1 must be finite, found NaN");
  }
}
