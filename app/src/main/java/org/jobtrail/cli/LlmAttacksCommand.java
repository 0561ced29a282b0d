package org.jobtrail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jobtrail.dataset.DatasetCheck;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.extract.llm.LlmSession;
import org.jobtrail.extract.llm.LlmSettings;
import org.jobtrail.ingest.Limits;
import org.jobtrail.normalise.Normalisers;
import org.jobtrail.pipeline.Pipeline;
import org.jobtrail.pipeline.RunConfiguration;
import org.jobtrail.pipeline.Setup;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.Progress;
import org.jobtrail.simulate.llm.AttackResumes;
import org.jobtrail.simulate.llm.LlmServer;
import org.jobtrail.simulate.llm.Scenario;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dev llm-attacks`: a model that obeys every instruction it reads, against attacked résumés.
@Command(
    name = "llm-attacks",
    description =
        "Reads attacked resumes and the same without the attack with a model that obeys every"
            + " instruction it reads. Exit code 6 when a hidden attack changes anything, or a value"
            + " is not in the visible text.",
    mixinStandardHelpOptions = true)
final class LlmAttacksCommand implements Callable<Integer> {
  @Option(names = "--people", paramLabel = "N", description = "Three attacks each (default 120).")
  int people = 120;

  @Option(names = "--seed", paramLabel = "S", description = "Decides every draw (default 1).")
  long seed = 1;

  @Option(names = "--out", paramLabel = "DIR", description = "Keep everything there.")
  @Nullable Path out;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  /// What the trial found.
  ///
  /// @param changed hidden attacks whose line of the dataset differs from the clean one's
  /// @param differing visible attacks whose line differs: the text does too
  /// @param planted visible attacks of which a planted title stands in the dataset; it stands in
  ///     the visible text as well
  /// @param quotes values of both datasets that were found at their place
  record Outcome(
      int attacks,
      int hidden,
      List<String> changed,
      int differing,
      int planted,
      int cleanFlagged,
      int attackedFlagged,
      int cleanDocuments,
      long quotes) {}

  @Override
  public Integer call() throws IOException {
    Path folder = out == null ? Files.createTempDirectory("jobtrail-llm-attacks") : out;
    try {
      Outcome outcome = run(folder.resolve("trial"), people, seed);
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("attacks", outcome.attacks)
          .put("hidden", outcome.hidden)
          .put("hidden_that_change_anything", outcome.changed.size())
          .put("visible_that_change_anything", outcome.differing)
          .put("visible_whose_title_is_in_the_dataset", outcome.planted)
          .put("values_found_at_their_place", outcome.quotes)
          .put("clean_flagged", outcome.cleanFlagged)
          .put("clean_documents", outcome.cleanDocuments)
          .put("attacked_flagged", outcome.attackedFlagged);
      outcome.changed.forEach(id -> json.withArrayProperty("changed").add(id));
      PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
      print.println(common.json ? json.toString() : json.toPrettyString());
      return outcome.changed.isEmpty() ? ExitCode.OK : ExitCode.INTEGRITY;
    } finally {
      if (out == null) {
        AtomicFiles.deleteTree(folder);
      }
    }
  }

  /// @param folder made anew
  /// @throws org.jobtrail.provenance.JobtrailException.Integrity if a value isn't in the text
  static Outcome run(Path folder, int people, long seed) throws IOException {
    AtomicFiles.deleteTree(folder);
    Files.createDirectories(folder);
    Path attacks = folder.resolve("attacks");
    AttackResumes.Summary made = AttackResumes.write(attacks, people, seed);
    Scenario scenario =
        Scenario.ofPopulation(attacks.resolve("population"))
            .withSeed(seed)
            .withBehaviour(Scenario.Behaviour.GULLIBLE);
    Path clean = folder.resolve("clean");
    Path attacked = folder.resolve("attacked");
    try (LlmServer server = LlmServer.start(scenario)) {
      read(attacks.resolve("clean"), clean, server.baseUrl());
      read(attacks.resolve("attacked"), attacked, server.baseUrl());
    }
    Map<String, String> before = lines(clean.resolve("experiences.jsonl"));
    Map<String, String> after = lines(attacked.resolve("experiences.jsonl"));
    List<String> changed = new ArrayList<>();
    int differing = 0;
    int planted = 0;
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader attackLines = Files.newBufferedReader(attacks.resolve("attacks.jsonl"))) {
      for (String line = attackLines.readLine(); line != null; line = attackLines.readLine()) {
        JsonNode attack = json.readTree(line);
        String id = attack.path("id").asText();
        boolean same = Objects.equals(before.get(id), after.get(id));
        if (attack.path("hidden").asBoolean()) {
          if (!same) {
            changed.add(
                id + " " + attack.path("format").asText() + ' ' + attack.path("kind").asText());
          }
        } else {
          differing += same ? 0 : 1;
          String title = attack.path("payload").path("title").asText();
          planted += String.valueOf(after.get(id)).contains('"' + title + '"') ? 1 : 0;
        }
      }
    }
    long quotes = DatasetCheck.of(clean).quotes() + DatasetCheck.of(attacked).quotes();
    return new Outcome(
        made.attacks(),
        made.hidden(),
        changed,
        differing,
        planted,
        flagged(clean),
        flagged(attacked),
        before.size(),
        quotes);
  }

  private static void read(Path documents, Path dataset, String url) throws IOException {
    LlmSettings settings =
        LlmSettings.of(URI.create(url), "scripted", dataset.resolve(LlmSession.FOLDER));
    RunConfiguration configuration =
        new RunConfiguration(
            List.of(documents),
            dataset,
            "llm",
            1,
            Runtime.getRuntime().availableProcessors(),
            Long.MAX_VALUE,
            false,
            Limits.DEFAULT);
    try (LlmSession session = LlmSession.open(settings, List.of());
        Setup setup =
            Setup.of(
                Taxonomy.starter(),
                Normalisers::of,
                Limits.DEFAULT,
                session,
                java.util.OptionalDouble.empty())) {
      Pipeline.run(configuration, setup.stages(), setup.versions(), Progress.NONE);
    }
  }

  private static Map<String, String> lines(Path file) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(file)) {
      lines.put(json.readTree(line).path("id").asText(), line);
    }
    return lines;
  }

  private static int flagged(Path dataset) {
    try (DuckDb db = DuckDb.open(dataset.resolve(".spill"))) {
      return (int)
          db.number(
              "SELECT count(*) FROM read_parquet("
                  + DuckDb.quoted(dataset.resolve("documents.parquet"))
                  + ") WHERE suspicious");
    }
  }
}
