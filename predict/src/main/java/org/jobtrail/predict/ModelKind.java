package org.jobtrail.predict;

import java.util.Map;
import org.jobtrail.panel.PanelSchema;

/// A kind of model: what it is, how one is trained, how one is loaded.
///
/// @param name as the command line and `config.json` have it
/// @param description one line
/// @param defaults the trainer, a record of hyperparameters, as it is when nothing is set
/// @param loader makes the model again from what {@link NextOccupationModel#saved} gave
public record ModelKind(
    String name, String description, NextOccupationTrainer defaults, Loader loader) {
  public ModelKind {
    if (!(defaults instanceof Record)) {
      throw new IllegalArgumentException("the trainer of " + name + " must be a record");
    }
  }

  /// Makes a model from its files.
  @FunctionalInterface
  public interface Loader {
    /// @param saved its config without the schema
    /// @param device where a model with tensors keeps them
    /// @throws IllegalArgumentException if a tensor or a hyperparameter is missing or has another
    ///     shape
    NextOccupationModel load(SavedModel saved, PanelSchema schema, Device device);
  }

  /// The defaults with some hyperparameters replaced.
  ///
  /// @throws org.jobtrail.provenance.JobtrailException.Usage for names and values it can't take
  public NextOccupationTrainer trainer(Map<String, String> settings) {
    return (NextOccupationTrainer) Settings.with((Record) defaults, settings);
  }
}
