package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class RelevantRanksTest {
  @Test
  void averagesThePrecisionAtEachRelevantItem() {
    RelevantRanks ranks = new RelevantRanks(new int[] {2, 3, 6}, 4);
    assertThat(ranks.reciprocalRank()).isEqualTo(0.5);
    assertThat(ranks.successAt(1)).isZero();
    assertThat(ranks.successAt(2)).isEqualTo(1);
    assertThat(ranks.recallAt(5)).isEqualTo(0.5);
    assertThat(ranks.recallAt(10)).isEqualTo(0.75);
    // (1/2 + 2/3 + 3/6) / 4, the fourth was never ranked
    assertThat(ranks.averagePrecision()).isCloseTo(5.0 / 12, within(1e-12));
  }

  @Test
  void isZeroWithoutRelevantItems() {
    RelevantRanks none = new RelevantRanks(new int[0], 0);
    assertThat(none.reciprocalRank() + none.successAt(10) + none.recallAt(10)).isZero();
    assertThat(none.averagePrecision()).isZero();
  }

  @Test
  void countsItemsThatWereNotRankedAsNeverFound() {
    BitSet relevant = new BitSet();
    relevant.set(2);
    RelevantRanks ranks = RelevantRanks.of(new int[] {1, 2, 0}, relevant, 1);
    assertThat(ranks.ranks()).containsExactly(2);
    assertThat(ranks.averagePrecision()).isEqualTo(0.25);
    assertThatThrownBy(() -> new RelevantRanks(new int[] {1, 2}, 1))
        .hasMessage("relevant must be at least 2, found 1");
  }
}
