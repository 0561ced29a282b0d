package org.jobtrail.predict;

import java.io.IOException;
import java.nio.file.Path;

/// A model that leaves files for other programs beside what it is read from again.
public interface SavesMore {
  /// @param folder of the model, not yet published
  void saveMore(Path folder) throws IOException;
}
