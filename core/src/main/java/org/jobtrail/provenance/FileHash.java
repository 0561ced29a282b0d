package org.jobtrail.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file or folder by name and content, as manifests list inputs and outputs.
///
/// @param path relative, with `/` between names; never absolute, so that a moved folder verifies
/// @param sha256 of a file its bytes; of a folder as {@link Inputs} says
/// @param bytes size; of a folder the sum over its files
public record FileHash(String path, String sha256, long bytes) {
  public FileHash {
    if (path.startsWith("/") || path.isEmpty()) {
      throw new IllegalArgumentException(
          "a manifest lists relative paths, found \"" + path + "\"; pass the folder it lies in");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a SHA-256 has 64 hexadecimal digits, found \"" + sha256 + '"');
    }
  }

  /// Hashes a file that lies below the folder.
  public static FileHash of(Path folder, Path file) throws IOException {
    String relative = folder.relativize(file).toString().replace('\\', '/');
    return new FileHash(relative, Sha256.of(file), Files.size(file));
  }
}
