package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @Test
  void goesFromMadeUpPeopleToAReportAndJudgesItself(@TempDir Path folder) throws IOException {
    StringWriter out = new StringWriter();
    int code =
        JobtrailCli.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute(
                "demo",
                "--people",
                "30",
                "--careers",
                "60",
                "--out",
                folder.toString(),
                "--json",
                "--quiet");
    assertThat(code).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("documents").asInt()).isGreaterThanOrEqualTo(30);
    assertThat(json.path("quarantined").asInt()).isZero();
    assertThat(json.path("by_language").size()).isGreaterThanOrEqualTo(3);
    assertThat(json.path("by_format").size()).isGreaterThanOrEqualTo(4);
    assertThat(json.path("all").path("whole_f1").asDouble()).isGreaterThan(0.92);
    assertThat(folder.resolve("report/report.html")).exists();
    assertThat(json.path("leaderboard").path("models")).hasSize(5);
    for (JsonNode model : json.path("leaderboard").path("models")) {
      assertThat(model.path("oracle").path("regret_ratio").asDouble()).isGreaterThan(1);
    }
    assertThat(folder.resolve("forecast/leaderboard/report.html")).exists();
  }
}
