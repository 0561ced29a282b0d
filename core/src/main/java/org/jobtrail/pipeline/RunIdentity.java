package org.jobtrail.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Manifest;

/// Everything that decides a run's output: two runs with one identity write the same bytes.
///
/// The number of workers, the tolerance for quarantined documents and the output folder are not in
/// it.
///
/// @param facts name to value, as text
record RunIdentity(SortedMap<String, String> facts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  RunIdentity {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  static RunIdentity of(Manifest manifest) {
    return of(
        manifest.command(),
        manifest.configuration(),
        manifest.seed(),
        manifest.inputs(),
        manifest.versions(),
        manifest.version());
  }

  static RunIdentity of(
      String command,
      SortedMap<String, String> configuration,
      long seed,
      List<FileHash> inputs,
      SortedMap<String, String> versions,
      String program) {
    TreeMap<String, String> facts = new TreeMap<>();
    facts.put("command", command);
    facts.put("program", program);
    facts.put("seed", Long.toString(seed));
    configuration.forEach((name, value) -> facts.put("--" + name, value));
    facts.putAll(versions);
    for (int i = 0; i < inputs.size(); i++) {
      FileHash input = inputs.get(i);
      facts.put("input " + (i + 1), input.path() + " (sha256 " + input.sha256() + ")");
    }
    return new RunIdentity(facts);
  }

  /// The first difference in words; empty when the two are the same.
  Optional<String> differenceTo(RunIdentity now) {
    TreeSet<String> names = new TreeSet<>(facts.keySet());
    names.addAll(now.facts.keySet());
    for (String name : names) {
      String was = facts.get(name);
      String is = now.facts.get(name);
      if (!Objects.equals(was, is)) {
        return Optional.of(
            name
                + " was "
                + Objects.requireNonNullElse(was, "not given")
                + ", is now "
                + Objects.requireNonNullElse(is, "not given"));
      }
    }
    return Optional.empty();
  }

  void write(Path file) throws IOException {
    AtomicFiles.write(file, JSON.writeValueAsString(facts) + '\n');
  }

  /// Empty when the file is not there or torn: then nothing is known of that run.
  static Optional<RunIdentity> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RunIdentity(
              JSON.readValue(
                  Files.readString(file), new TypeReference<TreeMap<String, String>>() {})));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
