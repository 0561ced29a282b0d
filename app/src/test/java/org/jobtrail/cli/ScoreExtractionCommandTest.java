package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreExtractionCommandTest {
  private static final String RESUME =
      """
      Curriculum vitae

      Work experience

      Bookkeeper
      Example Ltd, Springfield
      03/2015 - 06/2017

      Nurse
      Example Hospital, Springfield
      07/2017 - present
      """;

  private static final String BOOKKEEPER =
      "{\"title\":\"Bookkeeper\",\"employer\":\"Example Ltd\",\"start\":\"2015-03\",\"end\":\"%s\"}";
  private static final String NURSE =
      "{\"title\":\"Nurse\",\"employer\":\"Example Hospital\",\"start\":\"2017-07\",\"end\":\"ongoing\"}";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void runTwice() throws IOException {
    Path cvs = Files.createDirectories(folder.resolve("cvs"));
    Files.writeString(cvs.resolve("a.txt"), RESUME);
    Files.writeString(cvs.resolve("empty.txt"), "");
    run("one");
    Files.writeString(cvs.resolve("b.txt"), RESUME);
    run("two");
    Files.writeString(
        folder.resolve("ann.jsonl"),
        gold("a", "en", BOOKKEEPER.formatted("2017-06"), NURSE)
            + gold("b", "en", BOOKKEEPER.formatted("2017-06"), NURSE)
            + gold("empty", "nl", NURSE));
    Files.writeString(folder.resolve("bea.jsonl"), gold("a", "en", BOOKKEEPER.formatted("2018")));
  }

  private static String gold(String id, String language, String... experiences) {
    return "{\"id\":\"%s\",\"language\":\"%s\",\"experiences\":[%s]}\n"
        .formatted(id, language, String.join(",", experiences));
  }

  private void run(String name) {
    assertThat(
            jobtrail("run", path("cvs"), "--taxonomy", "starter", "--quiet", "--out", path(name)))
        .isEqualTo(ExitCode.OK);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private int jobtrail(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = JobtrailCli.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private int score(String... args) {
    List<String> all = new ArrayList<>(List.of("score", "extraction"));
    all.addAll(List.of(args));
    return jobtrail(all.toArray(String[]::new));
  }

  private JsonNode json(String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--json");
    assertThat(score(all.toArray(String[]::new))).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString().strip().lines()).hasSize(1);
    return new ObjectMapper().readTree(out.toString());
  }

  /// One run saw a, and set `empty` aside: two of the three jobs found.
  @Test
  void tellsFieldsLanguagesAndKindsApart() throws IOException {
    JsonNode json = json("--gold", path("ann.jsonl"), "--predicted", path("one"));
    assertThat(json.path("resumes").asInt()).isEqualTo(2);
    assertThat(json.path("quarantined").asInt()).isEqualTo(1);
    assertThat(json.path("gold_not_in_run").asInt()).isEqualTo(1);
    assertThat(json.path("missing").asInt()).isZero();
    assertThat(json.path("whole_f1").asDouble()).isEqualTo(0.8);
    assertThat(json.path("whole_macro_f1").asDouble()).isEqualTo(0.5);
    assertThat(json.path("employer_recall").asDouble()).isEqualTo(0.666667);
    assertThat(json.has("place_f1")).isFalse();
    assertThat(json.path("by_language").path("en").path("whole_f1").asDouble()).isEqualTo(1);
    assertThat(json.path("by_language").path("nl").path("whole_f1").asDouble()).isZero();
    assertThat(json.path("by_kind").path("txt").path("resumes").asInt()).isEqualTo(2);
    assertThat(json.has("by_layout")).isFalse();
    assertThat(json.has("engines") || json.has("agreement")).isFalse();
  }

  @Test
  void comparesEnginesAndAnnotators() throws IOException {
    String[] args = {
      "--gold", path("ann.jsonl"),
      "--gold", "Bea=" + path("bea.jsonl"),
      "--predicted", path("one"),
      "--predicted", "second=" + path("two"),
      "--misses", path("misses.tsv"),
      "--errors", path("errors.html")
    };
    JsonNode json = json(args);
    assertThat(json.path("resumes").asInt()).isEqualTo(3);
    assertThat(json.path("engine").asText()).isEqualTo("one");
    assertThat(json.path("missing").asInt()).isEqualTo(1);
    assertThat(json.path("engines").path("second").path("missing").asInt()).isZero();
    assertThat(json.path("differences")).hasSize(2);
    assertThat(json.path("differences").get(0).path("resumes").asInt()).isEqualTo(3);
    // Ann's five jobs and Bea's one: first 2 right of 4 said, second 4 of 6.
    assertThat(json.path("differences").get(0).path("whole_f1").asDouble())
        .isEqualTo(Math.round((8 / 12.0 - 4 / 10.0) * 1e6) / 1e6);
    assertThat(json.path("differences").get(1).path("common_only").asBoolean()).isTrue();
    assertThat(json.path("differences").get(1).path("whole_f1").asDouble()).isZero();
    JsonNode agreement = json.path("agreement");
    assertThat(agreement.path("resumes").asInt()).isEqualTo(1);
    assertThat(agreement.path("pairs").get(0).path("second").asText()).isEqualTo("Bea");
    assertThat(agreement.path("ceiling").path("whole_f1").asDouble()).isZero();
    assertThat(agreement.path("engines").path("second").path("whole_gap").asDouble())
        .isEqualTo(-0.571429);
    assertThat(Files.readString(folder.resolve("misses.tsv")))
        .startsWith("engine\tid\tkind\tgold\tpredicted\none\t");
    assertThat(Files.readString(folder.resolve("errors.html"))).contains("gold of Bea");

    assertThat(score(args)).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains(
            "== one ==",
            "1 of them are not among this run's documents and count as without experiences",
            "F1 by language",
            "F1 by kind",
            "second minus one, paired over 3 resumes",
            "second minus one, paired over 2 resumes that both saw",
            "Agreement of the annotators",
            "ann, Bea (1)");
  }

  @Test
  void saysInOneLineWhatIsWrong() throws IOException {
    String gold = path("ann.jsonl");
    refused("--errors-limit must be at least 1, found 0", "--errors-limit=0", path("one"), gold);
    refused("none: no such file", "--seed=1", path("none"), gold);
    refused("ann.jsonl: no such file", "--seed=1", path("one"), "x=" + path("no/ann.jsonl"));
    refused("with its texts", "--errors=" + path("e.html"), path("one/experiences.jsonl"), gold);
    assertThat(folder.resolve("e.html")).doesNotExist();
    refused(
        "--predicted: \"x\" is given twice; name them apart by NAME=PATH",
        "--predicted=x=" + path("one"),
        "x=" + path("two"),
        gold);
    refused("--gold: \"ann\" is given twice", "--gold=ann=" + gold, path("one"), "ann=" + gold);
    Files.writeString(folder.resolve("one/documents.parquet"), "torn");
    refused("documents.parquet: can't be read as Parquet", "--seed=1", path("one"), gold);
  }

  private void refused(String line, String option, String predicted, String gold) {
    assertThat(score(option, "--predicted", predicted, "--gold", gold)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(line);
    assertThat(out.toString()).isEmpty();
  }
}
