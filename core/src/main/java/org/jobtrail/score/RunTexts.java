package org.jobtrail.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jobtrail.provenance.JobtrailException;

/// The visible texts that a run kept.
final class RunTexts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunTexts() {}

  /// @param run a run's folder
  /// @param wanted ids; a document that was set aside has no text
  /// @throws JobtrailException.Usage if the folder has no texts
  static Map<String, String> read(Path run, Set<String> wanted) throws IOException {
    Path folder = run.resolve("text");
    if (!Files.isDirectory(folder)) {
      throw new JobtrailException.Usage(
          folder + ": no such folder; --errors wants the folder that `run` wrote, with its texts");
    }
    List<Path> parts;
    try (Stream<Path> files = Files.list(folder)) {
      parts = files.filter(f -> f.toString().endsWith(".jsonl.gz")).sorted().toList();
    }
    Map<String, String> texts = new TreeMap<>();
    for (Path part : parts) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(part), 1 << 16),
                  StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode node = JSON.readTree(line);
          String id = node.path("id").asText();
          if (wanted.contains(id)) {
            texts.put(id, node.path("text").asText());
          }
        }
      }
    }
    return texts;
  }
}
