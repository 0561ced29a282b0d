package org.jobtrail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.score.ExtractionReport;
import org.jobtrail.score.ExtractionScorer;
import org.jobtrail.score.GoldReader;
import org.jobtrail.score.Judgement;
import org.jobtrail.simulate.Simulation;
import org.jobtrail.simulate.llm.Invention;
import org.jobtrail.simulate.llm.LlmServer;
import org.jobtrail.simulate.llm.LogEntry;
import org.jobtrail.simulate.llm.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dev llm-trial`: the extraction with a model against the scripted server, measured.
@Command(
    name = "llm-trial",
    description =
        "Simulates people, starts the scripted model server, runs `run --extractor llm` on their"
            + " resumes in a process of its own and measures what came of it.",
    mixinStandardHelpOptions = true)
final class LlmTrialCommand implements Callable<Integer> {
  @Option(names = "--people", paramLabel = "N", description = "Resumes (default 1000).")
  int people = 1000;

  @Option(names = "--seed", paramLabel = "S", description = "Of people and faults (default 7).")
  long seed = 7;

  @Option(
      names = "--faults",
      paramLabel = "RATE",
      description = "Rate of every fault of the server (default 0).")
  double faults;

  @Option(names = "--latency-ms", paramLabel = "MS", description = "Of the server (default 0).")
  int latencyMs;

  @Option(names = "--slots", paramLabel = "N", description = "Calls at once (default 32).")
  int slots = 32;

  @Option(
      names = "--texts",
      description = "Hand the run the resumes' text as JSON Lines, not files in four formats.")
  boolean texts;

  @Option(names = "--heap", paramLabel = "MB", description = "Of the run (default 512).")
  int heapMb = 512;

  @Option(
      names = "--arguments",
      paramLabel = "TEXT",
      description = "More arguments of the run, divided by spaces.")
  String arguments = "";

  @Option(names = "--out", paramLabel = "DIR", description = "Keep everything there.")
  @Nullable Path out;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder = out == null ? Files.createTempDirectory("jobtrail-llm-trial") : out;
    try {
      ObjectNode result = measure(folder);
      PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
      print.println(common.json ? result.toString() : result.toPrettyString());
      return ExitCode.OK;
    } finally {
      if (out == null) {
        AtomicFiles.deleteTree(folder);
      }
    }
  }

  private ObjectNode measure(Path folder) throws IOException {
    Path simulated = folder.resolve("simulated");
    AtomicFiles.deleteTree(simulated);
    AtomicFiles.deleteTree(folder.resolve("run"));
    new Simulation(people, seed).write(simulated);
    Scenario scenario = Scenario.ofPopulation(simulated).withSeed(seed).withLatencyMs(latencyMs);
    if (faults > 0) {
      scenario = scenario.withEveryFault(faults).withDripMs(5);
    }
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("people", people).put("seed", seed).put("fault_rate", faults);
    try (LlmServer server = LlmServer.start(scenario)) {
      long begin = System.nanoTime();
      Process process = start(folder, simulated, server.baseUrl());
      Duration cpu = Duration.ZERO;
      while (process.isAlive()) {
        cpu = process.info().totalCpuDuration().orElse(cpu);
        pause();
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      result.put("exit_code", process.exitValue());
      if (process.exitValue() != ExitCode.OK) {
        throw new JobtrailException.Integrity(
            "the run ended with "
                + process.exitValue()
                + ": "
                + Files.readString(folder.resolve("run.log")).strip());
      }
      result.put("seconds", Math.round(seconds * 10) / 10.0);
      result.put("client_cpu_ms_per_document", Math.round(cpu.toMillis() * 100.0 / people) / 100.0);
      JsonNode summary = new ObjectMapper().readTree(server.summary());
      result.set("server", summary);
      result.put(
          "slots_busy_share",
          Math.round(1000 * summary.path("slots_mean").asDouble() / slots) / 1000.0);
      result.set("run", lastLine(folder.resolve("run.log")));
      score(folder, result);
      inventions(folder, server.log(), result);
    }
    return result;
  }

  private Process start(Path folder, Path simulated, String url) throws IOException {
    List<String> run = new ArrayList<>();
    run.add((texts ? asLines(simulated) : simulated.resolve("documents")).toString());
    run.addAll(List.of("--extractor", "llm", "--llm-url", url, "--llm-model", "scripted"));
    run.addAll(List.of("--out", folder.resolve("run").toString(), "--json", "--quiet"));
    run.addAll(List.of("--llm-slots", Integer.toString(slots)));
    if (!arguments.isBlank()) {
      run.addAll(List.of(arguments.strip().split("\\s+")));
    }
    return RunProcess.start(
        List.of("-Xmx" + heapMb + "m", "-XX:+UseParallelGC"),
        run,
        Map.of(),
        folder.resolve("run.log"));
  }

  private static Path asLines(Path simulated) throws IOException {
    Path file = simulated.resolve("texts.jsonl");
    Ingester ingester = new Ingester(Limits.DEFAULT);
    ObjectMapper json = new ObjectMapper();
    try (RawDocuments raw =
            RawDocuments.open(List.of(simulated.resolve("documents")), Limits.DEFAULT);
        BufferedWriter out = Files.newBufferedWriter(file)) {
      while (raw.hasNext()) {
        if (ingester.ingest(raw.next()) instanceof Ingested.Accepted(Document document)) {
          ObjectNode line = json.createObjectNode();
          line.put("id", document.id()).put("text", document.text().text());
          out.write(line + "\n");
        }
      }
    }
    return file;
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run was measured", e);
    }
  }

  private static JsonNode lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return new ObjectMapper().readTree(lines.getLast());
  }

  private void score(Path folder, ObjectNode result) throws IOException {
    ExtractionReport report =
        new ExtractionScorer(200, seed)
            .score(
                GoldReader.gold(folder.resolve("simulated/truth/gold.jsonl")),
                GoldReader.predicted(folder.resolve("run/experiences.jsonl")),
                Set.of(),
                List.of("language", "format"));
    result.put("whole_f1", Objects.requireNonNull(report.figures().get(Judgement.WHOLE)).f1());
    ObjectNode groups = result.putObject("whole_f1_by");
    report
        .groups()
        .forEach(
            (name, figures) ->
                groups.put(name, Objects.requireNonNull(figures.get(Judgement.WHOLE)).f1()));
  }

  /// Counts the inventions that the server planted, and those that stand in the dataset.
  private static void inventions(Path folder, List<LogEntry> log, ObjectNode result)
      throws IOException {
    Map<String, Set<String>> planted = new HashMap<>();
    long count = 0;
    for (LogEntry entry : log) {
      for (Invention invention : entry.inventions()) {
        count++;
        planted
            .computeIfAbsent(String.valueOf(entry.documentId()), _ -> new HashSet<>())
            .add(invention.value().strip());
      }
    }
    Map<String, String> texts = texts(folder.resolve("run/text"));
    long reached = 0;
    try (BufferedReader lines = Files.newBufferedReader(folder.resolve("run/experiences.jsonl"))) {
      ObjectMapper json = new ObjectMapper();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode document = json.readTree(line);
        String id = document.path("id").asText();
        Set<String> made = planted.getOrDefault(id, Set.of());
        for (JsonNode experience : document.path("experiences")) {
          for (String field : List.of("title", "employer", "place")) {
            reached += made.contains(experience.path(field).asText("")) ? 1 : 0;
          }
          for (String field : List.of("start", "end")) {
            JsonNode span = experience.path("evidence").path(field);
            if (!span.isMissingNode()) {
              String words =
                  texts
                      .getOrDefault(id, "")
                      .substring(span.path("start").asInt(), span.path("end").asInt());
              reached += made.contains(words) ? 1 : 0;
            }
          }
        }
      }
    }
    result.put("inventions_planted", count).put("inventions_in_dataset", reached);
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try (BufferedReader lines =
            new BufferedReader(
                new java.io.InputStreamReader(
                    new java.util.zip.GZIPInputStream(Files.newInputStream(file)),
                    java.nio.charset.StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode document = json.readTree(line);
            texts.put(document.path("id").asText(), document.path("text").asText());
          }
        }
      }
    }
    return texts;
  }
}
