package org.jobtrail.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;

class ScoresTitlesTest {
  @Test
  void titlesShareTheirMass() {
    double[] titles = {Math.log(0.2), Math.log(0.3)};
    double mass = ScoresTitles.logMass(titles);
    assertThat(mass).isCloseTo(Math.log(0.5), within(1e-12));
    assertThat(ScoresTitles.normalised(titles, mass))
        .containsExactly(new double[] {Math.log(0.4), Math.log(0.6)}, within(1e-12));
  }

  /// Weights that overflow.
  @Test
  void noProbabilityThatIsNoNumberIsGivenOut() {
    double least = Double.NEGATIVE_INFINITY;
    for (double[] broken :
        new double[][] {{-1, Double.NaN}, {-1, Double.POSITIVE_INFINITY}, {least, least}}) {
      assertThatThrownBy(() -> ScoresTitles.logMass(broken))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessageContaining("its weights overflow or are damaged");
    }
  }
}
