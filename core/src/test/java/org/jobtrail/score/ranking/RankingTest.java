package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders and measures, beside a slow oracle that sorts records and counts by the definitions.
class RankingTest {
  @Test
  void breaksTiesByPosition() {
    assertThat(Ranking.order(new float[] {0.5f, -1, 0.5f, 2, 0f, -0f}))
        .containsExactly(3, 0, 2, 4, 5, 1);
  }

  @Test
  void refusesScoresThatHaveNoOrder() {
    assertThatThrownBy(() -> Ranking.order(new float[] {0, Float.NaN}))
        .hasMessage("score[1] must be finite, found NaN");
  }

  private record Item(String id, float score, boolean relevant) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithSortingByScoreThenDescendingId(long seed) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(60);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      // Few different scores, so that most are tied.
      float score = (random.nextInt(7) - 3) / 3f;
      items.add(new Item(String.format("d%03d", i * 7 % 100), score, random.nextInt(4) == 0));
    }
    items.sort(Comparator.comparing(Item::id).reversed());
    float[] scores = new float[n];
    BitSet relevant = new BitSet();
    for (int i = 0; i < n; i++) {
      scores[i] = items.get(i).score;
      relevant.set(i, items.get(i).relevant);
    }
    RelevantRanks ranks = RelevantRanks.of(Ranking.order(scores), relevant, 2);
    List<Item> sorted = new ArrayList<>(items);
    java.util.Collections.shuffle(sorted, random);
    sorted.sort(
        (a, b) -> a.score == b.score ? b.id.compareTo(a.id) : Float.compare(b.score, a.score));
    double total = relevant.cardinality() + 2;
    double precisions = 0;
    double first = 0;
    for (int k = 1; k <= n; k++) {
      long hits = sorted.subList(0, k).stream().filter(Item::relevant).count();
      if (sorted.get(k - 1).relevant) {
        precisions += hits / (double) k;
        first = first == 0 ? 1.0 / k : first;
      }
      assertThat(ranks.successAt(k)).isEqualTo(hits > 0 ? 1 : 0);
      assertThat(ranks.recallAt(k)).isCloseTo(hits / total, within(1e-12));
    }
    assertThat(ranks.reciprocalRank()).isCloseTo(first, within(1e-12));
    assertThat(ranks.averagePrecision()).isCloseTo(precisions / total, within(1e-12));
  }
}
