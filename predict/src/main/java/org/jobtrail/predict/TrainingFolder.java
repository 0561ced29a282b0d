package org.jobtrail.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;

/// The folder `OUT.training` beside a model's folder: what a training keeps so that it can go on
/// after a kill. Gone when the model is written.
public final class TrainingFolder {
  private static final String KEY = "key";

  private TrainingFolder() {}

  /// Opens the folder; what another training left there is dropped.
  ///
  /// @throws JobtrailException.Usage if something else stands there
  /// @param key says what is trained on what: two trainings with one key end in the same model
  public static Path open(Path out, String key) throws IOException {
    Path folder = of(out);
    Path file = folder.resolve(KEY);
    if (!Files.isRegularFile(file) || !Files.readString(file).equals(key)) {
      refuseOther(folder);
      AtomicFiles.deleteTree(folder);
      Files.createDirectories(folder);
      AtomicFiles.write(file, key);
    }
    return folder;
  }

  private static void refuseOther(Path folder) throws IOException {
    boolean empty = !Files.exists(folder);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        empty = files.findAny().isEmpty();
      }
    }
    if (!empty && !Files.isRegularFile(folder.resolve(KEY))) {
      throw new JobtrailException.Usage(
          folder
              + ": is in the way, a training keeps its work there; move it, or choose another --out");
    }
  }

  /// Drops the folder unless a training kept something there to go on from.
  public static void deleteIfUnused(Path out) throws IOException {
    Path folder = of(out);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.anyMatch(file -> !file.endsWith(KEY))) {
          return;
        }
      }
      AtomicFiles.deleteTree(folder);
    }
  }

  public static void delete(Path out) throws IOException {
    AtomicFiles.deleteTree(of(out));
  }

  private static Path of(Path out) {
    Path whole = out.toAbsolutePath().normalize();
    return whole.resolveSibling(whole.getFileName() + ".training");
  }
}
