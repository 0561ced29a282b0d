package org.jobtrail.predict;

import java.util.List;

/// A trainer whose model is made of trained models.
public interface StackingTrainer extends NextOccupationTrainer {
  /// The same hyperparameters over these members.
  ///
  /// @throws org.jobtrail.provenance.JobtrailException.Usage if they can't be put together
  StackingTrainer over(List<NextOccupationModel> members);
}
