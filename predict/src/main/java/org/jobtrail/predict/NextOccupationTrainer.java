package org.jobtrail.predict;

import java.io.IOException;
import org.jobtrail.panel.Panel;

/// Fits a model to the people of a panel's `train` part and chooses its state by the `valid` part.
///
/// A trainer is a record of hyperparameters with one set of defaults.
public interface NextOccupationTrainer {
  /// @param panel with a split; its `test` people are not looked at
  /// @return the state with the best validation perplexity
  NextOccupationModel train(Panel panel, TrainingRun run) throws IOException;
}
