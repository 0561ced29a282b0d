package org.jobtrail.simulate.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.simulate.Simulation;
import org.jobtrail.simulate.ToldResume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
  @TempDir Path folder;

  private Scenario read(String toml) throws IOException {
    return Scenario.read(Files.writeString(folder.resolve("scenario.toml"), toml));
  }

  @Test
  void anEmptyFileIsAFaultlessServer() throws IOException {
    assertThat(read("")).isEqualTo(Scenario.of(List.of()));
  }

  @Test
  void everyKeyIsRead() throws IOException {
    new Simulation(3, 1).write(folder.resolve("sim"));
    Scenario scenario =
        read(
            """
            population = "sim"
            models = ["a", "b"]
            api_key = "sesame"
            latency_ms = 10
            slots = 4
            response_formats = ["json_object"]
            seed = 9
            model = "gullible"
            most_failures = 2
            retry_after_s = 3
            drip_ms = 40
            poison = ["sim-000001"]
            log = "out/log.jsonl"
            [faults]
            all = 0.2
            drip = 0
            [[documents]]
            id = "x"
            experiences = [{ title = "Kok", start = "2014" }]
            """);
    assertThat(scenario.documents()).hasSize(4);
    assertThat(scenario.documents().getLast())
        .isEqualTo(
            new ToldResume(
                "x",
                "en",
                "txt",
                List.of(new ToldResume.Job("Kok", null, null, "2014", null)),
                List.of()));
    Scenario expected =
        Scenario.of(scenario.documents())
            .withModels("a", "b")
            .withApiKey("sesame")
            .withLatencyMs(10)
            .withSlots(4)
            .withFormats(ResponseFormat.JSON_OBJECT)
            .withSeed(9)
            .withBehaviour(Scenario.Behaviour.GULLIBLE)
            .withMostFailures(2)
            .withRetryAfterSeconds(3)
            .withDripMs(40)
            .withPoison("sim-000001")
            .withLog(folder.resolve("out/log.jsonl").toAbsolutePath())
            .withEveryFault(0.2)
            .withFault(Fault.DRIP, 0);
    assertThat(scenario).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "latency = 3 | latency: unknown key; known: api_key, documents,",
        "slots = 'four' | slots: must be a whole number, found \"four\"",
        "slots = -1 | slots: must be at least 0, found -1",
        "model = 'clever' | model: unknown \"clever\"; known: faithful, gullible",
        "faults = { tired = 1 } | faults: unknown \"tired\"; known: too_many, unavailable,",
        "faults = { drip = 2 } | faults.drip: must be in [0, 1], found 2.0",
        "models = [] | models: a server needs a model, found none",
        "response_formats = ['xml'] | response_formats: unknown \"xml\"; known: json_schema, json_object",
        "documents = [{}] | documents[0]: has no id",
        "documents = [{id='x', experiences=[{job='Kok'}]}] | documents[0].experiences: Unrecognized field",
        "population = 'nowhere' | nowhere/truth/told.jsonl isn't there; run simulate first",
        "slots = | can't be read as TOML",
      })
  void aWrongFileIsToldInOneLine(String toml, String message) {
    assertThatThrownBy(() -> read(toml))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining(message);
  }
}
