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
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Span;
import org.jobtrail.provenance.JobtrailException;

/// Reads JSON Lines of gold and of predictions, gzipped or not.
///
/// Gold: `{"id","annotator","experiences":[{"title","employer","place","start","end","accept":
/// {field:[...]},"optional","start_written","end_written","spans":{field:{"start","end"}}}]}`; all
/// but `id` and `experiences` may be left out. `present` is read as `ongoing`. A job told with a
/// single date (`end_written` null, end equal to start) is right without an end too. Predictions: a
/// run's `experiences.jsonl`.
public final class GoldReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NO_ATTRIBUTE = List.of("text", "id", "annotator");

  private static final Set<Judgement> ALWAYS_ASKED =
      Collections.unmodifiableSet(
          EnumSet.complementOf(EnumSet.of(Judgement.EMPLOYER, Judgement.PLACE)));

  private GoldReader() {}

  /// Reads gold, in the file's order; the annotator is called as the file unless a line says so.
  ///
  /// @throws JobtrailException.Usage for a line that is not gold, naming file and line
  public static List<GoldResume> gold(Path file) throws IOException {
    return gold(NamedPath.of(file));
  }

  /// Reads gold, in the file's order.
  ///
  /// @param file its name is the annotator's where a line doesn't say
  /// @throws JobtrailException.Usage for a line that is not gold, naming file and line
  public static List<GoldResume> gold(NamedPath file) throws IOException {
    List<GoldResume> resumes = new ArrayList<>();
    forEachLine(file.path(), node -> resumes.add(resume(node, file.name())));
    Map<String, Set<Judgement>> asked = new TreeMap<>();
    for (GoldResume resume : resumes) {
      asked
          .computeIfAbsent(resume.annotator(), _ -> EnumSet.copyOf(ALWAYS_ASKED))
          .addAll(stated(resume));
    }
    return resumes.stream()
        .map(
            r ->
                new GoldResume(
                    r.id(),
                    r.annotator(),
                    r.attributes(),
                    r.experiences(),
                    asked.getOrDefault(r.annotator(), ALWAYS_ASKED)))
        .toList();
  }

  private static Set<Judgement> stated(GoldResume resume) {
    Set<Judgement> stated = EnumSet.noneOf(Judgement.class);
    for (GoldExperience e : resume.experiences()) {
      if (e.employers().stream().anyMatch(v -> !v.isEmpty())) {
        stated.add(Judgement.EMPLOYER);
      }
      if (e.places().stream().anyMatch(v -> !v.isEmpty())) {
        stated.add(Judgement.PLACE);
      }
    }
    return stated;
  }

  private static GoldResume resume(JsonNode node, String annotator) {
    SortedMap<String, String> attributes = new TreeMap<>();
    for (var field : node.properties()) {
      if (field.getValue().isTextual() && !NO_ATTRIBUTE.contains(field.getKey())) {
        attributes.put(field.getKey(), field.getValue().asText());
      }
    }
    List<GoldExperience> experiences = new ArrayList<>();
    node.path("experiences").forEach(e -> experiences.add(experience(e)));
    return new GoldResume(
        node.get("id").asText(),
        text(node.path("annotator")).isEmpty() ? annotator : node.get("annotator").asText(),
        attributes,
        experiences,
        ALWAYS_ASKED);
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
                    text(e.path("title")),
                    text(e.path("employer")),
                    text(e.path("place")),
                    date(e.path("start")),
                    date(e.path("end")),
                    false,
                    spans(e.path("evidence"))));
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
    Map<Field, String> written = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      String words = text(e.path(field.word() + "_written"));
      if (!words.isEmpty()) {
        written.put(field, words);
      }
    }
    List<String> titles = texts(e.path("title"), accept.path("title"));
    return new GoldExperience(
        titles,
        e.has("employer") ? texts(e.path("employer"), accept.path("employer")) : List.of(),
        e.has("place") ? texts(e.path("place"), accept.path("place")) : List.of(),
        starts,
        ends,
        e.path("optional").asBoolean(false),
        written,
        spans(e.path("spans")));
  }

  private static List<String> texts(JsonNode first, JsonNode others) {
    List<String> texts = new ArrayList<>();
    texts.add(text(first));
    others.forEach(o -> texts.add(text(o)));
    return texts;
  }

  private static String text(JsonNode node) {
    return node.isNull() ? "" : node.asText("");
  }

  /// Spans `{"start","end","page"}` by field; a page that isn't given is 1.
  private static Map<Field, Span> spans(JsonNode node) {
    Map<Field, Span> spans = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      JsonNode span = node.path(field.word());
      if (span.isObject()) {
        spans.put(
            field,
            new Span(
                span.path("start").asInt(-1),
                span.path("end").asInt(-1),
                span.path("page").asInt(1)));
      }
    }
    return spans;
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

  interface LineReader {
    void read(JsonNode line);
  }

  static void forEachLine(Path file, LineReader reader) throws IOException {
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
            throw new IllegalArgumentException("wants an object with \"id\"");
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
