package org.jobtrail.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// An output folder that appears whole: made in `OUT/.making`, moved into place, the manifest
/// last.
///
/// For commands whose work is short enough to begin again; a run over documents keeps its parts.
public final class FreshFolder implements AutoCloseable {
  private final Path out;
  private final Path making;

  /// What an earlier command left, manifest first, in the way of the new files.
  private List<Path> earlier = List.of();

  private FreshFolder(Path out) {
    this.out = out;
    this.making = out.resolve(".making");
  }

  /// @param overwrite drop what the same command left there with a manifest, once the new files are
  ///     made
  /// @param command whose result it will be, as the manifest will say
  /// @throws JobtrailException.Usage if the folder holds something and may not be overwritten
  public static FreshFolder open(Path out, boolean overwrite, String command) throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new JobtrailException.Usage(out + ": is a file, --out wants a folder");
    }
    FreshFolder folder = new FreshFolder(out);
    AtomicFiles.deleteTree(folder.making);
    if (Files.isDirectory(out)) {
      folder.earlier = folder.earlier(overwrite, command);
    }
    Files.createDirectories(folder.making);
    return folder;
  }

  private List<Path> earlier(boolean overwrite, String command) throws IOException {
    List<Path> earlier = new ArrayList<>();
    if (overwrite && Files.exists(out.resolve(Manifest.FILE))) {
      Manifest before = Manifest.read(out);
      if (!before.command().equals(command)) {
        throw new JobtrailException.Usage(
            "%s: was made by `%s`, --force doesn't replace that; choose another --out"
                .formatted(out, before.command()));
      }
      earlier.add(out.resolve(Manifest.FILE));
      before.outputs().forEach(file -> earlier.add(out.resolve(file.path())));
    }
    try (Stream<Path> files = Files.walk(out)) {
      List<Path> left =
          files.filter(f -> Files.isRegularFile(f) && !earlier.contains(f)).sorted().toList();
      if (!left.isEmpty()) {
        boolean mayForce = !overwrite && isOf(command);
        throw new JobtrailException.Usage(
            out
                + ": is not empty ("
                + out.relativize(left.getFirst())
                + "); choose another --out"
                + (mayForce ? ", or add --force" : ""));
      }
    }
    return earlier;
  }

  private boolean isOf(String command) throws IOException {
    try {
      return Files.exists(out.resolve(Manifest.FILE))
          && Manifest.read(out).command().equals(command);
    } catch (JobtrailException e) {
      return false;
    }
  }

  /// Where to make the files.
  public Path path() {
    return making;
  }

  /// Drops what an earlier command left, moves the files into place, hidden ones left out, then
  /// writes the manifest over them.
  public Manifest publish(Manifest manifest) throws IOException {
    Manifest complete = manifest.withOutputsOf(making);
    List<Path> made;
    try (Stream<Path> files = Files.list(making)) {
      made = files.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    }
    for (Path old : earlier) {
      Files.deleteIfExists(old);
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
