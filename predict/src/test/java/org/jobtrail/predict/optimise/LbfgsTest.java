package org.jobtrail.predict.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LbfgsTest {
  /// Rosenbrock's valley, its bottom at (1, 1).
  private static final Objective VALLEY =
      new Objective() {
        @Override
        public int size() {
          return 2;
        }

        @Override
        public double at(double[] w, double[] gradient) {
          double off = w[1] - w[0] * w[0];
          gradient[0] = -400 * w[0] * off - 2 * (1 - w[0]);
          gradient[1] = 200 * off;
          return 100 * off * off + (1 - w[0]) * (1 - w[0]);
        }
      };

  @Test
  void findsTheBottomOfTheValley() {
    double[] weights = {-1.2, 1};
    double value = new Lbfgs(5, 200, 0).minimise(VALLEY, weights);
    assertThat(value).isCloseTo(0, within(1e-12));
    assertThat(weights).containsExactly(new double[] {1, 1}, within(1e-6));
  }

  @Test
  void staysAtTheBottom() {
    double[] weights = {1, 1};
    assertThat(new Lbfgs(5, 200, 0).minimise(VALLEY, weights)).isZero();
    assertThat(weights).containsExactly(1, 1);
  }
}
