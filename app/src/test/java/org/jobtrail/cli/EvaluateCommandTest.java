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

  @Test
  void comparesModelsOnOnePage() throws IOException {
    assertThat(
            run(
                "leaderboard",
                at("uniform"),
                at("marginal"),
                "--data",
                at("panel"),
                "--out",
                at("board"),
                "--baseline",
                "uniform",
                "--replicates",
                "50",
                "--value-of-information",
                "--learning-curves",
                "marginal",
                "--forecast",
                "1993",
                "--forecast-kinds",
                "marginal",
                "--draws",
                "3",
                "--versus",
                "counting=uniform,marginal",
                "--json"))
        .as(err.toString())
        .isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("models")).hasSize(2);
    assertThat(json.path("value_of_information").size()).isGreaterThan(6);
    assertThat(json.path("learning_curves")).hasSize(5);
    assertThat(json.path("forecasts")).isNotEmpty();
    assertThat(json.path("versus")).hasSize(1);
    String html = Files.readString(folder.resolve("board/report.html"));
    assertThat(html).contains("Forecasting").doesNotContain("NaN", "<b>Clerks");
    assertThat(run("leaderboard", at("uniform"), "--data", at("panel"), "--out", at("board")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("is not empty");
  }

  @Test
  void predictsOneCareerAndYearsAhead() throws IOException {
    assertThat(
            run(
                "predict",
                "--model",
                at("marginal"),
                "--history",
                "1999:Bakers,2000:Cooks, head",
                "--covariates",
                "sex=F",
                "--data",
                at("panel"),
                "--years",
                "2",
                "--draws",
                "20",
                "--top",
                "3",
                "--json"))
        .as(err.toString())
        .isZero();
    JsonNode career = new ObjectMapper().readTree(out.toString()).path("careers").path(0);
    assertThat(career.path("period").asText()).isEqualTo("2001");
    assertThat(career.path("predictions")).hasSize(3);
    assertThat(career.path("predictions").path(0).path("people_same_last").asInt()).isPositive();
    assertThat(career.path("future")).hasSize(2);
    assertThat(run("predict", "--model", at("marginal"), "--history", "1999:Nobody")).isEqualTo(2);
    assertThat(err.toString()).contains("knows no outcome").doesNotContain("bug");
  }

  @Test
  void saysThatAFileOfCareersIsEmpty() throws IOException {
    for (String name : new String[] {"none.csv", "none.jsonl"}) {
      Files.writeString(folder.resolve(name), "");
      assertThat(run("predict", "--model", at("marginal"), at(name))).isEqualTo(2);
      assertThat(err.toString()).contains(name + ": is empty; it must hold a career or more");
    }
  }

  @Test
  void setsBadCareersOfAFileAside() throws IOException {
    Files.writeString(folder.resolve("c.csv"), "person,period,outcome\na,1999,10\nb,1999,99\n");
    assertThat(run("predict", "--model", at("marginal"), at("c.csv"))).isEqualTo(3);
    assertThat(out.toString()).contains("a, 2000 may be:");
    assertThat(err.toString()).contains("c.csv:3: person b");
    assertThat(run("predict", "--model", at("marginal"), at("c.csv"), "--max-quarantined", "0.5"))
        .isZero();
  }
}
