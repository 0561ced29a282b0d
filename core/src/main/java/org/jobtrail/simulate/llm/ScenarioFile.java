package org.jobtrail.simulate.llm;

import java.io.IOException;
import java.nio.file.Path;

final class ScenarioFile {
  static Scenario read(Path toml) throws IOException {
    throw new IOException("todo " + toml);
  }
}
