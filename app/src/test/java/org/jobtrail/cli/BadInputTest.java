package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What should not be there, through the command line: one clear line, the documented exit code,
/// no document lost. `runs/bad-input.sh` tries the same and more through the launcher, with full
/// disks and odd surroundings.
class BadInputTest {
  private static final String RESUME =
      """
      Curriculum vitae

      Work experience

      Bookkeeper
      Example Ltd, Springfield
      03/2015 - 06/2017
      """;

  private static final String COLUMNS =
      "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\n";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeDocuments() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("cvs")).resolve("good.txt"), RESUME);
  }

  private int jobtrail(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = JobtrailCli.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String input, String output, String... more) {
    Stream<String> fixed =
        Stream.of("run", input, "--taxonomy", "starter", "--out", output, "--quiet", "--json");
    return jobtrail(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }

  /// Refused with one line that ends so; nothing calls itself a bug, no stack trace.
  private void refused(int code, String line, String... args) {
    assertThat(jobtrail(args)).isEqualTo(code);
    assertThat(err.toString().lines().filter(l -> !l.startsWith("Try '"))).hasSize(1);
    assertThat(err.toString()).contains(line).doesNotContain("this is a bug");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void refusesAnEmptyPath() {
    refused(
        ExitCode.USAGE,
        "the path is empty; write . for the current folder",
        "run",
        "",
        "--taxonomy",
        "starter",
        "--out",
        path("o"));
    assertThat(run(path("cvs"), "")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void refusesAnInputWithoutDocuments() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertThat(run(path("empty"), path("o"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("empty: no document to read; nothing was written");
    assertThat(folder.resolve("o/.work")).doesNotExist();
    assertThat(run(path("cvs"), path("o"))).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--limit=0",
        "--limit=-1",
        "--seed=abc",
        "--seed=99999999999999999999",
        "--workers=0",
        "--workers=-1",
        "--max-quarantined=7",
        "--max-quarantined=NaN",
        "--extractor=oracle",
        "--frobnicate"
      })
  void refusesAnOption(String option) {
    refused(
        ExitCode.USAGE,
        option.substring(2).split("=", 2)[0],
        "run",
        path("cvs"),
        "--taxonomy",
        "starter",
        "--out",
        path("o"),
        option);
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void refusesAConfigurationThatIsWrong() throws IOException {
    Path config = folder.resolve("c.toml");
    String[] args = {
      "run", path("cvs"), "--taxonomy", "starter", "--out", path("o"), "--config", config.toString()
    };
    refused(ExitCode.USAGE, "c.toml: no such file; check the path of --config", args);
    Files.writeString(config, "[run]\nseed = = 3\n");
    refused(ExitCode.USAGE, "c.toml:2: can't be read as TOML", args);
    assertThat(err.toString()).doesNotContain("Exception").doesNotContain("processing argument");
    Files.writeString(config, "[run]\nsede = 3\n");
    refused(ExitCode.USAGE, "c.toml: unknown key \"run.sede\"", args);
    Files.writeString(config, "[rnu]\nseed = 3\n");
    refused(ExitCode.USAGE, "c.toml: unknown key \"rnu\"", args);
    Files.writeString(config, "quiet = true\n[run]\nseed = 3\n[taxonomy.import]\nlanguage='nl'\n");
    assertThat(jobtrail(args)).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(folder.resolve("o/manifest.json"))).contains("\"seed\" : 3");
  }

  @Test
  void refusesPlacesItCannotHave() throws IOException {
    Files.writeString(folder.resolve("file"), "x");
    assertThat(run(path("cvs"), path("file"))).isEqualTo(ExitCode.USAGE);
    assertThat(run(path("cvs"), path("file/o"))).isEqualTo(ExitCode.USAGE);
    assertThat(run(path("cvs"), path("cvs"))).isEqualTo(ExitCode.USAGE);
    assertThat(run(path("cvs"), path("cvs/out"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("a run would read its own output");
    assertThat(run(path("cvs"), folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(run(path("none"), path("o"))).isEqualTo(ExitCode.USAGE);
    assertThat(run(path("cvs"), path("data"))).isEqualTo(ExitCode.OK);
    for (String command : List.of("analyse", "export")) {
      List<String> args = List.of(command, path("data"), "--out", path("data"));
      Stream<String> format =
          command.equals("export") ? Stream.of("--format", "jobhop1") : Stream.of();
      assertThat(jobtrail(Stream.concat(args.stream(), format).toArray(String[]::new)))
          .isEqualTo(ExitCode.USAGE);
    }
    refused(
        ExitCode.USAGE,
        "data: is or holds the dataset; choose another --out",
        "export",
        path("data"),
        "--format=jobhop1",
        "--force",
        "--out",
        path("data"));
    assertThat(jobtrail("verify", path("data"))).isEqualTo(ExitCode.OK);
  }

  @Test
  void refusesTaxonomiesThatAreNone() throws IOException {
    Path csv = folder.resolve("occupations_en.csv");
    String[] args = {"taxonomy", "import", csv.toString(), "--version=1", "--out", path("t")};
    Files.writeString(csv, "");
    refused(ExitCode.USAGE, "occupations_en.csv", args);
    Files.writeString(csv, "conceptUri,preferredLabel\nhttp://example.org/x,nurse\n");
    refused(ExitCode.USAGE, "the URIs of ESCO begin with", args);
    Files.writeString(csv, COLUMNS);
    refused(ExitCode.USAGE, "no row in occupations_en.csv below the header", args);
    Files.writeString(csv, COLUMNS + "Occupation,http://example.org/a,2221,\"nurse,,2221.1\n");
    refused(ExitCode.USAGE, "occupations_en.csv:2: a quoted cell of this row never ends", args);
    Files.write(csv, new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 10, 13, 0});
    refused(ExitCode.USAGE, "occupations_en.csv", args);
    Files.write(
        csv,
        (COLUMNS + "Occupation,http://example.org/a,2221,infirmière,,2221.1\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    refused(ExitCode.USAGE, "UTF-8", args);
    assertThat(folder.resolve("t")).doesNotExist();
    String[] run = {"run", path("cvs"), "--out", path("o"), "--taxonomy", path("cvs")};
    refused(ExitCode.USAGE, "cvs", run);
  }

  @Test
  void accountsForEveryLineWhateverItsId() throws IOException {
    Files.writeString(
        folder.resolve("ids.jsonl"),
        """
        {"id":"a","text":"Nurse"}
        {"id":"a","text":"Baker"}
        {"id":7,"text":"Cook"}
        {"id":null,"text":"x"}
        {"text":"x"}
        {"id":"b"}
        []
        {
        {"id":"it's \\"; DROP TABLE documents; --","text":"Cook"}
        {"id":"%s","text":"Cook"}
        {"id":"tab\\tnul\\u0000line\\n","text":"Cook"}
        """
            .formatted("i".repeat(100_000)));
    assertThat(run(path("ids.jsonl"), path("o"))).isEqualTo(ExitCode.OK);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("documents").asLong()).isEqualTo(11);
    assertThat(json.path("readable").asLong() + json.path("quarantined").asLong()).isEqualTo(11);
    assertThat(jobtrail("verify", path("o"))).isEqualTo(ExitCode.OK);
  }

  @Test
  void readsFilesWhateverTheirName() throws IOException {
    List<String> names =
        List.of(
            "with space", "it's", "say \"hi\"", "two\nlines", "'; DROP TABLE x; --", "%s%n", "*");
    Path odd = Files.createDirectories(folder.resolve("odd 'names'"));
    for (String name : names) {
      Files.writeString(odd.resolve(name + ".txt"), RESUME);
    }
    assertThat(run(odd.toString(), path("it's out"))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"readable\":" + names.size());
    assertThat(jobtrail("verify", path("it's out"))).isEqualTo(ExitCode.OK);
    assertThat(jobtrail("analyse", path("it's out"), "--out", path("it's report")))
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void followsNoLinkInACircle() throws IOException {
    Path cvs = folder.resolve("cvs");
    Files.createSymbolicLink(cvs.resolve("loop"), cvs);
    Files.createSymbolicLink(cvs.resolve("broken.txt"), folder.resolve("none"));
    assertThat(run(cvs.toString(), path("o"))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"readable\":1,\"quarantined\":2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest.json",
        "experiences.jsonl",
        "trajectories.parquet",
        "text/part-00000.jsonl.gz"
      })
  void seesThatAFileIsTorn(String name) throws IOException {
    assertThat(run(path("cvs"), path("o"))).isEqualTo(ExitCode.OK);
    Path file = folder.resolve("o").resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    refused(ExitCode.INTEGRITY, name.substring(name.lastIndexOf('/') + 1), "verify", path("o"));
    Files.write(file, new byte[0]);
    refused(ExitCode.INTEGRITY, name.substring(name.lastIndexOf('/') + 1), "verify", path("o"));
    if (name.equals("trajectories.parquet")) {
      refused(
          ExitCode.INTEGRITY, name, "export", path("o"), "--format=jobhop1", "--out", path("x"));
      assertThat(folder.resolve("x")).doesNotExist();
    }
  }

  @Test
  void writesTheSameBytesInTurkish() throws IOException {
    Files.writeString(
        folder.resolve("cvs/i.txt"), RESUME.replace("Bookkeeper", "INFORMATION OFFICER I"));
    Locale before = Locale.getDefault();
    assertThat(run(path("cvs"), path("here"))).isEqualTo(ExitCode.OK);
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(run(path("cvs"), path("there"))).isEqualTo(ExitCode.OK);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(folder.resolve("there/manifest.json"))
        .hasSameBinaryContentAs(folder.resolve("here/manifest.json"));
  }
}
