package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelSchema;
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
    assertThat(
            run("predict", "--model", at("marginal"), "--history", "1999:Bakers", "--years", "101"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--years must be 0 to 100, found 101");
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
    assertThat(out.toString()).contains("a: what may come in 2000:");
    assertThat(err.toString()).contains("c.csv:3: person b");
    assertThat(run("predict", "--model", at("marginal"), at("c.csv"), "--max-quarantined", "0.5"))
        .isZero();
  }

  @Test
  void setsLinesAsideThatMeanSomethingElse() throws IOException {
    Files.writeString(
        folder.resolve("d.jsonl"),
        """
        {"person":"a","period":2000,"records":5}
        {"person":"b","period":2000,"record":[]}
        {"person":"c","period":2000,"covariates":7}
        [1]
        """);
    assertThat(run("predict", "--model", at("marginal"), at("d.jsonl"))).isEqualTo(3);
    assertThat(err.toString())
        .contains(
            "d.jsonl:1: records must be a list, [] for none",
            "d.jsonl:2: \"record\" means nothing, known: person, covariates, period, records",
            "d.jsonl:3: covariates must be an object of names and levels",
            "d.jsonl:4: is no JSON object");
  }

  @Test
  void takesRecordsAsTextParseWritesThem() throws IOException {
    Files.writeString(
        folder.resolve("r.csv"), "person,period,outcome,title\na,1999,10,Anything at all\n");
    assertThat(run("predict", "--model", at("marginal"), at("r.csv"))).isZero();
    assertThat(out.toString()).contains("a: what may come in 2000:");
  }

  @Test
  void setsCareersAsideThatNothingCanBeDrawnOnwardFrom() throws IOException {
    Files.writeString(
        folder.resolve("y.jsonl"),
        "{\"person\":\"new\",\"period\":2000}\n"
            + "{\"person\":\"old\",\"records\":[{\"period\":1999,\"outcome\":\"10\"}]}\n");
    assertThat(run("predict", "--model", at("marginal"), at("y.jsonl"), "--years", "2"))
        .isEqualTo(3);
    assertThat(out.toString()).contains("old: what may come in 2000:", "drawn onward");
    assertThat(err.toString())
        .contains("y.jsonl: person new is set aside: has no history for --years");
    assertThat(run("predict", "--model", at("marginal"), at("y.jsonl"))).isZero();
    assertThat(out.toString()).contains("new: what may come in 2000:");
  }

  @Test
  void neverWritesOverWhatItReads() throws IOException {
    assertThat(
            run(
                "evaluate",
                "--model",
                at("marginal"),
                "--data",
                at("panel"),
                "--predictions-out",
                at("panel/records.parquet")))
        .isEqualTo(2);
    assertThat(
            run(
                "leaderboard",
                at("marginal"),
                "--data",
                at("panel"),
                "--out",
                at("marginal"),
                "--force"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("records.parquet: is read by this command and would be lost")
        .contains(at("marginal") + ": is or holds " + at("marginal"))
        .hasLineCount(2);
    assertThat(run("evaluate", "--model", at("marginal"), "--data", at("panel"))).isZero();
  }

  @Test
  void tellsTheYearsAheadAsATable() {
    assertThat(
            run(
                "predict",
                "--model",
                at("uniform"),
                "--history",
                "1999:Bakers",
                "--years",
                "9",
                "--draws",
                "4",
                "--top",
                "2"))
        .as(err.toString())
        .isZero();
    String said = out.toString();
    assertThat(said).startsWith("What may come in 2000:");
    assertThat(said.lines().map(l -> l.replaceAll(" +", " ").strip()))
        .contains("2000 2001 2002 2003 2004", "2005 2006 2007 2008");
    assertThat(said.lines().filter(l -> l.startsWith("all others"))).hasSize(2);
    assertThat(said.lines()).allMatch(l -> l.length() <= 100);
  }

  /// Two outcomes of three get a row; theirs and what is left come to 1 in each period.
  @Test
  void theTableOfYearsHoldsTheLeadingOutcomesOfAllPeriods() {
    StringWriter text = new StringWriter();
    double[][] averages = {{0.6, 0.1, 0.3, 0}, {0.2, 0.5, 0.3, 0}};
    try (PrintWriter print = new PrintWriter(text)) {
      FutureTable.print(print, MadePanels.panel().schema(), 2001, averages, 2);
    }
    assertThat(text.toString())
        .isEqualToNormalizingNewlines(
            """
                             2001   2002
            10 Bakers       0.600  0.200
            20 Cooks, head  0.100  0.500
            all others      0.300  0.300
            """);
  }

  @Test
  void aPanelOfAnotherCodingHasNobodySimilar() throws IOException {
    Panel made = MadePanels.panel();
    PanelSchema other =
        new PanelSchema(
            made.schema().unit(),
            new Outcomes(
                List.of(
                    new Outcome("w", "W", false),
                    new Outcome("x", "X", false),
                    new Outcome("y", "Y", false),
                    new Outcome("z", "Z", false))),
            made.schema().fixed(),
            made.schema().varying(),
            made.schema().measures());
    PanelFolder.write(
        new Panel("other", other, made.people(), made.splits()), folder.resolve("other"), false);
    assertThat(
            run(
                "predict",
                "--model",
                at("marginal"),
                "--history",
                "1999:10",
                "--data",
                at("other")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("nobody is similar").hasLineCount(1);
  }

  @Test
  void tellsTheValuesOfAnOptionInSmallLetters() {
    assertThat(run("evaluate", "--model", at("m"), "--data", at("panel"), "--split", "tst"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("'--split': expected one of train, valid, test but was 'tst'")
        .doesNotContain("VALID");
  }
}
