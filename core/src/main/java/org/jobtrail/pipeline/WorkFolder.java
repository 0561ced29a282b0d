package org.jobtrail.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jobtrail.extract.llm.LlmSession;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jspecify.annotations.Nullable;

/// An output folder while a run writes into it: `OUT/.work` with the finished parts, who the run
/// is, and a lock.
///
/// The lock is the operating system's, so a killed run's lock is free again at once.
final class WorkFolder implements AutoCloseable {
  private static final String WORK = ".work";

  private final Path out;
  private final Path work;
  private final FileChannel channel;
  private boolean complete;
  private boolean discarded;

  private WorkFolder(Path out, FileChannel channel) {
    this.out = out;
    this.work = out.resolve(WORK);
    this.channel = channel;
  }

  /// Takes the folder for this run, or says why it can't be had.
  ///
  /// @param overwrite drop what an earlier run left here
  /// @throws JobtrailException.Usage if another run writes here now, an earlier run here was
  ///     another one, or the folder holds something else
  static WorkFolder open(Path out, RunIdentity identity, boolean overwrite) throws IOException {
    check(out);
    Files.createDirectories(out.resolve(WORK));
    WorkFolder folder = new WorkFolder(out, lock(out));
    try {
      if (overwrite) {
        folder.clear();
      }
      folder.compare(identity);
      return folder;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /// @throws JobtrailException.Usage if no run may write there
  static void check(Path out) throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new JobtrailException.Usage(out + ": is a file, --out wants a folder");
    }
    if (!Files.isDirectory(out)
        || Files.exists(out.resolve(Manifest.FILE))
        || Files.exists(out.resolve(WORK))) {
      return;
    }
    try (Stream<Path> files = Files.list(out)) {
      Optional<Path> foreign =
          files.filter(file -> !file.endsWith(LlmSession.FOLDER)).sorted().findFirst();
      if (foreign.isPresent()) {
        throw new JobtrailException.Usage(
            out
                + ": holds "
                + foreign.get().getFileName()
                + ", which no run made; give --out an empty or new folder");
      }
    }
  }

  private static FileChannel lock(Path out) throws IOException {
    Path file = out.resolve(WORK).resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process: no lock, as if another held it.
    }
    if (lock == null) {
      String owner = Files.readString(file).strip();
      channel.close();
      throw new JobtrailException.Usage(
          out
              + ": another run writes here now (process "
              + owner
              + "); wait for it or choose another --out");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
    return channel;
  }

  /// Drops what earlier runs made here, and only that.
  private void clear() throws IOException {
    if (Files.exists(out.resolve(Manifest.FILE))) {
      String command = Manifest.commandOf(out);
      if (!command.equals("run") && !command.isEmpty()) {
        throw new JobtrailException.Usage(
            out + ": was made by `" + command + "`, a run can't replace it; choose another --out");
      }
      AtomicFiles.deleteTree(out.resolve(Manifest.FILE));
    }
    for (String name : Pipeline.OUTPUTS) {
      AtomicFiles.deleteTree(out.resolve(name));
    }
    for (Path path : workFiles()) {
      AtomicFiles.deleteTree(path);
    }
  }

  private List<Path> workFiles() throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files.filter(path -> !path.endsWith("lock")).sorted().toList();
    }
  }

  private void compare(RunIdentity now) throws IOException {
    Optional<RunIdentity> before;
    String what;
    if (Files.exists(out.resolve(Manifest.FILE))) {
      before = Optional.of(RunIdentity.of(Manifest.read(out)));
      what = "holds a finished run";
      complete = true;
    } else {
      before = RunIdentity.read(work.resolve("run.json"));
      what = "holds a half-finished run";
    }
    Optional<String> difference = before.flatMap(was -> was.differenceTo(now));
    if (difference.isPresent()) {
      throw new JobtrailException.Usage(
          out
              + ": "
              + what
              + " of something else: "
              + difference.get()
              + "; choose another --out, or add --force to start anew");
    }
    if (before.isEmpty()) {
      for (Path path : workFiles()) {
        AtomicFiles.deleteTree(path);
      }
      now.write(work.resolve("run.json"));
    }
  }

  /// Whether the same run already finished here.
  boolean isComplete() {
    return complete;
  }

  Path part(int number) {
    return work.resolve("part-%05d".formatted(number));
  }

  /// How many documents the finished part holds; empty when it has to be made.
  OptionalLong finished(int number) throws IOException {
    return Part.documentsIn(part(number));
  }

  /// An empty folder in which to make the dataset's files.
  Path emptyDatasetFolder() throws IOException {
    Path folder = work.resolve("dataset");
    AtomicFiles.deleteTree(folder);
    return Files.createDirectories(folder);
  }

  /// Moves the dataset's files to where readers look for them, the manifest last.
  void publish(Path dataset, Manifest manifest) throws IOException {
    List<Path> made = new ArrayList<>();
    try (Stream<Path> files = Files.list(dataset)) {
      files.sorted().forEach(made::add);
    }
    for (Path path : made) {
      Path target = out.resolve(dataset.relativize(path));
      if (Files.isDirectory(target)) {
        AtomicFiles.deleteTree(target);
      }
      AtomicFiles.replace(path, target);
    }
    manifest.write(out);
    complete = true;
  }

  /// Forgets this run: there was nothing to do.
  void discard() {
    discarded = true;
  }

  /// Releases the folder; a finished or discarded run's `.work` goes.
  @Override
  public void close() throws IOException {
    if (complete || discarded) {
      AtomicFiles.deleteTree(work);
    }
    channel.close();
  }
}
