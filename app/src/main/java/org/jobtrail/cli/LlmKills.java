package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.simulate.Simulation;
import org.jobtrail.simulate.llm.LlmServer;
import org.jobtrail.simulate.llm.LogEntry;
import org.jobtrail.simulate.llm.Scenario;
import org.jspecify.annotations.Nullable;

/// The runs that `dev llm-kills` kills: simulated resumes, read by a model on a faulty server.
///
/// Each round has a server of its own, whose log shows which replies were asked for again.
final class LlmKills implements KillTrial.Job, AutoCloseable {
  private static final int SLOTS = 8;
  private static final double FAULTS = 0.2;

  private final int people;
  private final long seed;
  private Path documents = Path.of("");
  private @Nullable Scenario scenario;
  private @Nullable LlmServer server;
  private long repeated;

  LlmKills(int people, long seed) {
    this.people = people;
    this.seed = seed;
  }

  @Override
  public void prepare(Path folder, Random random) throws IOException {
    Path simulated = folder.resolve("simulated");
    new Simulation(people, seed).write(simulated);
    documents = simulated.resolve("documents");
    scenario =
        Scenario.ofPopulation(simulated)
            .withSeed(seed)
            .withEveryFault(FAULTS)
            .withDripMs(1)
            .withLatencyMs(20)
            .withRetryAfterSeconds(0);
  }

  @Override
  public void begin() throws IOException {
    close();
    server = LlmServer.start(Objects.requireNonNull(scenario));
  }

  @Override
  public List<String> arguments(Random random) {
    return List.of(
        documents.toString(),
        "--taxonomy",
        "starter",
        "--extractor",
        "llm",
        "--llm-url",
        Objects.requireNonNull(server).baseUrl(),
        "--llm-model",
        "scripted",
        "--llm-slots",
        Integer.toString(SLOTS),
        "--llm-backoff",
        "0.02",
        "--pseudonyms",
        "on",
        "--workers",
        Integer.toString(1 + random.nextInt(3)));
  }

  /// No reply that was had is asked for again: a kill costs the calls under way at most.
  @Override
  public void end(int kills) throws IOException {
    Map<String, Integer> delivered = new HashMap<>();
    for (LogEntry entry : Objects.requireNonNull(server).log()) {
      if (entry.delivered()) {
        delivered.merge(entry.hash(), 1, Integer::sum);
      }
    }
    long again = delivered.values().stream().mapToLong(times -> times - 1).sum();
    repeated += again;
    if (again > (long) kills * SLOTS) {
      throw new JobtrailException.Integrity(
          "%d replies were asked for again after %d kills with %d calls at once"
              .formatted(again, kills, SLOTS));
    }
  }

  /// Replies asked for again in all rounds together.
  long repeated() {
    return repeated;
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
