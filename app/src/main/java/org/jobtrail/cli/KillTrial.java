package org.jobtrail.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Sha256;

/// Kills runs at random moments (SIGKILL, a process of its own each) and compares what the same
/// command makes of the remains with what an uninterrupted run writes, byte by byte.
final class KillTrial {
  private final Path folder;
  private final Random random;
  private final Job job;

  /// What is run and killed.
  interface Job {
    /// Makes the input; called once.
    void prepare(Path folder, Random random) throws IOException;

    /// Starts a round, in which nothing of an earlier one counts.
    default void begin() throws IOException {}

    /// What stands behind `run` but for the output folder.
    List<String> arguments(Random random);

    /// Looks at a finished round.
    ///
    /// @param kills how many processes were killed in it while they worked
    /// @throws JobtrailException.Integrity if something is wrong
    default void end(int kills) throws IOException {}
  }

  /// @param folder for the sample and the runs; made and dropped here
  KillTrial(Path folder, long seed, Job job) {
    this.folder = folder;
    this.random = new Random(seed);
    this.job = job;
  }

  /// @param kills how many processes were killed while they still worked
  record Outcome(int rounds, int kills, double uninterruptedSeconds) {}

  /// @param kills how many processes to kill at least
  /// @param most at most so many in one round
  /// @param note told about each round
  /// @throws JobtrailException.Integrity as soon as a byte differs, naming the file and the round
  Outcome untilKilled(int kills, int most, Consumer<String> note) throws IOException {
    return run(Integer.MAX_VALUE, kills, most, note);
  }

  /// The same for a number of rounds with one or two attempts to kill.
  Outcome rounds(int rounds, Consumer<String> note) throws IOException {
    return run(rounds, Integer.MAX_VALUE, 2, note);
  }

  private Outcome run(int rounds, int enough, int most, Consumer<String> note) throws IOException {
    AtomicFiles.deleteTree(folder);
    Files.createDirectories(folder);
    job.prepare(folder, random);
    Path whole = folder.resolve("whole");
    job.begin();
    long begin = System.nanoTime();
    finish(whole);
    double seconds = (System.nanoTime() - begin) / 1e9;
    job.end(0);
    SortedMap<String, String> expected = hashes(whole);
    int kills = 0;
    int round = 0;
    while (round < rounds && kills < enough) {
      round++;
      Path out = folder.resolve("killed");
      AtomicFiles.deleteTree(out);
      AtomicFiles.deleteTree(folder.resolve("tmp"));
      job.begin();
      int died = 0;
      for (int attempt = 1 + random.nextInt(most); attempt > 0; attempt--) {
        died += killed(out, random.nextDouble() * seconds) ? 1 : 0;
      }
      finish(out);
      compare(expected, hashes(out), round);
      job.end(died);
      kills += died;
      note.accept("round " + round + ": killed " + died + " times, then byte-identical");
    }
    AtomicFiles.deleteTree(folder);
    return new Outcome(round, kills, seconds);
  }

  private void compare(
      SortedMap<String, String> expected, SortedMap<String, String> found, int round) {
    TreeMap<String, String> names = new TreeMap<>(expected);
    names.putAll(found);
    for (String name : names.keySet()) {
      if (!String.valueOf(expected.get(name)).equals(found.get(name))) {
        throw new JobtrailException.Integrity(
            folder.resolve("killed").resolve(name)
                + ": differs from the uninterrupted run's in round "
                + round);
      }
    }
  }

  /// Whether the process was still at work when it was killed.
  private boolean killed(Path out, double afterSeconds) throws IOException {
    Process process = start(out);
    try {
      if (process.waitFor(Math.round(afterSeconds * 1e6), TimeUnit.MICROSECONDS)) {
        return false;
      }
      process.destroyForcibly().waitFor();
      return true;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two runs", e);
    }
  }

  private void finish(Path out) throws IOException {
    Process process = start(out);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new JobtrailException.Integrity(
            out + ": the command that should finish the run ended with " + code + ", see " + log());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run finished", e);
    }
  }

  private Process start(Path out) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> arguments = new ArrayList<>(job.arguments(random));
    arguments.addAll(List.of("--out", out.toString(), "--quiet"));
    return RunProcess.start(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            // What a killed process leaves among the temporary files goes with the folder.
            "-Djava.io.tmpdir=" + temporary),
        arguments,
        Map.of(),
        log());
  }

  private Path log() {
    return folder.resolve("run.log");
  }

  private static SortedMap<String, String> hashes(Path out) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (out.relativize(file).getName(0).toString().startsWith(".")) {
          // Notes on the work, no result.
          continue;
        }
        hashes.put(out.relativize(file).toString(), Sha256.of(file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return hashes;
  }
}
