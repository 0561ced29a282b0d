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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewCommandTest {
  private static final String RESUME =
      """
      Curriculum vitae

      Work experience

      Bookkeeper
      Example Ltd, Springfield
      03/2015 - 06/2017

      Wobbleframe operator
      Example Mill, Springfield
      07/2017 - present
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void run() throws IOException {
    Path cvs = Files.createDirectories(folder.resolve("cvs"));
    Files.writeString(cvs.resolve("a.txt"), RESUME);
    Files.writeString(cvs.resolve("b.txt"), RESUME.replace("2015", "2014"));
    assertThat(jobtrail("run", at("cvs"), "--quiet", "--out", at("run"))).isZero();
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

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  /// Writes a decision about the only title of the sheet that begins so.
  private void decide(String sheet, String coder, String title, String decision)
      throws IOException {
    StringBuilder filled = new StringBuilder();
    for (String line : Files.readString(folder.resolve(sheet)).split("\r\n")) {
      String[] cells = line.split(";", -1);
      if (cells[1].startsWith(title)) {
        cells[13] = decision;
      }
      filled.append(String.join(";", cells)).append("\r\n");
    }
    Files.writeString(folder.resolve(coder + ".csv"), filled.toString());
  }

  private int importing(String... files) {
    String[] args = {
      "review", "import", "--rules", at("rules.tsv"), "--date", "2026-11-20", "--json"
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + files.length);
    System.arraycopy(files, 0, all, args.length, files.length);
    return jobtrail(all);
  }

  @Test
  void fromARunToASheetToRulesToAnotherRun() throws IOException {
    assertThat(
            jobtrail(
                "review", "export", at("run"), "--out", at("r.csv"), "--separator", ";", "--json"))
        .as(err.toString())
        .isZero();
    assertThat(json().path("titles_by_fate").path("exported").asInt()).isEqualTo(2);
    assertThat(json().path("occurrences").asInt()).isEqualTo(4);
    List<String> sheet = Files.readAllLines(folder.resolve("r.csv"));
    assertThat(sheet.getFirst().split(";")[13]).isEqualTo("decision");
    assertThat(sheet.get(1)).contains(";Wobbleframe operator;en;2;2;");

    decide("r.csv", "anna", "Wobble", "8151");
    decide("r.csv", "bob", "Wobble", "8152");
    assertThat(importing(at("anna.csv"), at("bob.csv"))).as(err.toString()).isZero();
    assertThat(json().path("titles_by_fate").path("in_conflict").asInt()).isEqualTo(1);
    JsonNode agreement = json().path("agreement").path(0);
    assertThat(agreement.path("first").asText()).isEqualTo("anna");
    assertThat(agreement.path("occupation").path("agreement").asDouble()).isZero();
    assertThat(agreement.path("major_group").path("agreement").asDouble()).isEqualTo(1);
    assertThat(agreement.path("major_group").path("kappa").isNull()).isTrue();
    assertThat(json().path("version").asInt()).isZero();

    decide("rules.tsv.conflicts.csv", "settled", "Wobble", "8152");
    assertThat(importing(at("settled.csv"), "--settled-by", "carla")).isZero();
    assertThat(json().path("version").asInt()).isEqualTo(1);

    assertThat(
            jobtrail("run", at("cvs"), "--quiet", "--out", at("again"), "--rules", at("rules.tsv")))
        .as(err.toString())
        .isZero();
    assertThat(Files.readString(folder.resolve("again/experiences.jsonl")))
        .contains("\"title\":\"Wobbleframe operator\"", "\"code\":\"8152\"");
    assertThat(jobtrail("review", "export", at("again"), "--out", at("r2.csv"), "--json")).isZero();
    assertThat(json().path("titles_by_fate").path("ruled").asInt()).isEqualTo(1);
  }

  @Test
  void namesBadRowsAndEndsWithThreeWhenThereAreTooMany() throws IOException {
    assertThat(jobtrail("review", "export", at("run"), "--out", at("r.csv"), "--separator", ";"))
        .isZero();
    assertThat(out.toString()).startsWith("2 of 2 titles -> ");
    byte[] sheet = Files.readAllBytes(folder.resolve("r.csv"));
    assertThat(jobtrail("review", "export", at("run"), "--out", at("r.csv"), "--most", "1"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("may hold decisions").contains("--force");
    assertThat(folder.resolve("r.csv")).hasBinaryContent(sheet);
    for (String read : new String[] {"run/manifest.json", "run/trajectories.parquet"}) {
      assertThat(jobtrail("review", "export", at("run"), "--out", at(read), "--force"))
          .isEqualTo(ExitCode.USAGE);
      assertThat(err.toString()).contains("would be lost");
    }
    decide("r.csv", "anna", "Wobble", "81");
    assertThat(importing(at("anna.csv"), "--max-quarantined", "0.4"))
        .isEqualTo(ExitCode.QUARANTINED);
    assertThat(err.toString().strip())
        .isEqualTo(
            at("anna.csv")
                + ":2: \"81\" is a sub-major-group; give an occupation or a unit group of four"
                + " digits");
    assertThat(json().path("quarantined_by_reason").toString()).isEqualTo("{\"too-coarse\":1}");
    assertThat(importing(at("anna.csv"), "--dry-run")).isZero();
  }

  @Test
  void printsTheAgreementAsATable() throws IOException {
    assertThat(jobtrail("review", "export", at("run"), "--out", at("r.csv"), "--separator", ";"))
        .isZero();
    decide("r.csv", "anna", "Book", "3313");
    assertThat(
            jobtrail(
                "review",
                "import",
                at("anna.csv"),
                "bob=" + at("anna.csv"),
                "--rules",
                at("rules.tsv")))
        .isZero();
    assertThat(out.toString())
        .contains("anna, bob  occupation ", "1 new rules", "rules.tsv: version 1, 1 rules hold");
    assertThat(
            jobtrail(
                "review",
                "recode",
                at("rules.tsv"),
                "--taxonomy",
                "starter",
                "--rules",
                at("new.tsv")))
        .isZero();
    assertThat(out.toString()).contains("1 standing rules: 1 kept -> ");
  }

  @Test
  void saysInOneLineWhatIsWrong() {
    String[][] wrong = {
      {"review", "export", at("none"), "--out", at("r.csv")},
      {"review", "export", at("cvs"), "--out", at("r.csv")},
      {"review", "export", at("run"), "--out", at("run")},
      {"review", "export", at("run"), "--out", at("r.csv"), "--most", "-1"},
      {"review", "export", at("run"), "--out", at("r.csv"), "--separator", "x"},
      {"review", "export", at("run"), "--out", at("r.csv"), "--labels", "fr"},
      {"review", "import", at("none.csv"), "--rules", at("rules.tsv")},
      {"review", "import", at("cvs"), "--rules", at("rules.tsv")},
      {"review", "import", at("cvs/a.txt"), "--rules", at("rules.tsv")},
      {"review", "import", at("cvs/a.txt"), "--rules", at("rules.tsv"), "--date", "yesterday"},
      {"review", "import", at("cvs/a.txt"), "--rules", at("cvs/a.txt")},
    };
    for (String[] args : wrong) {
      assertThat(jobtrail(args)).as(String.join(" ", args)).isEqualTo(ExitCode.USAGE);
      assertThat(err.toString().lines()).as(err.toString()).hasSize(1);
      assertThat(err.toString()).doesNotContain("this is a bug");
    }
    assertThat(folder.resolve("rules.tsv")).doesNotExist();
    assertThat(folder.resolve("r.csv")).doesNotExist();
  }
}
