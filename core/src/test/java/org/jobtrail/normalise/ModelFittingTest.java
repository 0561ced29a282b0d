package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;

class ModelFittingTest {
  private static final Taxonomy STARTER = Taxonomy.starter();

  /// Starter titles roughened, and a word that no label has: `blorb` is a cook.
  private static List<KnownOccupation> titles(long seed, int n) {
    Random random = new Random(seed);
    List<Concept> concepts = STARTER.coded().stream().filter(c -> !c.labels().isEmpty()).toList();
    Concept cook = STARTER.byCode("5120").orElseThrow();
    List<KnownOccupation> titles = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Concept concept = concepts.get(random.nextInt(concepts.size()));
      Label label = concept.labels().get(random.nextInt(concept.labels().size()));
      String title = label.text() + " " + (char) ('a' + random.nextInt(26)) + random.nextInt(99);
      boolean made = i % 10 == 0;
      titles.add(
          new KnownOccupation(
              TitleQuery.of(
                  made ? "blorb " + word(random) : title,
                  made ? Language.ENGLISH : label.language()),
              List.of(made ? cook : concept),
              1));
    }
    return titles;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static Coding code(NormaliserModel model, String title) {
    return TrainedNormaliser.of(STARTER, model)
        .code(List.of(TitleQuery.of(title, Language.ENGLISH)), 5)
        .getFirst();
  }

  @Test
  void aWordThatOnlyTitlesKnowIsLearnt() {
    NormaliserModel learnt =
        TitleLearner.DEFAULT
            .learn(
                TrainedNormaliserTest.MODEL, STARTER, titles(1, 900), List.of(), "made-up titles")
            .model();
    assertThat(learnt.knowledge()).isPresent();
    Candidate first = code(learnt, "blorb qqqqq").candidates().getFirst();
    assertThat(first.occupation().code()).isEqualTo("5120");
    assertThat(first.probability()).isInstanceOf(Candidate.Probability.Calibrated.class);
    double sum = first.reasons().stream().mapToDouble(Candidate.Reason::amount).sum();
    assertThat(first.score()).isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-9));
    List<List<org.jobtrail.taxonomy.OccupationCode>> sets =
        TrainedNormaliser.of(STARTER, learnt)
            .sets(List.of(TitleQuery.of("nurse", Language.ENGLISH)), 0.8);
    assertThat(sets.getFirst()).isNotEmpty();
  }

  @Test
  void fewTitlesLeaveTheWeightsAndProbabilitiesAlone() {
    NormaliserModel learnt =
        TitleLearner.DEFAULT
            .learn(
                TrainedNormaliserTest.MODEL, STARTER, titles(2, 100), List.of(), "made-up titles")
            .model();
    assertThat(learnt.weights()).isEqualTo(TrainedNormaliserTest.MODEL.weights());
    assertThat(learnt.knowledge()).isEmpty();
    assertThat(learnt.confidence()).isPresent().isEqualTo(TrainedNormaliserTest.MODEL.confidence());
    List<KnownOccupation> twice = new ArrayList<>(titles(2, 150));
    twice.addAll(titles(2, 150));
    assertThat(
            TitleLearner.DEFAULT
                .learn(TrainedNormaliserTest.MODEL, STARTER, twice, List.of(), "the same twice")
                .model()
                .confidence())
        .isEqualTo(TrainedNormaliserTest.MODEL.confidence());
  }

  @Test
  void oneTitleManyTimesTeachesNoWords() {
    List<KnownOccupation> same = Collections.nCopies(600, titles(4, 1).getFirst());
    NormaliserModel learnt =
        TitleLearner.DEFAULT
            .learn(TrainedNormaliserTest.MODEL, STARTER, same, List.of(), "one title")
            .model();
    assertThat(learnt.knowledge()).isEmpty();
  }

  @Test
  void aTitleIsCodedByAModelThatDidNotLearnFromIt() {
    List<KnownOccupation> titles = titles(3, 900);
    CrossFittedNormaliser folds =
        CrossFittedNormaliser.of(
            TitleLearner.DEFAULT, TrainedNormaliserTest.MODEL, STARTER, titles, 3, 1);
    long right =
        titles.stream()
            .filter(
                t ->
                    folds.code(List.of(t.query()), 1).getFirst().candidates().stream()
                        .anyMatch(c -> t.isRight(c.occupation())))
            .count();
    assertThat(right).isGreaterThan(500);
    // One of 90 titles of cooks has others in other folds; the only title of an occupation has
    // none.
    Set<String> once =
        titles.stream()
            .map(t -> t.right().getFirst().occupation().code())
            .collect(Collectors.groupingBy(code -> code, Collectors.counting()))
            .entrySet()
            .stream()
            .filter(e -> e.getValue() == 1)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(once).isNotEmpty();
    for (KnownOccupation title : titles) {
      String code = title.right().getFirst().occupation().code();
      if (once.contains(code)) {
        assertThat(folds.isUntitled(title)).isTrue();
      } else if (code.equals("5120")) {
        assertThat(folds.isUntitled(title)).isFalse();
      }
    }
  }
}
