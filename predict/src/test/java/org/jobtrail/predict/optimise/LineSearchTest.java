package org.jobtrail.predict.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LineSearchTest {
  @Test
  void findsTheBottomOfAParabola() {
    assertThat(LineSearch.minimum(x -> (x - 2) * (x - 2), -5, 9, 40)).isCloseTo(2, within(1e-6));
  }

  @Test
  void endsCount() {
    assertThat(LineSearch.minimum(x -> x, 1, 4, 30)).isEqualTo(1);
    assertThat(LineSearch.minimum(x -> -x, 1, 4, 30)).isEqualTo(4);
  }
}
