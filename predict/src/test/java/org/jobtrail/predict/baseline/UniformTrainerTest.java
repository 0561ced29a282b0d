package org.jobtrail.predict.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jobtrail.panel.Split;
import org.jobtrail.predict.MeanNll;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.junit.jupiter.api.Test;

final class UniformTrainerTest extends NextOccupationModelContract {
  @Override
  protected NextOccupationTrainer trainer() {
    return UniformTrainer.DEFAULT;
  }

  @Test
  void itsPerplexityIsTheNumberOfOutcomes() {
    assertThat(Math.exp(MeanNll.nats(trained(), PANEL.people(Split.TEST))))
        .isCloseTo(OUTCOMES, within(1e-9));
  }
}
