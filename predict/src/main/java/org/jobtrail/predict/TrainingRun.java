package org.jobtrail.predict;

import java.nio.file.Path;
import java.util.Optional;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;

/// What a training is given besides the data and the hyperparameters.
///
/// @param seed decides every draw
/// @param threads at least 1
/// @param device where tensors live; models without tensors don't care
/// @param work a folder for state that survives a kill; a trainer that finds its own state there
///     goes on and ends with the same model
/// @param from a trained model to start from, such as one pre-trained on another corpus
public record TrainingRun(
    long seed,
    int threads,
    Device device,
    Path work,
    Optional<NextOccupationModel> from,
    Progress progress) {
  public TrainingRun {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, found " + threads);
    }
  }

  /// For trainers that always begin from nothing.
  ///
  /// @param model the name of the kind of model
  /// @throws JobtrailException.Usage if there is a model to start from
  public void refuseFrom(String model) {
    if (from.isPresent()) {
      throw new JobtrailException.Usage(
          "--from: " + model + " is fitted from nothing, it can't start from a trained model");
    }
  }
}
