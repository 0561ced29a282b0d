package org.jobtrail.pipeline;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jobtrail.dataset.DatasetWriter;
import org.jobtrail.extract.Extraction.Usage;
import org.jobtrail.extract.llm.LlmSession;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;

/// The main path: documents -> ingest -> extract -> normalise -> parts -> dataset -> manifest.
///
/// Killed anywhere, the same call finishes the work with the bytes that an uninterrupted one
/// writes: finished parts are kept, everything after them is made again from them.
public final class Pipeline {
  /// What a run writes beside its manifest.
  static final List<String> OUTPUTS =
      List.of(
          "experiences.jsonl",
          "documents.parquet",
          "experiences.parquet",
          "trajectories.parquet",
          "education.parquet",
          "quarantine.parquet",
          "text",
          LlmSession.FILE);

  private Pipeline() {}

  /// Looks at inputs and output folder, before anything is paid for.
  ///
  /// @throws JobtrailException.Usage if an input isn't there, or no run may write to the folder
  public static void check(RunConfiguration configuration) throws IOException {
    InputHashes.check(configuration);
    WorkFolder.check(configuration.out());
  }

  /// @param versions of what the stages are made of, for the manifest: taxonomy, extractor, ...
  /// @throws JobtrailException.Usage if the output folder can't be had for this run
  /// @throws JobtrailException.Integrity if the run was complete and its files have changed since
  public static RunSummary run(
      RunConfiguration configuration,
      Stages stages,
      SortedMap<String, String> versions,
      Progress progress)
      throws IOException {
    long begin = System.nanoTime();
    List<FileHash> inputs = InputHashes.of(configuration);
    SortedMap<String, String> options = configuration.options();
    RunIdentity identity =
        RunIdentity.of("run", options, configuration.seed(), inputs, versions, Manifest.PROGRAM);

    try (WorkFolder work =
        WorkFolder.open(configuration.out(), identity, configuration.overwrite())) {
      if (work.isComplete()) {
        return new RunSummary(
            Manifest.verify(configuration.out()).rows(), 0, true, secondsSince(begin));
      }
      progress.start("documents", progress == Progress.NONE ? -1 : InputCount.of(configuration));
      Parts parts = new Parts(stages, work, configuration, progress);
      parts.make();
      if (parts.documents() == 0) {
        work.discard();
        throw new JobtrailException.Usage(
            configuration.inputs().stream().map(Path::toString).collect(Collectors.joining(", "))
                + ": no document to read; nothing was written");
      }

      progress.start("writing the dataset", -1);
      Path dataset = work.emptyDatasetFolder();
      DatasetWriter writer = new DatasetWriter(parts.folders(), dataset);
      RowFates.Builder counts =
          writer.write(parts.documents(), parts.skipped(), configuration.seed());
      Usage billed = stages.extractor().keepSources(writer.replies(), dataset);
      if (billed.calls() > 0) {
        counts
            .add("model.calls", billed.calls())
            .add("model.prompt_tokens", billed.promptTokens())
            .add("model.completion_tokens", billed.completionTokens())
            .add("model.cost_billionths", billed.cost().movePointRight(9).longValue());
      }
      RowFates rows = counts.build();
      Manifest manifest =
          Manifest.of("run", options, configuration.seed(), inputs, versions, rows, List.of())
              .withOutputsOf(dataset);
      work.publish(dataset, manifest);
      return new RunSummary(rows, parts.resumed(), false, secondsSince(begin));
    } catch (IOException e) {
      throw located(e, configuration.out());
    }
  }

  /// A write that fails half-way doesn't say where; a file that can't be opened does.
  private static IOException located(IOException e, Path out) {
    return e instanceof FileSystemException ? e : new IOException(out + ": " + e.getMessage(), e);
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
