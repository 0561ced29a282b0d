package org.jobtrail.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.ingest.Limits;
import org.jobtrail.provenance.JobtrailException;

/// What a run is asked to do.
///
/// @param inputs documents, folders, archives, JSON Lines
/// @param out the dataset's folder
/// @param extractor the extractor's name on the command line
/// @param seed of the split by person
/// @param workers threads that process documents; no byte depends on it
/// @param limit how many documents at most; `Long.MAX_VALUE` for all
/// @param overwrite start anew where an earlier run left something
public record RunConfiguration(
    List<Path> inputs,
    Path out,
    String extractor,
    long seed,
    int workers,
    long limit,
    boolean overwrite,
    Limits limits) {
  public RunConfiguration {
    inputs = List.copyOf(inputs);
    if (workers < 1 || workers > 1024) {
      throw new JobtrailException.Usage("--workers must be 1 to 1024, found " + workers);
    }
    if (limit < 1) {
      throw new JobtrailException.Usage("--limit must be at least 1, found " + limit);
    }
  }

  /// The options that decide the output, as manifests list them.
  SortedMap<String, String> options() {
    TreeMap<String, String> options = new TreeMap<>();
    options.put("extractor", extractor);
    options.put("limit", limit == Long.MAX_VALUE ? "none" : Long.toString(limit));
    options.put("limits", limits.toString());
    return options;
  }
}
