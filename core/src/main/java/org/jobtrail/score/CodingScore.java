package org.jobtrail.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How well titles were coded: gold experiences that carry a `code`, found again by title and
/// start date, against the code that the run gave them.
///
/// @param gold experiences with a code in the gold
/// @param found those that the run has, with the same title and start
/// @param coded those of the found that the run coded at all
/// @param right those of the coded whose ISCO-08 unit group is the gold's
public record CodingScore(int gold, int found, int coded, int right) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// `coded / found`; 1 when nothing was found.
  public double codedShare() {
    return found == 0 ? 1 : coded / (double) found;
  }

  /// `right / coded`; 1 when nothing was coded.
  public double rightShare() {
    return coded == 0 ? 1 : right / (double) coded;
  }

  /// @param gold JSON Lines of gold, several files
  /// @param predicted a run's `experiences.jsonl`
  public static CodingScore of(List<Path> gold, Path predicted) throws IOException {
    Map<String, List<JsonNode>> byId = new TreeMap<>();
    forEach(predicted, line -> byId.put(line.path("id").asText(), experiences(line)));
    int[] counts = new int[4];
    for (Path file : gold) {
      forEach(
          file,
          line -> {
            List<JsonNode> left =
                new ArrayList<>(byId.getOrDefault(line.path("id").asText(), List.of()));
            for (JsonNode wanted : experiences(line)) {
              if (wanted.hasNonNull("code")) {
                counts[0]++;
                JsonNode same = take(left, wanted);
                String code = same.path("code").asText("unknown");
                counts[1] += same.isMissingNode() ? 0 : 1;
                counts[2] += code.equals("unknown") ? 0 : 1;
                counts[3] += code.startsWith(wanted.path("code").asText()) ? 1 : 0;
              }
            }
          });
    }
    return new CodingScore(counts[0], counts[1], counts[2], counts[3]);
  }

  private static JsonNode take(List<JsonNode> left, JsonNode wanted) {
    for (int i = 0; i < left.size(); i++) {
      JsonNode candidate = left.get(i);
      if (candidate.path("title").asText().equalsIgnoreCase(wanted.path("title").asText())
          && candidate.path("start").asText().equals(wanted.path("start").asText())) {
        return left.remove(i);
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private static List<JsonNode> experiences(JsonNode line) {
    List<JsonNode> all = new ArrayList<>();
    line.path("experiences").forEach(all::add);
    return all;
  }

  private interface LineReader {
    void read(JsonNode line);
  }

  private static void forEach(Path file, LineReader reader) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          reader.read(JSON.readTree(line));
        }
      }
    }
  }
}
