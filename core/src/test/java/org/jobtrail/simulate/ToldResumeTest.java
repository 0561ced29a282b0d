package org.jobtrail.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldResumeTest {
  /// Visible text of every document, white space folded to one blank.
  static Map<String, String> texts(Path documents) throws IOException {
    Ingester ingester = new Ingester(Limits.DEFAULT);
    Map<String, String> texts = new TreeMap<>();
    try (RawDocuments raw = RawDocuments.open(List.of(documents), Limits.DEFAULT)) {
      while (raw.hasNext()) {
        Document document = ((Ingested.Accepted) ingester.ingest(raw.next())).document();
        texts.put(document.id(), document.text().text().replaceAll("\\s+", " "));
      }
    }
    return texts;
  }

  @Test
  void everyWordToldStandsInTheVisibleText(@TempDir Path out) throws IOException {
    new Simulation(200, 3).write(out);
    Map<String, String> texts = texts(out.resolve("documents"));
    List<ToldResume> told = ToldResume.read(out.resolve("truth/told.jsonl"));
    assertThat(told).hasSize(200);
    long sinceWithoutEnd = 0;
    for (ToldResume resume : told) {
      String text = Objects.requireNonNull(texts.get(resume.id()));
      for (ToldResume.Job job : resume.experiences()) {
        Stream.of(job.title(), job.employer(), job.place(), job.start(), job.end())
            .filter(Objects::nonNull)
            .forEach(value -> assertThat(text).as(resume.id()).contains(value));
        sinceWithoutEnd += job.end() == null ? 1 : 0;
      }
      for (ToldResume.Study study : resume.education()) {
        Stream.of(study.programme(), study.institution(), study.start(), study.end())
            .filter(Objects::nonNull)
            .forEach(value -> assertThat(text).as(resume.id()).contains(value));
      }
    }
    assertThat(sinceWithoutEnd).isPositive();
  }

  @Test
  void anEndIsToldExactlyWhereTheGoldHasOneOrItIsWrittenAsOngoing(@TempDir Path out)
      throws IOException {
    new Simulation(200, 4).write(out);
    ObjectMapper json = new ObjectMapper();
    Map<String, JsonNode> gold;
    try (Stream<String> lines = Files.lines(out.resolve("truth/gold.jsonl"))) {
      gold =
          lines
              .map(line -> assertParsed(json, line))
              .collect(Collectors.toMap(n -> n.path("id").asText(), Function.identity()));
    }
    for (ToldResume resume : ToldResume.read(out.resolve("truth/told.jsonl"))) {
      JsonNode jobs = Objects.requireNonNull(gold.get(resume.id())).path("experiences");
      assertThat(resume.experiences()).hasSize(jobs.size());
      for (int i = 0; i < jobs.size(); i++) {
        ToldResume.Job job = resume.experiences().get(i);
        assertThat(job.title()).isEqualTo(jobs.get(i).path("title").asText());
        String end = jobs.get(i).path("end").asText(null);
        if (end == null) {
          assertThat(job.end()).as(resume.id()).isNull();
        } else if (!end.equals("ongoing")) {
          assertThat(job.end()).as(resume.id()).isNotNull();
        }
      }
    }
  }

  @Test
  void personalDetailsStandInTheText(@TempDir Path out) throws IOException {
    new Simulation(60, 5).write(out);
    Map<String, String> texts = texts(out.resolve("documents"));
    ObjectMapper json = new ObjectMapper();
    List<String> lines = Files.readAllLines(out.resolve("truth/personal.jsonl"));
    assertThat(lines).hasSize(60);
    int births = 0;
    for (String line : lines) {
      JsonNode person = json.readTree(line);
      assertThat(person.properties().stream().map(Map.Entry::getKey))
          .containsExactly(
              "id",
              "names",
              "emails",
              "phones",
              "addresses",
              "links",
              "birth_dates",
              "national_numbers");
      String text = Objects.requireNonNull(texts.get(person.path("id").asText()));
      for (JsonNode values : person) {
        for (JsonNode value : values) {
          assertThat(text).contains(value.asText());
        }
      }
      births += person.path("birth_dates").size();
    }
    assertThat(births).isPositive();
  }

  @Test
  void aLineThatIsNoneIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("told.jsonl"), "{\"id\":1,\"x\":2}\n");
    assertThatThrownBy(() -> ToldResume.read(file))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("told.jsonl:1: not a line of told.jsonl");
  }

  private static JsonNode assertParsed(ObjectMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
