package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
  @Test
  void takesTheBestSumNotTheBestPair() {
    assertThat(Assignment.maximise(new double[][] {{3, 2.9}, {2.9, 0}})).containsExactly(1, 0);
  }

  @Test
  void leavesPairsOfNoWeightAlone() {
    assertThat(Assignment.maximise(new double[][] {{0, 0}, {0, 1}, {0, 2}}))
        .containsExactly(-1, -1, 1);
    assertThat(Assignment.maximise(new double[0][0])).isEmpty();
  }

  @Test
  void refusesNegativeWeights() {
    assertThatThrownBy(() -> Assignment.maximise(new double[][] {{-1}}))
        .hasMessage("a weight must be >= 0, found -1.0");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalsTheBestOfAllAssignments(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 100; round++) {
      double[][] weight = new double[random.nextInt(1, 6)][random.nextInt(1, 6)];
      for (double[] row : weight) {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
        }
      }
      int[] match = Assignment.maximise(weight);
      double sum = 0;
      for (int i = 0; i < match.length; i++) {
        sum += match[i] < 0 ? 0 : weight[i][match[i]];
      }
      assertThat(sum).isCloseTo(best(weight, 0, 0), within(1e-9));
      assertThat(java.util.Arrays.stream(match).filter(j -> j >= 0)).doesNotHaveDuplicates();
    }
  }

  private static double best(double[][] weight, int row, int used) {
    if (row == weight.length) {
      return 0;
    }
    double best = best(weight, row + 1, used);
    for (int j = 0; j < weight[row].length; j++) {
      if ((used & 1 << j) == 0) {
        best = Math.max(best, weight[row][j] + best(weight, row + 1, used | 1 << j));
      }
    }
    return best;
  }
}
