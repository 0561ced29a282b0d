package org.jobtrail.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.career.CareerDate;

/// Small gold and small engines for tests: a job is `title start end`, `-` for not stated.
final class Said {
  private Said() {}

  /// Gold of one annotator from `id: job, job` lines.
  static List<GoldResume> gold(String annotator, String... lines) {
    StringBuilder json = new StringBuilder();
    for (String line : lines) {
      List<String> jobs = new ArrayList<>();
      for (String job : jobs(line)) {
        String[] words = job.strip().split(" ");
        jobs.add(
            "{\"title\":%s,\"start\":%s,\"end\":%s}"
                .formatted(quoted(words[0]), quoted(words[1]), quoted(words[2])));
      }
      json.append(
          "{\"id\":\"%s\",\"annotator\":\"%s\",\"experiences\":%s}\n"
              .formatted(id(line), annotator, jobs));
    }
    try {
      Path file = Files.createTempFile("gold", ".jsonl");
      try {
        Files.writeString(file, json);
        return GoldReader.gold(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An engine from `id: job, job` lines; `id: quarantined` was set aside.
  static Engine engine(String name, String... lines) {
    TreeMap<String, List<ScoredExperience>> readable = new TreeMap<>();
    Set<String> quarantined = new TreeSet<>();
    for (String line : lines) {
      if (line.endsWith(": quarantined")) {
        quarantined.add(id(line));
        continue;
      }
      List<ScoredExperience> said = new ArrayList<>();
      for (String job : jobs(line)) {
        String[] words = job.strip().split(" ");
        said.add(
            new ScoredExperience(
                words[0].equals("-") ? "" : words[0], date(words[1]), date(words[2])));
      }
      readable.put(id(line), said);
    }
    return new Engine(name, Path.of(name), readable, quarantined, Map.of());
  }

  /// Jobs drawn from a few titles and years, so that many agree and many don't.
  static String draw(String id, SplittableRandom random) {
    List<String> jobs = new ArrayList<>();
    int n = random.nextInt(5);
    for (int i = 0; i < n; i++) {
      int year = 2000 + random.nextInt(4);
      String title = List.of("Cook", "Nurse", "Welder", "Teacher").get(random.nextInt(4));
      jobs.add(title + ' ' + year + ' ' + (random.nextInt(5) == 0 ? "-" : "" + (year + 1)));
    }
    return id + ": " + String.join(", ", jobs);
  }

  static <K, V> V at(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key), () -> "no " + key);
  }

  private static String id(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  private static List<String> jobs(String line) {
    String jobs = line.substring(line.indexOf(':') + 1).strip();
    return jobs.isEmpty() ? List.of() : List.of(jobs.split(","));
  }

  private static String quoted(String word) {
    return word.equals("-") ? "null" : '"' + word + '"';
  }

  private static CareerDate date(String word) {
    return word.equals("-") ? CareerDate.unknown() : CareerDate.parse(word);
  }
}
