package org.jobtrail.provenance;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Files that are either not there or whole: written under a temporary name, forced to the disk,
/// then renamed.
public final class AtomicFiles {
  private static final String TEMPORARY = ".tmp";

  private AtomicFiles() {}

  /// Writes a file's content; may throw, then the target is untouched.
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  public static void write(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Writes under `target.tmp`, forces, renames. Folders above the target are made. When any of it
  /// fails, nothing is left under the temporary name. A device or a pipe is written into.
  public static void write(Path target, Content content) throws IOException {
    if (isSpecial(target)) {
      try (OutputStream out = new NamedOutput(target, Files.newOutputStream(target))) {
        content.writeTo(out);
      }
      return;
    }
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
    try {
      writeAndForce(temporary, target, content);
      replace(temporary, target);
    } catch (Throwable e) {
      discard(temporary, e);
      throw e;
    }
  }

  /// Deletes what was written, which may be personal; that it can't be deleted hides no failure.
  private static void discard(Path temporary, Throwable failure) {
    try {
      if (Files.isRegularFile(temporary)) {
        Files.delete(temporary);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /// Writes a file and forces its bytes to the disk, without a rename.
  public static void writeAndForce(Path file, Content content) throws IOException {
    writeAndForce(file, file, content);
  }

  /// @param named the file that a failure speaks of
  private static void writeAndForce(Path file, Path named, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      OutputStream out =
          new BufferedOutputStream(
              new NamedOutput(named, Channels.newOutputStream(channel)), 1 << 16);
      content.writeTo(out);
      out.flush();
      NamedOutput.naming(named, () -> channel.force(true));
    }
  }

  /// Whether there is something that is neither a file nor a folder, such as `/dev/null`.
  private static boolean isSpecial(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /// Renames a file or folder over the target in one step and forces the folder's entry.
  ///
  /// @throws JobtrailException.Usage when the target is a device or a pipe
  public static void replace(Path source, Path target) throws IOException {
    if (isSpecial(target)) {
      throw new JobtrailException.Usage(
          target + ": is a device or a pipe; this result needs a file, give it another name");
    }
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      force(folder);
    }
  }

  /// Forces a file's bytes, or a folder's entries, to the disk.
  public static void force(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    try (FileChannel channel =
        FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems can't force a folder's entries; the rename itself has happened.
      if (!folder) {
        throw e;
      }
    }
  }

  /// Deletes a file or a folder with all that is in it; nothing there is fine. Links are removed,
  /// not followed.
  public static void deleteTree(Path path) throws IOException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
