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

class PanelCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  @BeforeEach
  void table() throws IOException {
    StringBuilder rows = new StringBuilder("who,year,job,sex,pay\n");
    for (int i = 0; i < 60; i++) {
      String who = "p" + i + ',';
      String sex = i % 3 == 0 ? ",F," : ",M,";
      rows.append(who).append("2000,11").append(sex).append("1\n");
      rows.append(who).append("2001,11").append(sex).append("NaN\n");
      rows.append(who).append("2003,12").append(sex).append("-3\n");
    }
    Files.writeString(folder.resolve("t.csv"), rows.append("p0,later,11,F,1\n"));
    Files.writeString(
        folder.resolve("m.toml"),
        """
        name = "tiny"
        person = "who"
        period = "year"
        [occupation]
        column = "job"
        [[fixed]]
        name = "sex"
        column = "sex"
        [[measure]]
        name = "pay"
        column = "pay"
        above = 0
        """);
    Files.writeString(folder.resolve("titles.csv"), "code,title\n11,Cooks\n12,\"Bakers, all\"\n");
  }

  private int importing(String... more) {
    String[] args = {
      "panel",
      "import",
      at("t.csv"),
      "--mapping",
      at("m.toml"),
      "--out",
      at("p"),
      "--titles",
      at("titles.csv")
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return run(all);
  }

  @Test
  void fromATableToPartsToCareersFiles() throws IOException {
    assertThat(importing("--json")).as(err.toString()).isZero();
    assertThat(json().path("rows_in").asInt()).isEqualTo(181);
    assertThat(json().path("records").asInt()).isEqualTo(180);
    assertThat(json().path("dropped").path("period_unparseable").asInt()).isEqualTo(1);
    assertThat(err.toString())
        .contains("t.csv:182: row dropped as period_unparseable: \"later\" is no year")
        .contains("t.csv:4: pay \"-3\" counts as missing (pay_out_of_range) (the first of 60)");
    assertThat(importing()).isEqualTo(2);
    assertThat(err.toString()).contains("choose another --out, or add --force");

    assertThat(run("panel", "split", at("p"), "--shares", "50,25,25", "--seed", "3")).isZero();
    assertThat(out.toString()).contains("people_in_split.valid");
    assertThat(run("verify", at("p"))).as(err.toString()).isZero();

    assertThat(run("panel", "info", at("p"), "--json")).isZero();
    JsonNode all = json().path("parts").path("all");
    assertThat(json().path("name").asText()).isEqualTo("tiny");
    assertThat(json().path("split").asBoolean()).isTrue();
    assertThat(all.path("people").asInt()).isEqualTo(60);
    assertThat(all.path("gaps").asInt()).isEqualTo(60);
    assertThat(all.path("transitions").toString())
        .isEqualTo("{\"first\":60,\"stay\":60,\"move\":60}");
    assertThat(all.path("records_by_period").toString())
        .isEqualTo("{\"2000\":60,\"2001\":60,\"2003\":60}");
    assertThat(all.path("covariates").path("sex").path("levels").toString())
        .isEqualTo("{\"missing\":0,\"F\":20,\"M\":40}");
    assertThat(all.path("measures").path("pay").path("known").asInt()).isEqualTo(60);
    assertThat(all.path("records_by_outcome").get(1).path("title").asText())
        .isEqualTo("Bakers, all");
    int parts = 0;
    for (String part : new String[] {"train", "valid", "test"}) {
      parts += json().path("parts").path(part).path("people").asInt();
    }
    assertThat(parts).isEqualTo(60);

    assertThat(run("panel", "info", at("p"))).isZero();
    assertThat(out.toString())
        .startsWith("tiny: a record per year, 2000 to 2003, 2 occupations and 0 statuses")
        .contains("F 20, M 40");

    assertThat(run("panel", "export", at("p"), "--format", "career", "--out", at("x"))).isZero();
    assertThat(Files.readAllLines(folder.resolve("x").resolve("test.job")))
        .allMatch(line -> line.equals("11 11 12"));
    assertThat(run("panel", "import", at("x"), "--mapping", "career", "--out", at("y"))).isZero();
  }

  @Test
  void anotherNameIsTheUsersChoice() throws IOException {
    assertThat(importing("--name", "my survey")).isZero();
    assertThat(run("panel", "info", at("p"), "--json")).isZero();
    assertThat(json().path("name").asText()).isEqualTo("my survey");
  }

  @Test
  void whatCantBeDoneIsSaidInOneLine() throws IOException {
    assertThat(run("panel", "import", at("t.csv"), "--mapping", "nlsy78", "--out", at("p")))
        .isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "jobtrail: unknown mapping \"nlsy78\": no such file, and the known names are career,"
                + " dataset, jobhop1, jobhop2, nlsy79, nlsy97, nlsy97-statuses, simulated\n");
    assertThat(run("panel", "import", at("t.csv"), "--mapping", "nlsy79", "--out", at("p")))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "t.csv:1: has no column \"person_id\", which mapping nlsy79 names as person; found who,"
                + " year, job, sex, pay");
    assertThat(importing()).isZero();
    assertThat(run("panel", "split", at("p"), "--by", "record")).isEqualTo(2);
    assertThat(err.toString()).contains("--by must be person");
    assertThat(run("panel", "split", at("p"), "--shares", "70,30")).isEqualTo(2);
    assertThat(err.toString()).contains("--shares must be three numbers");
    assertThat(run("panel", "split", at("p"), "--shares", "99.98,0.01,0.01")).isEqualTo(2);
    assertThat(err.toString()).contains("none of the 60 people falls into valid");
    assertThat(run("panel", "export", at("p"), "--format", "career", "--out", at("x")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("was never split");
    assertThat(run("panel", "export", at("p"), "--format", "sas", "--out", at("x"))).isEqualTo(2);
    assertThat(run("panel", "info", folder.toString())).isEqualTo(2);
    Files.writeString(folder.resolve("p").resolve("panel.json"), "{}");
    assertThat(run("panel", "info", at("p"))).isEqualTo(6);
    assertThat(err.toString()).contains("panel.json: differs from the manifest");
  }

  @Test
  void poolsPanelsThatWereDivided() throws IOException {
    assertThat(importing()).isZero();
    String other = Files.readString(folder.resolve("m.toml")).replace("tiny", "other");
    Files.writeString(folder.resolve("o.toml"), other);
    String[] again = {"panel", "import", at("t.csv"), "--mapping", at("o.toml"), "--out", at("o")};
    assertThat(run(again)).as(err.toString()).isZero();
    assertThat(run("panel", "split", at("p"), "--shares", "50,25,25")).isZero();
    assertThat(run("panel", "pool", at("p"), at("o"), "--out", at("both"))).isEqualTo(2);
    assertThat(err.toString()).contains("panel pool: other was never divided");
    assertThat(run("panel", "split", at("o"), "--shares", "50,25,25")).isZero();
    assertThat(run("panel", "pool", at("p"), at("o"), "--out", at("both"), "--json"))
        .as(err.toString())
        .isZero();
    assertThat(run("panel", "info", at("both"), "--json")).isZero();
    assertThat(json().path("parts").path("all").path("people").asInt()).isEqualTo(120);
    assertThat(json().path("parts").path("all").path("records").asInt()).isEqualTo(360);
    assertThat(run("verify", at("both"))).as(err.toString()).isZero();
  }
}
