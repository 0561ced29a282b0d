package org.jobtrail.cli;

import java.io.File;
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
final class KillRuns {
  private static final int FILES = 420;

  private final Path folder;
  private final Random random;
  private final Path input;

  /// @param folder for the sample and the runs; made and dropped here
  KillRuns(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
    this.input = folder.resolve("sample");
  }

  /// @param kills how many processes were killed while they still worked
  record Outcome(int rounds, int kills, double uninterruptedSeconds) {}

  /// @param note told about each round
  /// @throws JobtrailException.Integrity as soon as a byte differs, naming the file and the round
  Outcome run(int rounds, Consumer<String> note) throws IOException {
    AtomicFiles.deleteTree(folder);
    writeSample();
    Path whole = folder.resolve("whole");
    long begin = System.nanoTime();
    finish(whole);
    double seconds = (System.nanoTime() - begin) / 1e9;
    SortedMap<String, String> expected = hashes(whole);
    int kills = 0;
    for (int round = 1; round <= rounds; round++) {
      Path out = folder.resolve("killed");
      AtomicFiles.deleteTree(out);
      AtomicFiles.deleteTree(folder.resolve("tmp"));
      int died = 0;
      for (int attempt = 1 + random.nextInt(2); attempt > 0; attempt--) {
        died += killed(out, random.nextDouble() * seconds) ? 1 : 0;
      }
      finish(out);
      compare(expected, hashes(out), round);
      kills += died;
      note.accept("round " + round + ": killed " + died + " times, then byte-identical");
    }
    AtomicFiles.deleteTree(folder);
    return new Outcome(rounds, kills, seconds);
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
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            // What a killed process leaves among the temporary files goes with the folder.
            "-Djava.io.tmpdir=" + temporary,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            JobtrailCli.class.getName(),
            "run",
            input.toString(),
            "--taxonomy",
            "starter",
            "--out",
            out.toString(),
            "--workers",
            Integer.toString(1 + random.nextInt(3)),
            "--quiet");
    File log = log().toFile();
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
  }

  private Path log() {
    return folder.resolve("run.log");
  }

  private static SortedMap<String, String> hashes(Path out) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(out.relativize(file).toString(), Sha256.of(file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return hashes;
  }

  /// Made-up resumes: enough for four parts, some of them empty or broken.
  private void writeSample() throws IOException {
    Files.createDirectories(input);
    List<String> titles =
        List.of("Bookkeeper", "Nurse", "Software developer", "Baker", "Cleaner", "Truck driver");
    for (int i = 0; i < FILES; i++) {
      List<String> lines = new ArrayList<>(List.of("Curriculum vitae", "", "Work experience", ""));
      int year = 2020;
      for (int j = 1 + random.nextInt(5); j > 0; j--) {
        int start = year - 1 - random.nextInt(4);
        lines.add(titles.get(random.nextInt(titles.size())));
        lines.add("Example " + random.nextInt(50) + " Ltd, Springfield");
        lines.add(
            "0%d/%d - 0%d/%d".formatted(1 + random.nextInt(9), start, 1 + random.nextInt(9), year));
        lines.add("- did what the job asked for, day by day");
        lines.add("");
        year = start;
      }
      String ending = Map.of(0, "pdf", 1, "html").getOrDefault(random.nextInt(20), "txt");
      Files.writeString(
          input.resolve("cv-%04d.%s".formatted(i, ending)),
          random.nextInt(30) == 0 ? "" : String.join("\n", lines));
    }
  }
}
