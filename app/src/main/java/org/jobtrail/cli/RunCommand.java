package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocuments;
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
    Setup setup = Setup.of(extractor, Taxonomy.load(taxonomy), limits);
    if (dryRun) {
      return dryRun(setup, limits);
    }
    RunSummary summary;
    Thread farewell = new Thread(this::sayStateIsSaved, "jobtrail-farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    try (Progress progress = ProgressReport.of(common.quiet)) {
      summary = Pipeline.run(configuration, setup.stages(), setup.versions(), progress);
    } finally {
      forget(farewell);
    }
    print(summary);
    return summary.quarantinedShare() > maxQuarantined ? ExitCode.QUARANTINED : ExitCode.OK;
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

  private int dryRun(Setup setup, Limits limits) {
    long documents = 0;
    try (RawDocuments found = RawDocuments.open(inputs, limits)) {
      while (documents < limit && found.hasNext()) {
        found.next();
        documents++;
      }
    }
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("dry_run", true).put("documents", documents).put("out", out.toString());
    setup.versions().forEach(json::put);
    if (common.json) {
      Objects.requireNonNull(spec).commandLine().getOut().println(json);
    } else {
      PrintWriter text = Objects.requireNonNull(spec).commandLine().getOut();
      text.println("would read " + documents + " documents and write " + out);
      setup.versions().forEach((name, value) -> text.println("  " + name + ": " + value));
    }
    return ExitCode.OK;
  }

  private void print(RunSummary summary) {
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
    text.println(out);
  }
}
