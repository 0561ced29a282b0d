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

class CrosswalkCommandTest {
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

  @Test
  void fromATableToARecodedColumn() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "old;new\n010;1\n020;2\n020;3\n");
    assertThat(
            run(
                "taxonomy",
                "crosswalk",
                "import",
                at("t.csv"),
                "--from",
                "old",
                "--to",
                "new",
                "--out",
                at("x"),
                "--json"))
        .as(err.toString())
        .isZero();
    assertThat(json().path("sources_by_outcome").path("split").asInt()).isEqualTo(1);
    assertThat(run("taxonomy", "crosswalk", "info", at("x"))).isZero();
    assertThat(out.toString()).startsWith("old -> new, weights equal");
    assertThat(run("taxonomy", "crosswalk", "invert", at("x"), "--out", at("y"))).isZero();
    assertThat(
            run("taxonomy", "crosswalk", "compose", at("x"), at("y"), "--out", at("z"), "--json"))
        .isZero();
    assertThat(json().path("links").asInt()).isEqualTo(2);
    Files.writeString(folder.resolve("p.csv"), "id,code\n1,010\n2,20\n3,99\n");
    assertThat(
            run(
                "recode",
                at("p.csv"),
                "--column",
                "code",
                "--crosswalk",
                at("x"),
                "--out",
                at("r")))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("1 rows are lost because their codes lack");
    assertThat(
            run(
                "recode",
                at("p.csv"),
                "--column",
                "2",
                "--crosswalk",
                at("x"),
                "--digits",
                "3",
                "--policy",
                "split",
                "--out",
                at("s"),
                "--json"))
        .isZero();
    assertThat(json().path("rows_out").asInt()).isEqualTo(4);
    assertThat(json().path("rows_by_outcome").path("lost").asInt()).isEqualTo(1);
    assertThat(run("verify", at("s"))).as(err.toString()).isZero();
  }

  @Test
  void badInputIsOneLineAndExitCodeTwo() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "old;new\n010;1\n");
    run(
        "taxonomy",
        "crosswalk",
        "import",
        at("t.csv"),
        "--from",
        "old",
        "--to",
        "new",
        "--out",
        at("x"));
    Files.writeString(Files.createDirectory(folder.resolve("full")).resolve("a"), "");
    refused(
        "no such crosswalk", "recode", at("t.csv"), "--crosswalk", at("none"), "--out", at("o"));
    refused(
        "say which of its columns",
        "recode",
        at("t.csv"),
        "--crosswalk",
        at("x"),
        "--out",
        at("o"));
    refused(
        "--column is for tables",
        "recode",
        at("x"),
        "--column",
        "a",
        "--crosswalk",
        at("x"),
        "--out",
        at("o"));
    refused(
        "unknown policy \"guess\", known: drop-never, first, largest-weight, split",
        "recode",
        at("t.csv"),
        "--crosswalk",
        at("x"),
        "--policy",
        "guess",
        "--out",
        at("o"));
    refused(
        "has no trajectories.parquet", "recode", at("x"), "--crosswalk", at("x"), "--out", at("o"));
    refused(
        "ends at new, the second begins at old",
        "taxonomy",
        "crosswalk",
        "compose",
        at("x"),
        at("x"),
        "--out",
        at("o"));
    refused("is not empty", "taxonomy", "crosswalk", "invert", at("x"), "--out", at("full"));
    refused(
        "is or holds an input",
        "taxonomy",
        "crosswalk",
        "invert",
        at("x"),
        "--out",
        at("x"),
        "--force");
    refused("no such taxonomy", "taxonomy", "diff", at("none"), "starter");
  }

  private void refused(String words, String... args) {
    assertThat(run(args)).as(String.join(" ", args)).isEqualTo(2);
    assertThat(err.toString()).contains(words);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void theStarterIsLikeItself() throws IOException {
    assertThat(run("taxonomy", "diff", "starter", "starter", "--out", at("d"), "--json")).isZero();
    assertThat(json().path("kept").asInt()).isEqualTo(619);
    assertThat(json().path("added").asInt()).isZero();
    assertThat(folder.resolve("d/changes.tsv")).exists();
  }
}
