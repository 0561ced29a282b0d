package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jobtrail.extract.llm.Estimate;
import org.jobtrail.extract.llm.LlmSession;
import org.jobtrail.extract.llm.LlmSettings;
import org.jobtrail.extract.llm.Spending;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocument;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.pipeline.Pipeline;
import org.jobtrail.pipeline.RunConfiguration;
import org.jobtrail.pipeline.RunSummary;
import org.jobtrail.pipeline.Setup;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The main job: documents in, a dataset out.
@Command(
    name = "run",
    description =
        "Reads resumes and writes a standardised trajectory dataset. Killed or interrupted, the same"
            + " command goes on where it stopped.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private LlmOptions llm = new LlmOptions();
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private RulesOption rules = new RulesOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Documents, folders, .zip, JSON Lines (id, text), plain or .gz.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--taxonomy",
      defaultValue = "starter",
      paramLabel = "T",
      description = "Folder made by 'taxonomy import', or the word starter (default).")
  private Path taxonomy = Path.of("starter");

  @Option(names = "--out", required = true, paramLabel = "OUT", description = "Output folder.")
  private Path out = Path.of("");

  @Option(
      names = "--extractor",
      defaultValue = "parser",
      paramLabel = "NAME",
      description = "What reads the experiences (default: ${DEFAULT-VALUE}).")
  private String extractor = "parser";

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Seed of the split by person (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--workers",
      paramLabel = "W",
      description = "Threads that process documents (default: one per processor).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N documents.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--max-quarantined",
      paramLabel = "SHARE",
      description = "Exit with 3 when a larger share of documents was set aside, such as 0.05.")
  private double maxQuarantined = 1;

  @Option(
      names = {"--force", "--overwrite"},
      description = "Start anew where an earlier run left something.")
  private boolean force;

  @Option(names = "--dry-run", description = "Say what would be done, write nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    if (!(maxQuarantined >= 0 && maxQuarantined <= 1)) {
      throw new JobtrailException.Usage(
          "--max-quarantined must be a share in [0, 1], found " + maxQuarantined);
    }
    Limits limits = Limits.DEFAULT;
    RunConfiguration configuration =
        new RunConfiguration(inputs, out, extractor, seed, workers, limit, force, limits);
    if (!Setup.EXTRACTORS.contains(extractor)) {
      throw new JobtrailException.Usage(
          "unknown extractor \"" + extractor + "\", known: " + Setup.EXTRACTORS);
    }
    if (extractor.equals("parser") && llm.areGiven()) {
      throw new JobtrailException.Usage(
          "--llm-... options need --extractor llm or hybrid, found --extractor parser");
    }
    Taxonomy known = Taxonomy.load(taxonomy);
    Optional<Rules> decided = rules.read(known);
    if (dryRun) {
      return dryRun(known, limits);
    }
    if (llm.batchOut != null && !extractor.equals("parser")) {
      return writeBatch(known, limits, llm.batchOut);
    }
    Pipeline.check(configuration);
    RunSummary summary;
    Optional<Spending> spending;
    Thread farewell = new Thread(this::sayStateIsSaved, "jobtrail-farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    try (Setup setup = RulesOption.over(setup(known, limits), decided);
        Progress progress =
            ProgressReport.of(
                common.quiet, () -> setup.session().map(s -> s.spending().text()).orElse(""))) {
      summary = Pipeline.run(configuration, setup.stages(), setup.versions(), progress);
      spending = setup.session().map(LlmSession::spending);
    } finally {
      forget(farewell);
    }
    print(summary, spending);
    return summary.quarantinedShare() > maxQuarantined ? ExitCode.QUARANTINED : ExitCode.OK;
  }

  private Normaliser normaliser(Taxonomy known) {
    return model.normaliser(known, taxonomy, common.quiet);
  }

  private Setup setup(Taxonomy known, Limits limits) throws IOException {
    if (extractor.equals("parser")) {
      return Setup.of(known, this::normaliser, limits);
    }
    LlmSettings settings = llm.settings(out);
    if (!llm.batchIn.isEmpty()) {
      takeBatch(settings);
    }
    LlmSession session = LlmSession.open(settings, List.of(out));
    if (force) {
      // Only now: a server that can't be reached leaves the finished run whole.
      LlmSession.keepReplies(out);
    }
    return Setup.of(known, this::normaliser, limits, session, llm.threshold(extractor));
  }

  /// Before the model is asked for the rest.
  private void takeBatch(LlmSettings settings) throws IOException {
    try (LlmSession store = LlmSession.toKeep(settings, List.of(out))) {
      LlmSession.BatchReplies replies = store.take(llm.batchIn);
      if (!common.quiet) {
        System.err.printf(
            "%d replies of the batch kept, %d of its requests failed%n",
            replies.taken(), replies.failed());
      }
    }
  }

  /// Reads every document as far as kept replies go, and writes what has to be asked next.
  private int writeBatch(Taxonomy known, Limits limits, Path file) throws IOException {
    LlmSettings settings = llm.settings(out);
    if (!llm.batchIn.isEmpty()) {
      takeBatch(settings);
    }
    long documents = 0;
    long waiting = 0;
    LlmSession.BatchRequests written;
    try (LlmSession session = LlmSession.forBatch(settings, List.of(out), file);
        Setup setup = Setup.of(known, this::normaliser, limits, session, llm.threshold(extractor));
        RawDocuments found = RawDocuments.open(inputs, limits)) {
      while (documents < limit && found.hasNext()) {
        if (setup.stages().ingester().ingest(found.next())
            instanceof Ingested.Accepted(Document document)) {
          int before = session.requestsWritten();
          setup.stages().extractor().read(document);
          waiting += session.requestsWritten() > before ? 1 : 0;
        }
        documents++;
      }
      written = session.batchRequests();
    }
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("documents", documents).put("waiting", waiting).put("requests", written.requests());
      written.files().forEach(f -> json.withArrayProperty("files").add(f.toString()));
      print.println(json);
    } else if (written.files().isEmpty()) {
      print.println(
          "every request has its reply; the same command without --llm-batch-out ends it");
    } else {
      print.printf(
          "%d requests of %d documents in %s; when the batch is done, give its output to"
              + " --llm-batch-in%n",
          written.requests(), waiting, written.files());
    }
    return ExitCode.OK;
  }

  /// Ctrl-C ends the process with 130 by itself; this adds what the user can do.
  private void sayStateIsSaved() {
    System.err.println(
        "\njobtrail: interrupted, state saved in "
            + out.resolve(".work")
            + "; the same command goes on where it stopped");
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Already on the way down.
    }
  }

  private int dryRun(Taxonomy known, Limits limits) throws IOException {
    Optional<Estimate> estimate =
        extractor.equals("parser")
            ? Optional.empty()
            : Optional.of(
                new Estimate(llm.settings(out), llm.threshold(extractor).orElse(Double.MAX_VALUE)));
    Ingester ingester = new Ingester(limits);
    long documents = 0;
    try (RawDocuments found = RawDocuments.open(inputs, limits)) {
      while (documents < limit && found.hasNext()) {
        RawDocument raw = found.next();
        if (estimate.isPresent()
            && ingester.ingest(raw) instanceof Ingested.Accepted(Document document)) {
          estimate.get().add(document);
        }
        documents++;
      }
    }
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("dry_run", true).put("documents", documents).put("out", out.toString());
    json.put("extractor", extractor).put("taxonomy", known.name());
    PrintWriter text = Objects.requireNonNull(spec).commandLine().getOut();
    List<String> lines = new ArrayList<>();
    lines.add("would read " + documents + " documents and write " + out);
    estimate
        .map(Estimate::expected)
        .ifPresent(
            e -> {
              json.putObject("model")
                  .put("documents", e.documents())
                  .put("calls", e.calls())
                  .put("prompt_tokens", e.promptTokens())
                  .put("completion_tokens", e.completionTokens())
                  .put("characters_per_token", Math.round(100 * e.charactersPerToken()) / 100.0)
                  .put("cost", e.cost())
                  .put("seconds", Math.round(e.seconds()));
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "  the model reads %d of them in %d calls: about %,d prompt tokens and %,d"
                          + " completion tokens, %s, about %s at 2 s a call",
                      e.documents(),
                      e.calls(),
                      e.promptTokens(),
                      e.completionTokens(),
                      llm.money(e.cost()),
                      Math.round(e.seconds()) + " s"));
            });
    if (common.json) {
      text.println(json);
    } else {
      lines.forEach(text::println);
    }
    return ExitCode.OK;
  }

  private void print(RunSummary summary, Optional<Spending> spending) {
    RowFates rows = summary.rows();
    PrintWriter text = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("documents", rows.count("documents_in"))
          .put("readable", rows.count("documents_readable"))
          .put("quarantined", rows.count("documents_quarantined"));
      ObjectNode reasons = json.putObject("quarantined_by_reason");
      rows.group("quarantined").forEach(reasons::put);
      json.put("experiences", rows.count("experiences"))
          .put("spells", rows.count("spells"))
          .put("coded", rows.count("experiences_coded"))
          .put("unknown", rows.count("experiences_unknown"))
          .put("people", rows.count("people"))
          .put("seconds", Math.round(summary.seconds() * 1000) / 1000.0)
          .put("documents_per_second", Math.round(summary.documentsPerSecond() * 10) / 10.0)
          .put("resumed_documents", summary.resumedDocuments())
          .put("already_complete", summary.alreadyComplete())
          .put("out", out.toString());
      if (spending.isPresent()) {
        model(json.putObject("model"), rows, spending.get());
      }
      text.println(json);
      return;
    }
    if (summary.alreadyComplete()) {
      text.println(out + ": already complete; every file is as its manifest says");
    }
    text.printf(
        Locale.ROOT,
        "%d documents (%d set aside%s), %d experiences, %d coded, %d spells of %d people, %.1f s%n",
        rows.count("documents_in"),
        rows.count("documents_quarantined"),
        rows.group("quarantined").isEmpty() ? "" : " " + rows.group("quarantined"),
        rows.count("experiences"),
        rows.count("experiences_coded"),
        rows.count("spells"),
        rows.count("people"),
        summary.seconds());
    spending.ifPresent(
        s ->
            text.printf(
                Locale.ROOT,
                "%d calls in all, %,d prompt and %,d completion tokens, %s; paths %s%n",
                s.calls(),
                s.promptTokens(),
                s.completionTokens(),
                s.currency().equals("none")
                    ? "no price given"
                    : s.cost().toPlainString() + " " + s.currency(),
                rows.group("extraction")));
    text.println(out);
  }

  /// What the documents' replies were billed at, and what all attempts ever cost.
  private static void model(ObjectNode json, RowFates rows, Spending spending) {
    json.put("calls", rows.count("model.calls"))
        .put("prompt_tokens", rows.count("model.prompt_tokens"))
        .put("completion_tokens", rows.count("model.completion_tokens"))
        .put("cost", BigDecimal.valueOf(rows.count("model.cost_billionths"), 9))
        .put("currency", spending.currency());
    ObjectNode paths = json.putObject("paths");
    rows.group("extraction").forEach(paths::put);
    ObjectNode claims = json.putObject("claims_set_aside");
    rows.group("claims_set_aside").forEach(claims::put);
    ObjectNode paid = json.putObject("all_attempts");
    paid.put("prompt_tokens", spending.promptTokens())
        .put("completion_tokens", spending.completionTokens())
        .put("cost", spending.cost());
    ObjectNode outcomes = paid.putObject("outcomes");
    spending.attempts().forEach(outcomes::put);
  }
}
