package org.jobtrail.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Hashes what a command reads.
///
/// A file by its bytes. A folder by the SHA-256 over its files sorted by relative path, a line
/// `sha256  path\n` each, as `sha256sum` prints them.
public final class Inputs {
  private Inputs() {}

  public static List<FileHash> hash(List<Path> paths) throws IOException {
    return hash(paths, _ -> true);
  }

  /// @param counts which files of a folder, by their path inside it, belong to the input; a file
  ///     named directly always does
  public static List<FileHash> hash(List<Path> paths, Predicate<Path> counts) throws IOException {
    List<FileHash> hashes = new ArrayList<>();
    for (Path path : paths) {
      hashes.add(Files.isDirectory(path) ? folder(path, counts) : file(path));
    }
    return List.copyOf(hashes);
  }

  private static FileHash file(Path path) throws IOException {
    return new FileHash(name(path), Sha256.of(path), Files.size(path));
  }

  private static FileHash folder(Path folder, Predicate<Path> counts) throws IOException {
    List<String> files;
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      files =
          walk.filter(Files::isRegularFile)
              .map(folder::relativize)
              .filter(counts)
              .map(file -> file.toString().replace('\\', '/'))
              .sorted()
              .toList();
    }
    MessageDigest digest = Sha256.digest();
    long bytes = 0;
    for (String file : files) {
      Path path = folder.resolve(file);
      bytes += Files.size(path);
      String line = Sha256.of(path) + "  " + file + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return new FileHash(name(folder), HexFormat.of().formatHex(digest.digest()), bytes);
  }

  /// The last name of the path, so that no absolute path reaches a manifest.
  private static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }
}
