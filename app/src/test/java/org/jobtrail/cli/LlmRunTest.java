package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.simulate.Simulation;
import org.jobtrail.simulate.llm.LlmServer;
import org.jobtrail.simulate.llm.LogEntry;
import org.jobtrail.simulate.llm.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run --extractor llm` from the command line: money, replays, what a user gets wrong.
class LlmRunTest {
  private static final String PRICES =
      """
      currency = "EUR"
      [models.scripted]
      prompt_per_million = 1000000
      completion_per_million = 1000000
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path prices = Path.of("");

  @BeforeEach
  void simulate() throws IOException {
    new Simulation(12, 3).write(folder.resolve("simulated"));
    prices = Files.writeString(folder.resolve("prices.toml"), PRICES);
  }

  private Scenario scenario() throws IOException {
    return Scenario.ofPopulation(folder.resolve("simulated"))
        .withRetryAfterSeconds(0)
        .withDripMs(1);
  }

  private int jobtrail(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private int run(String url, String name, String... more) {
    Stream<String> fixed =
        Stream.of(
            "run",
            folder.resolve("simulated/documents").toString(),
            "--extractor",
            "llm",
            "--llm-url",
            url,
            "--llm-model",
            "scripted",
            "--llm-backoff",
            "0.005",
            "--out",
            folder.resolve(name).toString(),
            "--quiet",
            "--json");
    return jobtrail(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }

  /// One line that says what to do; nothing calls itself a bug.
  private void says(String words) {
    assertThat(err.toString().lines().filter(l -> !l.startsWith("Try '"))).hasSize(1);
    assertThat(err.toString()).contains(words).doesNotContain("this is a bug");
    assertThat(out.toString()).isEmpty();
  }

  private static SortedMap<String, String> hashes(Path out) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Path file : files(out)) {
      hashes.put(out.relativize(file).toString(), Sha256.of(file));
    }
    return hashes;
  }

  /// A dataset's files; notes on the work begin with a dot.
  private static List<Path> files(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !out.relativize(file).toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Test
  void replaysAFinishedRunWithoutACallAndByteForByte() throws IOException {
    LlmServer server = LlmServer.start(scenario().withEveryFault(0.2));
    assertThat(run(server.baseUrl(), "first")).isEqualTo(ExitCode.OK);
    int asked = server.log().size();
    assertThat(run(server.baseUrl(), "first")).isEqualTo(ExitCode.OK);
    assertThat(new ObjectMapper().readTree(out.toString()).path("already_complete").asBoolean())
        .isTrue();
    assertThat(run(server.baseUrl(), "first", "--force")).isEqualTo(ExitCode.OK);
    assertThat(server.log()).hasSize(asked);
    server.close();
    for (String store : List.of("first/.replies", "first")) {
      String again = "again-" + store.length();
      assertThat(
              run(
                  server.baseUrl(),
                  again,
                  "--offline",
                  "--llm-store",
                  folder.resolve(store).toString()))
          .as(err.toString())
          .isEqualTo(ExitCode.OK);
      assertThat(hashes(folder.resolve(again))).isEqualTo(hashes(folder.resolve("first")));
      assertThat(jobtrail("verify", folder.resolve(again).toString())).isEqualTo(ExitCode.OK);
    }
    // Asked for what nobody kept.
    assertThat(
            run(
                server.baseUrl(),
                "other",
                "--offline",
                "--llm-part-characters",
                "500",
                "--llm-store",
                folder.resolve("first/.replies").toString()))
        .isEqualTo(ExitCode.USAGE);
    says("--offline: the store has no reply for one of the requests");
  }

  @Test
  void addsToNoFinishedRun() throws IOException {
    try (LlmServer server = LlmServer.start(scenario())) {
      assertThat(run(server.baseUrl(), "first")).isEqualTo(ExitCode.OK);
      assertThat(run(server.baseUrl(), "second", "--llm-store", folder.resolve("first").toString()))
          .isEqualTo(ExitCode.USAGE);
      says("--llm-store");
      assertThat(jobtrail("verify", folder.resolve("first").toString())).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void findsAChangeOfOneByteInEveryFile() throws IOException {
    try (LlmServer server = LlmServer.start(scenario())) {
      assertThat(run(server.baseUrl(), "run")).isEqualTo(ExitCode.OK);
    }
    Path dataset = folder.resolve("run");
    assertThat(jobtrail("verify", dataset.toString())).isEqualTo(ExitCode.OK);
    List<Path> files = files(dataset);
    assertThat(files)
        .extracting(f -> f.getFileName().toString())
        .contains("replies.jsonl", "manifest.json", "experiences.jsonl", "documents.parquet");
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      for (int at : new int[] {0, 1, whole.length / 4, whole.length / 2, whole.length - 1}) {
        byte[] changed = whole.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        assertThat(jobtrail("verify", dataset.toString()))
            .as("%s byte %d: %s", file, at, err)
            .isEqualTo(ExitCode.INTEGRITY);
        says("");
      }
      Files.write(file, whole);
    }
    assertThat(jobtrail("verify", dataset.toString())).isEqualTo(ExitCode.OK);
  }

  @Test
  void totalsAreTheSumsOfTheCallsAndWhatTheServerBilled() throws IOException {
    try (LlmServer server = LlmServer.start(scenario().withEveryFault(0.2))) {
      assertThat(run(server.baseUrl(), "run", "--llm-prices", prices.toString()))
          .isEqualTo(ExitCode.OK);
      long prompt = server.log().stream().mapToLong(LogEntry::promptTokens).sum();
      long completion = server.log().stream().mapToLong(LogEntry::completionTokens).sum();
      long sumPrompt = 0;
      long sumCompletion = 0;
      long replies = 0;
      BigDecimal cost = BigDecimal.ZERO;
      for (String line : Files.readAllLines(folder.resolve("run/.replies/calls.jsonl"))) {
        JsonNode call = new ObjectMapper().readTree(line);
        sumPrompt += call.path("prompt_tokens").asLong();
        sumCompletion += call.path("completion_tokens").asLong();
        cost = cost.add(new BigDecimal(call.path("cost").asText()));
        replies += call.path("outcome").asText().equals("reply") ? 1 : 0;
      }
      assertThat(sumPrompt).isEqualTo(prompt);
      assertThat(sumCompletion).isEqualTo(completion);
      assertThat(cost).isEqualByComparingTo(BigDecimal.valueOf(prompt + completion));
      JsonNode model =
          new ObjectMapper()
              .readTree(Files.readString(folder.resolve("run/manifest.json")))
              .path("rows")
              .path("model");
      assertThat(model.path("prompt_tokens").asLong()).isEqualTo(prompt);
      assertThat(model.path("completion_tokens").asLong()).isEqualTo(completion);
      assertThat(model.path("calls").asLong()).isEqualTo(replies);
      assertThat(model.path("cost_billionths").asLong())
          .isEqualTo((prompt + completion) * 1_000_000_000L);
    }
  }

  @Test
  void stopsWithFourAtTheCapAndGoesOnWithAHigherOne() throws IOException {
    try (LlmServer server = LlmServer.start(scenario())) {
      String[] capped = {"--llm-prices", prices.toString(), "--llm-slots", "2", "--max-cost"};
      assertThat(run(server.baseUrl(), "run", with(capped, "3000"))).isEqualTo(ExitCode.BUDGET);
      says("--max-cost 3000 EUR is reached");
      assertThat(run(server.baseUrl(), "run", with(capped, "100000000"))).isEqualTo(ExitCode.OK);
      assertThat(server.log()).extracting(LogEntry::hash).doesNotHaveDuplicates();
      assertThat(run(server.baseUrl(), "whole", "--llm-prices", prices.toString()))
          .isEqualTo(ExitCode.OK);
      assertThat(hashes(folder.resolve("run"))).isEqualTo(hashes(folder.resolve("whole")));
    }
  }

  private static String[] with(String[] options, String last) {
    return Stream.concat(Stream.of(options), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void resumesAfterAServerThatDied() throws IOException, InterruptedException {
    Path served = folder.resolve("server.jsonl");
    LlmServer server = LlmServer.start(scenario().withLatencyMs(500).withLog(served));
    String url = server.baseUrl();
    List<LogEntry> log = new ArrayList<>();
    Thread death =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    // The made-up resume and a document are through.
                    while (Files.readAllLines(served).size() < 2) {
                      Thread.sleep(5);
                    }
                    server.close();
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    assertThat(run(url, "run", "--llm-slots", "2", "--llm-patience", "0.3"))
        .isEqualTo(ExitCode.REMOTE_UNAVAILABLE);
    says("state saved, run the same command again when the server is back");
    death.join();
    log.addAll(server.log());
    try (LlmServer again = LlmServer.start(scenario())) {
      assertThat(run(again.baseUrl(), "run")).isEqualTo(ExitCode.OK);
      log.addAll(again.log());
      assertThat(log.stream().filter(LogEntry::delivered).map(LogEntry::hash))
          .doesNotHaveDuplicates();
      assertThat(run(again.baseUrl(), "whole")).isEqualTo(ExitCode.OK);
    }
    assertThat(hashes(folder.resolve("run"))).isEqualTo(hashes(folder.resolve("whole")));
  }

  @Test
  void saysInOneLineWhatIsWrong() throws IOException {
    try (LlmServer server = LlmServer.start(scenario().withApiKey("sesame"))) {
      String url = server.baseUrl();
      assertThat(run(url, "o")).isEqualTo(ExitCode.USAGE);
      says("refuses the key with status 401; put the right one into JOBTRAIL_LLM_KEY");
      Path key = Files.writeString(folder.resolve("key"), "sesame\n");
      assertThat(run(url, "o", "--llm-key-file", key.toString(), "--llm-model", "gpt"))
          .isEqualTo(ExitCode.USAGE);
      assertThat(run(url, "o", "--llm-key-file", folder.resolve("none").toString()))
          .isEqualTo(ExitCode.USAGE);
      says("none: no such file or folder");
      Files.writeString(folder.resolve("empty"), " \n");
      assertThat(run(url, "o", "--llm-key-file", folder.resolve("empty").toString()))
          .isEqualTo(ExitCode.USAGE);
      says("is empty, --llm-key-file needs the key in it");
      assertThat(run(url, "o", "--llm-key-file", folder.toString())).isEqualTo(ExitCode.USAGE);
      says("is a folder, --llm-key-file needs a file with the key in it");
      Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
      assertThat(run(url, "o", "--llm-key-file", binary.toString())).isEqualTo(ExitCode.USAGE);
      says("is no text, --llm-key-file needs a file with the key in it");
      assertThat(run(url.substring(7), "o")).isEqualTo(ExitCode.USAGE);
      says("--llm-url must be like http://localhost:8000/v1, found");
      assertThat(run(url.replace("/v1", ""), "o", "--llm-key-file", key.toString()))
          .isEqualTo(ExitCode.USAGE);
      says("--llm-url usually ends in /v1");
      assertThat(run("http://127.0.0.1:1/v1", "o")).isEqualTo(ExitCode.REMOTE_UNAVAILABLE);
      says("can't be reached; start the server or correct --llm-url");
      assertThat(run(url, "fresh", "--offline")).isEqualTo(ExitCode.USAGE);
      says("--offline replays kept replies, and none are in");
      assertThat(folder.resolve("fresh")).doesNotExist();
      assertThat(run(url, "o", "--max-cost", "1")).isEqualTo(ExitCode.USAGE);
      says("--max-cost needs --llm-prices to know what a call costs");
      Files.writeString(folder.resolve("p.toml"), PRICES.replace("scripted", "gpt"));
      assertThat(run(url, "o", "--llm-prices", folder.resolve("p.toml").toString()))
          .isEqualTo(ExitCode.USAGE);
      says("p.toml: has no [models.\"scripted\"], known: [gpt]");
      assertThat(server.log()).isEmpty();
      // And the right command, in the folder that all these left.
      assertThat(run(url, "o", "--llm-key-file", key.toString())).isEqualTo(ExitCode.OK);
    }
  }

  /// Nothing is paid and nothing is left behind where the folder can't be had anyway.
  @Test
  void looksAtTheFoldersBeforeItAsks() throws IOException {
    try (LlmServer server = LlmServer.start(scenario())) {
      Path foreign = Files.createDirectories(folder.resolve("foreign"));
      Files.writeString(foreign.resolve("letter.txt"), "x");
      assertThat(run(server.baseUrl(), "foreign")).isEqualTo(ExitCode.USAGE);
      says("holds letter.txt, which no run made");
      assertThat(foreign.resolve(".replies")).doesNotExist();
      Files.writeString(folder.resolve("file"), "x");
      assertThat(run(server.baseUrl(), "file")).isEqualTo(ExitCode.USAGE);
      says("file: is a file, --out wants a folder");
      assertThat(server.log()).isEmpty();
    }
  }
}
