package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The hand-read gold against the parser, and what the page of errors shows of it.
@Tag("real-data")
class ScoreRealDataTest {
  private static final Path RESUMES = Path.of("../../shared/data/resumes");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /// The texts of a gold file's résumés as JSON Lines, without the labels.
  private Path texts(Path gold, Path source) throws IOException {
    Set<String> ids = new TreeSet<>();
    for (String line : Files.readAllLines(gold)) {
      ids.add(JSON.readTree(line).path("id").asText());
    }
    List<String> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(source)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode node = JSON.readTree(line);
        if (ids.contains(node.path("id").asText())) {
          ObjectNode text = JSON.createObjectNode();
          text.set("id", node.path("id"));
          text.set("text", node.path("text"));
          lines.add(text.toString());
        }
      }
    }
    return Files.write(folder.resolve("texts.jsonl"), lines);
  }

  private static JsonNode jobtrail(String... args) throws IOException {
    StringWriter out = new StringWriter();
    CommandLine line = JobtrailCli.commandLine();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute(args)).isEqualTo(ExitCode.OK);
    return JSON.readTree(out.toString());
  }

  private JsonNode score(Path gold, Path source) throws IOException {
    String run = folder.resolve("run").toString();
    String input = texts(gold, source).toString();
    jobtrail("run", input, "--taxonomy", "starter", "--out", run, "--quiet", "--json");
    String page = folder.resolve("errors.html").toString();
    return jobtrail(
        "score",
        "extraction",
        "--gold",
        gold.toString(),
        "--predicted",
        run,
        "--errors",
        page,
        "--json");
  }

  private Document page() throws IOException {
    return Jsoup.parse(Files.readString(folder.resolve("errors.html")));
  }

  /// The share of the gold's titles on the page that lead to a place in the text.
  private static double titlesLocated(Document page) {
    int titles = 0;
    int located = 0;
    for (var row : page.select("details tbody tr")) {
      if (row.select("th").text().equals("title")
          && !row.select("td").getFirst().text().isEmpty()) {
        titles++;
        located += row.select("td").getFirst().select("a, span.none").isEmpty() ? 0 : 1;
      }
    }
    assertThat(titles).isPositive();
    return located / (double) titles;
  }

  @Test
  void readsTheGoldOfOneLayout() throws IOException {
    JsonNode json =
        score(
            RESUMES.resolve("gold/livecareer_gold.jsonl"),
            RESUMES.resolve("livecareer/resumes.jsonl.gz"));
    assertThat(json.path("resumes").asInt()).isEqualTo(45);
    assertThat(json.path("whole_f1").asDouble()).isGreaterThanOrEqualTo(0.97);
    // The employers of this collection are masked and its gold is silent about them.
    assertThat(json.has("employer_f1")).isFalse();
    assertThat(titlesLocated(page())).isEqualTo(1);
  }

  @Test
  void readsTheGoldOfManyLayouts() throws IOException {
    JsonNode json =
        score(
            RESUMES.resolve("gold/annotated_gold.jsonl"),
            RESUMES.resolve("annotated/annotated_resumes.jsonl.gz"));
    assertThat(json.path("whole_f1").asDouble()).isGreaterThanOrEqualTo(0.79);
    assertThat(json.path("employer_f1").asDouble()).isBetween(0.3, 1.0);
    assertThat(json.path("by_kind").path("jsonl").path("resumes").asInt()).isEqualTo(45);
    assertThat(titlesLocated(page())).isGreaterThanOrEqualTo(0.99);
  }
}
