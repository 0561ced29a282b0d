package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.simulate.llm.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void attacksStandBesideTheCleanDocuments(@TempDir Path folder) throws IOException {
    Path made = folder.resolve("a");
    assertThat(execute("dev", "attacks", "--out", made.toString(), "--people", "8", "--json"))
        .isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("attacks").asInt()).isEqualTo(24);
    assertThat(Files.readAllLines(made.resolve("attacks.jsonl"))).hasSize(24);
    for (String line : Files.readAllLines(made.resolve("attacks.jsonl"))) {
      JsonNode attack = new ObjectMapper().readTree(line);
      String name = attack.path("id").asText() + '.' + attack.path("format").asText();
      assertThat(made.resolve("clean").resolve(name)).exists();
      assertThat(made.resolve("attacked").resolve(name)).exists();
    }
    assertThat(Manifest.verify(made).command()).isEqualTo("dev attacks");
  }

  @Test
  void theSampleScenarioIsOne() throws IOException {
    Scenario scenario = Scenario.read(Path.of("../samples/llm-server.toml"));
    assertThat(scenario.documents()).hasSize(2);
    assertThat(scenario.slots()).isEqualTo(8);
  }

  @Test
  void aPortThatIsTakenAndAScenarioThatIsNotThereAreOneLine(@TempDir Path folder)
      throws IOException {
    Path scenario = Files.writeString(folder.resolve("s.toml"), "seed = 1\n");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertThat(execute("dev", "llm-server", "--scenario", scenario.toString(), "--port", port))
          .isEqualTo(ExitCode.USAGE);
      assertThat(err.toString())
          .isEqualToIgnoringNewLines("jobtrail: --port " + port + ": is taken; choose another");
    }
    assertThat(execute("dev", "llm-server", "--scenario", folder.resolve("x").toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no such file; check the path");
  }

  private int execute(String... args) {
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
