package org.jobtrail.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;

/// Hashes a run's inputs, after a look at whether they can be inputs at all.
final class InputHashes {
  private InputHashes() {}

  static List<FileHash> of(RunConfiguration configuration) throws IOException {
    check(configuration);
    return Inputs.hash(configuration.inputs(), InputHashes::counts);
  }

  /// @throws JobtrailException.Usage if an input isn't there or holds the output
  static void check(RunConfiguration configuration) {
    Path out = configuration.out().toAbsolutePath().normalize();
    for (Path input : configuration.inputs()) {
      if (!Files.exists(input)) {
        throw new JobtrailException.Usage(
            input + ": no such file or folder; check the path of the input");
      }
      if (!Files.isDirectory(input) && !Files.isRegularFile(input)) {
        throw new JobtrailException.Usage(
            input + ": neither a file nor a folder; inputs are read twice, so give a file");
      }
      if (Files.isDirectory(input) && out.startsWith(input.toAbsolutePath().normalize())) {
        throw new JobtrailException.Usage(
            configuration.out()
                + ": lies inside the input "
                + input
                + ", a run would read its own output; choose another --out");
      }
    }
  }

  /// Dot files come and go while one looks into a folder; ingest passes them over too.
  private static boolean counts(Path file) {
    for (Path name : file) {
      if (name.toString().startsWith(".")) {
        return false;
      }
    }
    Path name = file.getFileName();
    return name == null || !Set.of("Thumbs.db", "desktop.ini").contains(name.toString());
  }
}
