package org.jobtrail.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Hashes what a command reads.
///
/// A file by its bytes. A folder by the SHA-256 over its files sorted by relative path, a line
/// `sha256  path\n` each, as `sha256sum` prints them; `unreadable` instead of the hash where the
/// right to read is missing. Links are followed, but not back into a folder around them.
public final class Inputs {
  /// Stands for the hash of a file without the right to read it.
  private static final String UNREADABLE = "unreadable";

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

  /// Refuses to write over what is read, whatever the two paths are spelt like.
  ///
  /// @throws JobtrailException.Usage if `out` is one of the inputs, or a file that the manifest of
  ///     an input folder names
  public static void keep(List<Path> inputs, Path out) throws IOException {
    for (Path input : inputs) {
      if (same(out, input) || isOf(input, out)) {
        throw new JobtrailException.Usage(
            out + ": is read by this command and would be lost; give the result another name");
      }
    }
  }

  /// Whether a file is the folder's manifest or listed by it; what else lies there isn't read.
  private static boolean isOf(Path folder, Path file) throws IOException {
    Path manifest = folder.resolve(Manifest.FILE);
    if (!Files.isRegularFile(manifest) || !Files.isRegularFile(file)) {
      return false;
    }
    if (same(file, manifest)) {
      return true;
    }
    for (FileHash output : Manifest.read(folder).outputs()) {
      if (same(file, folder.resolve(output.path()))) {
        return true;
      }
    }
    return false;
  }

  /// Refuses an output folder that is, or has inside it, what is read, whatever the paths are
  /// spelt like.
  ///
  /// @throws JobtrailException.Usage naming the input
  public static void keepOutside(List<Path> inputs, Path out) throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    Path whole = out.toRealPath();
    for (Path input : inputs) {
      if (Files.exists(input) && input.toRealPath().startsWith(whole)) {
        throw new JobtrailException.Usage(
            out + ": is or holds " + input + ", which is read here; choose another --out");
      }
    }
  }

  private static boolean same(Path one, Path other) throws IOException {
    return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
  }

  private static FileHash file(Path path) throws IOException {
    return new FileHash(name(path), Sha256.of(path), Files.size(path));
  }

  private static FileHash folder(Path folder, Predicate<Path> counts) throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    long[] bytes = {0};
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path relative = folder.relativize(file);
            if (attributes.isRegularFile() && counts.test(relative)) {
              String hash = hashOrUnreadable(file);
              bytes[0] += hash.equals(UNREADABLE) ? 0 : Files.size(file);
              lines.add(relative.toString().replace('\\', '/') + '\n' + hash);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // A link to a folder around it adds no file; what may not be looked into is a fact.
            if (e instanceof AccessDeniedException) {
              lines.add(folder.relativize(file).toString().replace('\\', '/') + '\n' + UNREADABLE);
            } else if (!(e instanceof FileSystemLoopException)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    MessageDigest digest = Sha256.digest();
    for (String line : lines) {
      int cut = line.lastIndexOf('\n');
      String row = line.substring(cut + 1) + "  " + line.substring(0, cut) + '\n';
      digest.update(row.getBytes(StandardCharsets.UTF_8));
    }
    return new FileHash(name(folder), HexFormat.of().formatHex(digest.digest()), bytes[0]);
  }

  private static String hashOrUnreadable(Path file) throws IOException {
    try {
      return Sha256.of(file);
    } catch (AccessDeniedException e) {
      return UNREADABLE;
    }
  }

  /// The last name of the path, so that no absolute path reaches a manifest.
  private static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }
}
