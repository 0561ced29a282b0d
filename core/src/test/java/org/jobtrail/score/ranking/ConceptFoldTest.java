package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConceptFoldTest {
  private final ConceptFold fold = new ConceptFold(new int[] {0, 0, 1, 1, 2});

  @Test
  void ranksAConceptWhereItsBestFormStands() {
    int[] order = Ranking.order(new float[] {0.9f, 0.8f, 0.1f, 0.7f, 0.7f});
    assertThat(order).containsExactly(0, 1, 3, 4, 2);
    assertThat(fold.concepts(order)).containsExactly(0, 1, 2);
  }

  @Test
  void putsOneFormOfEachConceptBeforeAllOthers() {
    float[] scores = {0.9f, 0.8f, 0.1f, 0.7f, 0.7f};
    float[] first = fold.oneFormFirst(scores, Ranking.order(scores));
    assertThat(Ranking.order(first)).containsExactly(0, 3, 4, 1, 2);
    assertThat(first[0]).isEqualTo(0.9f);
    assertThat(first[4]).isEqualTo(0.7f);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsForScoresOfAnySize(long seed) {
    Random random = new Random(seed);
    for (float scale : new float[] {1e-6f, 1, 1e4f, 1e9f}) {
      float[] scores = new float[200];
      int[] concepts = new int[200];
      for (int i = 0; i < scores.length; i++) {
        concepts[i] = i % 40;
        scores[i] = scale * (random.nextInt(50) - 25);
      }
      ConceptFold of = new ConceptFold(concepts);
      int[] order = Ranking.order(scores);
      int[] first = Ranking.order(of.oneFormFirst(scores, order));
      assertThat(java.util.Arrays.stream(first).limit(40).map(f -> concepts[f]).toArray())
          .as("scale %s", scale)
          .isEqualTo(of.concepts(order));
    }
  }
}
