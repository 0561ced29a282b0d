package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void countsSlips() {
    assertThat(Spelling.distance("developer", "developer", 2)).isZero();
    assertThat(Spelling.distance("devloper", "developer", 2)).isEqualTo(1);
    assertThat(Spelling.distance("devleoper", "developer", 2)).isEqualTo(1);
    assertThat(Spelling.distance("developper", "develaper", 2)).isEqualTo(2);
    assertThat(Spelling.distance("baker", "engineer", 2)).isEqualTo(3);
  }
}
