package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {
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

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeDocuments() throws IOException {
    Path cvs = Files.createDirectories(folder.resolve("cvs"));
    Files.writeString(cvs.resolve("good.txt"), RESUME);
    Files.writeString(cvs.resolve("empty.txt"), "");
  }

  private int jobtrail(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = JobtrailCli.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private int run(String... more) {
    String[] args = {
      "run", folder.resolve("cvs").toString(), "--taxonomy", "starter", "--quiet", "--json"
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return jobtrail(all);
  }

  @Test
  void printsOneObjectThatAccountsForEveryDocument() throws IOException {
    String dataset = folder.resolve("out").toString();
    assertThat(run("--out", dataset)).isEqualTo(ExitCode.OK);
    assertThat(out.toString().strip().lines()).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("documents").asLong()).isEqualTo(2);
    assertThat(json.path("quarantined").asLong()).isEqualTo(1);
    assertThat(json.path("quarantined_by_reason").path("empty").asLong()).isEqualTo(1);
    assertThat(json.path("experiences").asLong()).isEqualTo(2);
    assertThat(json.path("coded").asLong() + json.path("unknown").asLong()).isEqualTo(2);

    assertThat(jobtrail("verify", dataset)).isEqualTo(ExitCode.OK);
    assertThat(run("--out", dataset)).isEqualTo(ExitCode.OK);
    assertThat(new ObjectMapper().readTree(out.toString()).path("already_complete").asBoolean())
        .isTrue();
    assertThat(run("--out", dataset, "--seed", "2")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("seed was 1, is now 2; choose another --out");

    Path lines = folder.resolve("out/experiences.jsonl");
    Files.writeString(lines, Files.readString(lines).replace("Nurse", "Purse"));
    assertThat(jobtrail("verify", dataset)).isEqualTo(ExitCode.INTEGRITY);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void toleratesAsMuchQuarantineAsItIsTold() {
    assertThat(run("--out", folder.resolve("a").toString(), "--max-quarantined", "0.5"))
        .isEqualTo(ExitCode.OK);
    assertThat(run("--out", folder.resolve("b").toString(), "--max-quarantined", "0.4"))
        .isEqualTo(ExitCode.QUARANTINED);
  }

  @Test
  void saysInOneLineWhatIsWrong() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(run("--out", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().strip()).endsWith("file: is a file, --out wants a folder");
    assertThat(run("--out", folder.resolve("o").toString(), "--extractor", "oracle"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().strip())
        .isEqualTo("jobtrail: unknown extractor \"oracle\", known: [hybrid, llm, parser]");
    assertThat(run("--out", folder.resolve("o").toString(), "--workers", "0"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().strip()).isEqualTo("jobtrail: --workers must be 1 to 1024, found 0");
    assertThat(jobtrail("verify", folder.resolve("cvs").toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no manifest.json there");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void writesNothingOnADryRun() {
    assertThat(run("--out", folder.resolve("o").toString(), "--dry-run")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"documents\":2");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void exportsAndImports() throws IOException {
    String dataset = folder.resolve("out").toString();
    run("--out", dataset);
    String exported = folder.resolve("jobhop").toString();
    assertThat(jobtrail("export", dataset, "--format", "jobhop2", "--out", exported, "--json"))
        .isEqualTo(ExitCode.OK);
    assertThat(new ObjectMapper().readTree(out.toString()).path("ends_lost").toString())
        .isEqualTo("{\"ongoing\":1,\"unknown\":0}");
    assertThat(
            jobtrail(
                "import",
                exported + "/jobhop2.parquet",
                "--format",
                "jobhop2",
                "--out",
                folder.resolve("back").toString(),
                "--json"))
        .isEqualTo(ExitCode.OK);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("spells").asLong()).isEqualTo(2);
    assertThat(json.path("rows_quarantined").asLong()).isZero();
    assertThat(json.path("quarantined_by_reason").toString()).isEqualTo("{}");
    assertThat(json.path("people_by_split").size()).isEqualTo(3);
  }

  @Test
  void nestsWhatAnImportSetAsideByReason() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("jobhop1.csv"),
            """
            person_id,matched_label,matched_description,matched_code,start_date,end_date,university_studies
            1,clerk,,4110,Q1 2000,Q2 2001,1
            2,clerk,,4110,Q9 2000,Q2 2001,0
            """);
    String[] args = {
      "import", table.toString(), "--format", "jobhop1", "--out", folder.resolve("i").toString()
    };
    assertThat(jobtrail(Stream.concat(Stream.of(args), Stream.of("--json")).toArray(String[]::new)))
        .isEqualTo(ExitCode.OK);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("rows_quarantined").asLong()).isEqualTo(1);
    assertThat(json.path("quarantined_by_reason").toString()).isEqualTo("{\"bad-date\":1}");
    assertThat(json.properties()).noneMatch(entry -> entry.getKey().contains("."));
  }
}
