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

class EvaluateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @BeforeEach
  void make() throws IOException {
    MadePanels.write(folder);
  }

  private int run(String... args) {
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void printsOneJsonObjectAndWritesPredictions() throws IOException {
    assertThat(
            run(
                "evaluate",
                "--model",
                at("marginal"),
                "--data",
                at("panel"),
                "--predictions-out",
                at("predictions.csv"),
                "--json"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().strip().lines()).hasSize(1);
    assertThat(out.toString()).doesNotContain("NaN");
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("model").asText()).isEqualTo("marginal");
    assertThat(json.path("perplexity").asDouble()).isBetween(1.0, 4.0);
    assertThat(json.path("perplexity_low").asDouble())
        .isLessThan(json.path("perplexity_high").asDouble());
    assertThat(Files.readAllLines(folder.resolve("predictions.csv")))
        .hasSize(1 + json.path("records").asInt());
  }

  @Test
  void printsATable() {
    assertThat(run("evaluate", "--model", at("marginal"), "--data", at("panel"))).isZero();
    assertThat(out.toString()).contains("marginal on 40 people of test", "AUC of moving");
    assertThat(out.toString()).doesNotContain("NaN");
  }

  @Test
  void saysWhatIsWrongInOneLine() {
    assertThat(run("evaluate", "--model", at("nothing"), "--data", at("panel"))).isEqualTo(2);
    assertThat(err.toString()).contains("nothing: no config.json there").hasLineCount(1);
    assertThat(
            run(
                "evaluate",
                "--model",
                at("marginal"),
                "--data",
                at("panel"),
                "--full-distribution"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--predictions-out");
  }
}
