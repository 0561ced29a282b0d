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
import picocli.CommandLine;

class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsOneObjectThatCountsEveryDocument(@TempDir Path folder) throws IOException {
    int code =
        execute(
            "simulate", "--people", "6", "--out", folder.toString(), "--formats", "txt", "--json");
    assertThat(code).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("people").asInt()).isEqualTo(6);
    assertThat(json.path("documents_by_format.txt").asInt()).isEqualTo(6);
    assertThat(Files.readAllLines(folder.resolve("truth/gold.jsonl"))).hasSize(6);
  }

  @Test
  void theTruthAloneNeedsNoDocuments(@TempDir Path folder) {
    assertThat(
            execute("simulate", "--people", "6", "--out", folder.toString(), "--formats", "none"))
        .isZero();
    assertThat(folder.resolve("documents")).doesNotExist();
    assertThat(folder.resolve("truth/trajectories.parquet")).exists();
  }

  @Test
  void anUnknownLanguageIsOneLineThatNamesTheKnownOnes(@TempDir Path folder) {
    int code =
        execute("simulate", "--people", "6", "--out", folder.toString(), "--languages", "en,xx");
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines())
        .containsExactly("jobtrail: --languages: no words for \"xx\"; known: en, fr, nl");
  }

  @Test
  void anUnknownFormatIsOneLineThatNamesTheKnownOnes(@TempDir Path folder) {
    int code = execute("simulate", "--people", "6", "--out", folder.toString(), "--formats", "odt");
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .startsWith("jobtrail: --formats: unknown format \"odt\"; known: docx, html, pdf, txt");
  }

  private int execute(String... args) {
    CommandLine line = JobtrailCli.commandLine();
    return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
  }
}
