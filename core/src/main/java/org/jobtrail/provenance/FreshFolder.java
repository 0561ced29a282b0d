package org.jobtrail.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// An output folder that appears whole: made in `OUT/.making`, moved into place, the manifest
/// last.
///
/// For commands whose work is short enough to begin again; a run over documents keeps its parts.
public final class FreshFolder implements AutoCloseable {
  /// Commands whose folders no other command replaces.
  private static final Set<String> KEPT = Set.of("run", "taxonomy import");

  private final Path out;
  private final Path making;

  private FreshFolder(Path out) {
    this.out = out;
    this.making = out.resolve(".making");
  }

  /// @param overwrite drop what an earlier command with a manifest left there
  /// @throws JobtrailException.Usage if the folder holds something and may not be overwritten
  public static FreshFolder open(Path out, boolean overwrite) throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new JobtrailException.Usage(out + ": is a file, --out wants a folder");
    }
    FreshFolder folder = new FreshFolder(out);
    AtomicFiles.deleteTree(folder.making);
    if (Files.isDirectory(out)) {
      folder.makeRoom(overwrite);
    }
    Files.createDirectories(folder.making);
    return folder;
  }

  private void makeRoom(boolean overwrite) throws IOException {
    if (overwrite && Files.exists(out.resolve(Manifest.FILE))) {
      Manifest before = Manifest.read(out);
      if (KEPT.contains(before.command())) {
        throw new JobtrailException.Usage(
            "%s: was made by `%s`, --force doesn't replace that; choose another --out"
                .formatted(out, before.command()));
      }
      Files.delete(out.resolve(Manifest.FILE));
      for (FileHash file : before.outputs()) {
        Files.deleteIfExists(out.resolve(file.path()));
      }
    }
    try (Stream<Path> files = Files.walk(out)) {
      List<Path> left = files.filter(Files::isRegularFile).sorted().toList();
      if (!left.isEmpty()) {
        throw new JobtrailException.Usage(
            out
                + ": is not empty ("
                + out.relativize(left.getFirst())
                + "); choose another --out"
                + (Files.exists(out.resolve(Manifest.FILE)) ? ", or add --force" : ""));
      }
    }
  }

  /// Where to make the files.
  public Path path() {
    return making;
  }

  /// Moves the files into place, hidden ones left out, then writes the manifest over them.
  public Manifest publish(Manifest manifest) throws IOException {
    Manifest complete = manifest.withOutputsOf(making);
    List<Path> made;
    try (Stream<Path> files = Files.list(making)) {
      made = files.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    }
    for (Path path : made) {
      AtomicFiles.replace(path, out.resolve(making.relativize(path)));
    }
    complete.write(out);
    return complete;
  }

  @Override
  public void close() throws IOException {
    AtomicFiles.deleteTree(making);
  }
}
