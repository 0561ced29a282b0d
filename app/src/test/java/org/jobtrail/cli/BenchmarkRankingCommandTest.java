package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkRankingCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;
  private Path set = Path.of("");

  @BeforeEach
  void writeSet() throws IOException {
    set = Files.createDirectories(folder.resolve("xyz_q_nl_c_en"));
    Files.writeString(set.resolve("queries.tsv"), "Q1\tbakker\nQ2\tkapper\n");
    Files.writeString(
        set.resolve("corpus_elements.tsv"), "C1_en_0\tbread maker\nC2_en_0\thairdresser\n");
    Files.writeString(set.resolve("annotations.tsv"), "Q1\t0\tC1_en_0\t1\nQ2\t0\tC2_en_0\t1\n");
    Files.writeString(
        set.resolve("concept_mapping.tsv"),
        "C1_en_0\thttp://data.europa.eu/esco/isco/C7512\n"
            + "C2_en_0\thttp://data.europa.eu/esco/isco/C5141\n");
  }

  private int run(String... args) {
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private JsonNode json() throws IOException {
    assertThat(out.toString().strip().lines()).hasSize(1);
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void ranksASetAndWritesTheRun() throws IOException {
    Path run = folder.resolve("run.tsv");
    assertThat(run("benchmark", "melo", set.toString(), "--run-out", run.toString(), "--json"))
        .as(err.toString())
        .isZero();
    JsonNode json = json();
    assertThat(json.path("setting").asText()).isEqualTo("corpus");
    assertThat(json.path("queries_judged").asInt()).isEqualTo(2);
    assertThat(json.path("surface_forms").path("mrr").asDouble()).isPositive();
    assertThat(Files.readAllLines(run)).hasSize(4);
  }

  @Test
  void bridgesByTheTaxonomysLanguages() throws IOException {
    String[] wanted = {"char-tfidf", "normaliser"};
    for (String ranker : wanted) {
      out.getBuffer().setLength(0);
      assertThat(
              run(
                  "benchmark",
                  "melo",
                  set.toString(),
                  "--setting",
                  "taxonomy",
                  "--taxonomy",
                  "starter",
                  "--ranker",
                  ranker,
                  "--json"))
          .as(err.toString())
          .isZero();
      assertThat(json().path("mrr").asDouble()).as(ranker).isEqualTo(1);
    }
  }

  @Test
  void measuresLabelledTitles() throws IOException {
    Path file =
        Files.writeString(folder.resolve("t.tsv"), "title\tcode\nbaker\t7512\nwizard\t9999\n");
    Path run = folder.resolve("run.tsv");
    assertThat(
            run(
                "benchmark",
                "titles",
                file.toString(),
                "--language",
                "en",
                "--run-out",
                run.toString(),
                "--json"))
        .as(err.toString())
        .isZero();
    JsonNode json = json();
    assertThat(json.path("r_at_1").asDouble()).isEqualTo(1);
    assertThat(json.path("unknown_code").asInt()).isEqualTo(1);
    assertThat(json.path("sets").path("coverage_asked").asDouble()).isEqualTo(0.95);
    assertThat(json.path("titles_per_second").asDouble()).isPositive();
    assertThat(json.path("titles_per_second_warm").asDouble()).isPositive();
    assertThat(Files.readAllLines(run).getFirst())
        .startsWith("2\thttp://data.europa.eu/esco/isco/C7512\t1\t");
  }

  @Test
  void badInputIsOneLineAndExitCodeTwo() throws IOException {
    Path none = folder.resolve("none");
    String s = set.toString();
    String[][] cases = {
      {"no such folder", "melo", none.toString()},
      {"needs --taxonomy", "melo", s, "--setting", "taxonomy"},
      {"leave --taxonomy out", "melo", s, "--taxonomy", "starter"},
      {"add --setting taxonomy", "melo", s, "--ranker", "normaliser"},
      {"unknown ranker \"x\", known: char-tfidf", "melo", s, "--ranker", "x"},
      {"--run-top must be at least 1, found 0", "melo", s, "--run-top", "0"},
      {"--replicates must be at least 1, found 0", "melo", s, "--replicates", "0"},
      {"is no regular file", "melo", s, "--run-out", folder.toString()},
      {"no such file", "titles", none.toString()},
      {"is a folder", "titles", folder.toString()},
      {"--top must be at least 1", "titles", none.toString(), "--top", "0"},
      {"--coverage must be in (0, 1), found 1.0", "titles", s, "--coverage", "1"},
      {"unknown ranker \"x\"", "titles", s, "--ranker", "x"},
    };
    for (String[] args : cases) {
      err.getBuffer().setLength(0);
      String[] line = args.clone();
      line[0] = "benchmark";
      assertThat(run(line)).as(String.join(" ", line)).isEqualTo(2);
      assertThat(err.toString()).contains(args[0]);
      assertThat(err.toString().lines()).hasSize(1);
    }
  }
}
