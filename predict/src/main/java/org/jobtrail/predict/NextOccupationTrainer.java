package org.jobtrail.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jobtrail.panel.Panel;

/// Fits a model to the people of a panel's `train` part and chooses its state by the `valid` part.
///
/// A trainer is a record of hyperparameters with one set of defaults.
public interface NextOccupationTrainer {
  /// @param panel with a split; its `test` people are not looked at
  /// @return the state with the best validation perplexity
  NextOccupationModel train(Panel panel, TrainingRun run) throws IOException;

  /// Whether training can start from a trained model, {@link TrainingRun#from}.
  default boolean startsFromModels() {
    return false;
  }

  /// The files and folders of the user's that the hyperparameters name: they are read, so nothing
  /// may be written over them.
  default List<Path> reads() {
    return List.of();
  }

  /// The same with codes without meaning where this one reads the words of titles; empty when it
  /// reads none.
  ///
  /// @param work takes files that the other trainer needs
  default Optional<NextOccupationTrainer> withoutTitleWords(Path work) throws IOException {
    return Optional.empty();
  }
}
