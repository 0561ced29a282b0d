package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--rules` of `run` and `normalise`.
class RulesOptionTest {
  private static final String BOTH =
      """
      version\t1\tnone\t2
      \t1\tund\tBookkeeper\t9622\thttp://data.europa.eu/esco/isco/C9622\tanna\tcoded\t
      \t2\tund\tNurse\tunknown\tunknown\tanna\tcoded\t
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeDocuments() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("cvs")).resolve("a.txt"),
        """
        Curriculum vitae

        Work experience

        Bookkeeper
        Example Ltd, Springfield
        03/2015 - 06/2017

        Nurse
        Example Hospital, Springfield
        07/2017 - present
        """);
    rules(BOTH);
  }

  private void rules(String versions) throws IOException {
    Taxonomy starter = Taxonomy.starter();
    Files.writeString(
        folder.resolve("rules.tsv"),
        "jobtrail-rules\t1\tstarter 1\t" + Rules.fingerprint(starter) + '\n' + versions);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private int jobtrail(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private int run(String... more) {
    String[] args = {"run", at("cvs"), "--quiet", "--json", "--out", at("out")};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return jobtrail(all);
  }

  @Test
  void aRunAnswersRuledTitlesByTheRulesAndSaysWhich() throws IOException {
    assertThat(run("--rules", at("rules.tsv"))).as(err.toString()).isZero();
    JsonNode line = new ObjectMapper().readTree(folder.resolve("out/experiences.jsonl").toFile());
    JsonNode bookkeeper = line.path("experiences").path(0);
    assertThat(bookkeeper.path("code").asText()).isEqualTo("9622");
    assertThat(bookkeeper.path("score").asDouble()).isEqualTo(1);
    assertThat(bookkeeper.path("probability").isNull()).isTrue();
    assertThat(line.path("experiences").path(1).path("code").asText()).isEqualTo("unknown");
    JsonNode manifest = new ObjectMapper().readTree(folder.resolve("out/manifest.json").toFile());
    assertThat(manifest.path("rules").path("sha256").asText())
        .isEqualTo(Sha256.of(folder.resolve("rules.tsv")));
    assertThat(manifest.path("normaliser").asText()).isEqualTo("trained-1+rules-1");
    assertThat(manifest.path("rows").path("experiences_ruled").asInt()).isEqualTo(2);
    assertThat(jobtrail("verify", at("out"))).isZero();
  }

  @Test
  void otherRulesAreAnotherRun() throws IOException {
    assertThat(run("--rules", at("rules.tsv"))).isZero();
    assertThat(run("--rules", at("rules.tsv"))).isZero();
    assertThat(out.toString()).contains("\"already_complete\":true");
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    rules(BOTH.replace("anna", "bob"));
    assertThat(run("--rules", at("rules.tsv"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("rules.sha256 was ");
  }

  @Test
  void normaliseAnswersByTheRulesToo() throws IOException {
    Files.writeString(folder.resolve("t.tsv"), "1\tbookkeeper (m/f)\tnl\n2\tnurse\ten\n3\tbaker\n");
    assertThat(
            jobtrail(
                "normalise",
                "--titles",
                at("t.tsv"),
                "--out",
                at("o.tsv"),
                "--rules",
                at("rules.tsv"),
                "--json"))
        .as(err.toString())
        .isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("answered_by_rules").asInt()).isEqualTo(2);
    assertThat(json.path("without_candidates").asInt()).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("o.tsv")).stream().filter(l -> l.startsWith("1")))
        .containsExactly(
            "1\t1\thttp://data.europa.eu/esco/isco/C9622\t9622\tKlusjesmannen\t1.0000\t\tcoded");
  }

  @Test
  void rulesForAnotherTaxonomyAreRefusedInALine() throws IOException {
    Path table = Files.createDirectories(folder.resolve("v1.2.0")).resolve("occupations_en.csv");
    Files.writeString(
        table,
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\n"
            + "Occupation,http://data.europa.eu/esco/occupation/a,7512,baker,,7512.1\n");
    assertThat(jobtrail("taxonomy", "import", table.toString(), "--out", at("esco"))).isZero();
    assertThat(run("--rules", at("rules.tsv"), "--taxonomy", at("esco"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .contains("rules.tsv: made with starter 1, this taxonomy is ESCO 1.2.0; recode the rules");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(run("--rules", at("none.tsv"), "--dry-run")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("none.tsv: no such file");
  }
}
