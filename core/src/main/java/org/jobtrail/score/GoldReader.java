package org.jobtrail.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jobtrail.career.CareerDate;
import org.jobtrail.provenance.JobtrailException;

/// Reads JSON Lines of gold and of predictions, gzipped or not.
///
/// Gold: `{"id","experiences":[{"title","start","end","accept":{field:[...]},"optional"}]}`.
/// `present` is read as `ongoing`. A job told with a single date (`end_written` null, end equal to
/// start) is right without an end too. Predictions: a run's `experiences.jsonl`.
public final class GoldReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldReader() {}

  /// Reads gold, in the file's order.
  ///
  /// @throws JobtrailException.Usage for a line that is not gold, naming file and line
  public static List<GoldResume> gold(Path file) throws IOException {
    List<GoldResume> resumes = new ArrayList<>();
    forEachLine(
        file,
        node -> {
          SortedMap<String, String> attributes = new TreeMap<>();
          for (var field : node.properties()) {
            if (field.getValue().isTextual()
                && !field.getKey().equals("text")
                && !field.getKey().equals("id")) {
              attributes.put(field.getKey(), field.getValue().asText());
            }
          }
          List<GoldExperience> experiences = new ArrayList<>();
          node.path("experiences").forEach(e -> experiences.add(experience(e)));
          resumes.add(new GoldResume(node.get("id").asText(), attributes, experiences));
        });
    return resumes;
  }

  /// Reads a run's experiences by document id.
  ///
  /// @throws JobtrailException.Usage for a line that is none of ours, naming file and line
  public static SortedMap<String, List<ScoredExperience>> predicted(Path file) throws IOException {
    SortedMap<String, List<ScoredExperience>> byId = new TreeMap<>();
    forEachLine(
        file,
        node -> {
          List<ScoredExperience> experiences = new ArrayList<>();
          for (JsonNode e : node.path("experiences")) {
            experiences.add(
                new ScoredExperience(
                    e.path("title").asText("").equals("null") ? "" : e.path("title").asText(""),
                    date(e.path("start")),
                    date(e.path("end"))));
          }
          byId.put(node.get("id").asText(), experiences);
        });
    return byId;
  }

  private static GoldExperience experience(JsonNode e) {
    JsonNode accept = e.path("accept");
    List<CareerDate> starts = dates(e.path("start"), accept.path("start"));
    List<CareerDate> ends = dates(e.path("end"), accept.path("end"));
    if (e.has("end_written") && e.get("end_written").isNull() && starts.contains(ends.getFirst())) {
      ends.add(CareerDate.unknown());
    }
    List<String> titles = new ArrayList<>();
    titles.add(e.path("title").isNull() ? "" : e.path("title").asText(""));
    accept.path("title").forEach(t -> titles.add(t.isNull() ? "" : t.asText()));
    return new GoldExperience(titles, starts, ends, e.path("optional").asBoolean(false));
  }

  private static List<CareerDate> dates(JsonNode first, JsonNode others) {
    List<CareerDate> dates = new ArrayList<>();
    dates.add(date(first));
    others.forEach(o -> dates.add(date(o)));
    return dates;
  }

  private static CareerDate date(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return CareerDate.unknown();
    }
    String text = node.asText();
    return text.equals("present") ? CareerDate.ongoing() : CareerDate.parse(text);
  }

  private interface LineReader {
    void read(JsonNode line);
  }

  private static void forEachLine(Path file, LineReader reader) throws IOException {
    try (BufferedReader lines = open(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        try {
          JsonNode node = JSON.readTree(line);
          if (!node.isObject() || !node.hasNonNull("id")) {
            throw new IllegalArgumentException("wants an object with \"id\" and \"experiences\"");
          }
          reader.read(node);
        } catch (IllegalArgumentException | JsonProcessingException e) {
          String what =
              e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
          throw new JobtrailException.Usage(file + ":" + number + ": " + what, e);
        }
      }
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
            StandardCharsets.UTF_8));
  }
}
