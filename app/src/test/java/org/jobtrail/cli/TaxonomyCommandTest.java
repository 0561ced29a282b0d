package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaxonomyCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  private int run(String... args) {
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void importsAndDescribes() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("occupations_en.csv"),
            "conceptUri,iscoGroup,preferredLabel,code\n"
                + "http://data.europa.eu/esco/occupation/a,7512,baker,7512.1\n");
    String target = folder.resolve("t").toString();
    assertThat(run("taxonomy", "import", file.toString(), "--out", target, "--version", "1.2.0"))
        .as(err.toString())
        .isZero();
    out.getBuffer().setLength(0);
    assertThat(run("taxonomy", "info", target, "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("taxonomy").asText()).isEqualTo("ESCO 1.2.0");
    assertThat(json.path("concepts").path("occupation").asInt()).isEqualTo(1);
    assertThat(json.path("labels").path("en").path("preferred").asInt()).isEqualTo(620);
  }

  @Test
  void countsLabelsThatNormaliseToNothing() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("occupations_en.csv"),
            "conceptUri,iscoGroup,preferredLabel,altLabels,code\n"
                + "http://data.europa.eu/esco/occupation/a,7512,baker,\"!!!\n😀\nm/v\","
                + "7512.1\n");
    String target = folder.resolve("t").toString();
    assertThat(
            run(
                "taxonomy",
                "import",
                file.toString(),
                "--out",
                target,
                "--version",
                "1.2.0",
                "--json"))
        .as(err.toString())
        .isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("labels_without_words").asInt())
        .isEqualTo(3);
  }

  @Test
  void searchesWordsAndCodes() throws IOException {
    assertThat(run("taxonomy", "search", "starter", "bakker", "--json", "--language", "nl"))
        .isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("found").path(0).path("code").asText()).isEqualTo("7512");
    out.getBuffer().setLength(0);
    assertThat(run("taxonomy", "search", "starter", "25")).isZero();
    assertThat(out.toString()).contains("sub-major-group");
  }

  @Test
  void aMissingTaxonomyIsOneLineAndExitCodeTwo() {
    assertThat(run("taxonomy", "info", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("none: no such taxonomy");
  }

  @Test
  void normalisesATable() throws IOException {
    Path titles = Files.writeString(folder.resolve("titles.tsv"), "id\ttitle\n1\tBakker\n");
    Path ranked = folder.resolve("ranked.tsv");
    assertThat(
            run("normalise", "--titles", titles.toString(), "--out", ranked.toString(), "--json"))
        .as(err.toString())
        .isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("titles_in").asInt()).isEqualTo(1);
    assertThat(Files.readAllLines(ranked).getFirst())
        .isEqualTo("id\trank\turi\tcode\tlabel\tscore\tprobability\toutcome");
  }
}
