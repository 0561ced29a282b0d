package org.jobtrail.predict.neural;

import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;

/// Turns what a person was into one state for each record, which knows the covariates up to the
/// record and the outcomes before it.
sealed interface Network permits BagNetwork, RecurrentNetwork, CareerNetwork {
  /// Its parameters and how they start.
  SortedMap<String, Parameters.Start> starts();

  /// How many numbers a state has.
  int width();

  /// @return `[rows, width]`
  Tensor states(Parameters parameters, Batch batch, Dropout dropout);
}
