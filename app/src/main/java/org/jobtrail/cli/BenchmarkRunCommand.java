package org.jobtrail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jobtrail.ingest.Limits;
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

/// `benchmark run`: documents a second through the whole of `run`, and the heap it took.
///
/// Each round is a whole run into a fresh folder; the first one is cold, as a user's is.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Measures a whole run on documents at hand: documents a second, bytes of heap, row counts.")
final class BenchmarkRunCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "INPUT", description = "A folder of documents, or JSON Lines.")
  private Path input = Path.of("");

  @Option(
      names = "--taxonomy",
      defaultValue = "starter",
      paramLabel = "T",
      description = "Folder made by 'taxonomy import', or the word starter (default).")
  private Path taxonomy = Path.of("starter");

  @Option(
      names = "--documents",
      paramLabel = "N",
      description = "Repeat the lines of a JSON Lines INPUT with new ids until there are N.")
  private int documents;

  @Option(
      names = "--rounds",
      defaultValue = "1",
      paramLabel = "R",
      description = "Whole runs in one process; the first is cold (default: ${DEFAULT-VALUE}).")
  private int rounds = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to work; emptied before (default: a temporary folder).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (rounds < 1 || documents < 0) {
      throw new JobtrailException.Usage("--rounds must be at least 1 and --documents at least 0");
    }
    Path given = out;
    Path work = given == null ? Files.createTempDirectory("jobtrail-benchmark") : given;
    Path source = documents == 0 ? input : copies(work);
    ObjectNode result = JSON.createObjectNode();
    ArrayNode each = result.putArray("rounds");
    try (Progress progress = ProgressReport.of(common.quiet)) {
      Setup setup = Setup.of(Taxonomy.load(taxonomy), Limits.DEFAULT);
      for (int round = 0; round < rounds; round++) {
        RunConfiguration configuration =
            new RunConfiguration(
                List.of(source),
                work.resolve("run"),
                "parser",
                1,
                Runtime.getRuntime().availableProcessors(),
                Long.MAX_VALUE,
                true,
                Limits.DEFAULT);
        put(
            each.addObject(),
            Pipeline.run(configuration, setup.stages(), setup.versions(), progress));
      }
    }
    result.put("processors", Runtime.getRuntime().availableProcessors());
    result.put("heap_limit_mib", Runtime.getRuntime().maxMemory() >> 20);
    result.put("peak_heap_mib", peakHeap() >> 20);
    PrintWriter text = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      text.println(result);
    } else {
      for (JsonNode round : each) {
        text.printf(
            Locale.ROOT,
            "%d documents, %d experiences, %.1f s, %.0f documents/s%n",
            round.path("documents").asLong(),
            round.path("experiences").asLong(),
            round.path("seconds").asDouble(),
            round.path("documents_per_second").asDouble());
      }
      text.printf(
          "peak heap %d of %d MiB%n", peakHeap() >> 20, Runtime.getRuntime().maxMemory() >> 20);
    }
    return ExitCode.OK;
  }

  private static void put(ObjectNode round, RunSummary summary) {
    RowFates rows = summary.rows();
    round
        .put("documents", rows.count("documents_in"))
        .put("quarantined", rows.count("documents_quarantined"))
        .put("experiences", rows.count("experiences"))
        .put("seconds", Math.round(summary.seconds() * 1000) / 1000.0)
        .put("documents_per_second", Math.round(summary.documentsPerSecond() * 10) / 10.0);
  }

  /// The sum of the heap pools' peaks: at least what the heap held at any one time.
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /// The input's texts again and again, each under a new id, until there are enough.
  private Path copies(Path work) throws IOException {
    List<String> texts = new ArrayList<>();
    try (BufferedReader lines = lines(input)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        texts.add(JSON.readTree(line).path("text").toString());
      }
    }
    if (texts.isEmpty()) {
      throw new JobtrailException.Usage(
          input + ": no line to repeat; --documents wants JSON Lines");
    }
    Path file = Files.createDirectories(work).resolve("copies.jsonl");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < documents; i++) {
        writer.write("{\"id\":\"copy-%06d\",\"text\":".formatted(i));
        writer.write(texts.get(i % texts.size()));
        writer.write("}\n");
      }
    }
    return file;
  }

  private static BufferedReader lines(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
            StandardCharsets.UTF_8));
  }
}
