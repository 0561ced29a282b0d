package org.jobtrail.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jobtrail.panel.Panel;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;

/// Trains the variants of a study.
public interface Trainings {
  /// One training of a study.
  ///
  /// @param name tells it from the study's other trainings, fit for a folder: `share-0.1`
  /// @param pooled whether the pooled panel has a part in it
  record Variant(
      String name,
      NextOccupationTrainer trainer,
      Panel panel,
      Optional<NextOccupationModel> from,
      boolean pooled) {}

  NextOccupationModel train(Variant variant) throws IOException;

  /// Takes files that variants' trainers need.
  Path folder();
}
