package org.jobtrail.predict.neural;

import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.libtorch.Precision;
import org.junit.jupiter.api.Nested;

/// Every kind of network keeps to what all models keep to.
final class NeuralKindsTest {
  @Nested
  class Bag extends Contract {
    Bag() {
      super(NeuralTrainer.BAG);
    }
  }

  @Nested
  class Lstm extends Contract {
    Lstm() {
      super(NeuralTrainer.LSTM);
    }
  }

  @Nested
  class Gru extends Contract {
    Gru() {
      super(NeuralTrainer.GRU);
    }
  }

  @Nested
  class GruInformed extends Contract {
    GruInformed() {
      super(NeuralTrainer.GRU.withInformed(true));
    }
  }

  @Nested
  class Career extends Contract {
    Career() {
      super(NeuralTrainer.CAREER);
    }
  }

  @Nested
  class CareerInformed extends Contract {
    CareerInformed() {
      super(NeuralTrainer.CAREER.withInformed(true));
    }
  }

  abstract static class Contract extends NextOccupationModelContract {
    private final NeuralTrainer small;

    Contract(NeuralTrainer kind) {
      small =
          new NeuralTrainer(
              kind.network(),
              kind.layers(),
              16,
              2,
              32,
              0.1,
              kind.head(),
              kind.clamp(),
              kind.informed(),
              Precision.FLOAT32,
              new Fitting(256, 5e-3, 5, 0.01, 2, Integer.MAX_VALUE, 4, 1, 0.9));
    }

    @Override
    protected NextOccupationTrainer trainer() {
      return small;
    }

    /// Sums of floats depend a little on how many people are in a batch.
    @Override
    protected double tolerance() {
      return 2e-5;
    }
  }
}
