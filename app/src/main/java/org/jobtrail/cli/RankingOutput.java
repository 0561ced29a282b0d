package org.jobtrail.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.score.ranking.RankingFigures;
import org.jspecify.annotations.Nullable;

/// How `benchmark melo` and `benchmark titles` take their options and show their figures.
final class RankingOutput {
  private RankingOutput() {}

  /// @throws JobtrailException.Usage for a place or number that can't be used
  static void check(@Nullable Path runOut, int runTop, int replicates) {
    if (runOut != null && Files.exists(runOut) && !Files.isRegularFile(runOut)) {
      throw new JobtrailException.Usage(
          runOut + ": is no regular file; --run-out names a file to write");
    }
    if (runTop < 1) {
      throw new JobtrailException.Usage("--run-top must be at least 1, found " + runTop);
    }
    if (replicates < 1) {
      throw new JobtrailException.Usage("--replicates must be at least 1, found " + replicates);
    }
  }

  static void put(ObjectNode json, RankingFigures figures) {
    figures
        .figures()
        .forEach(
            (measure, figure) -> {
              json.put(measure.key(), round(figure.value()));
              json.put(measure.key() + "_low", round(figure.interval().low()));
              json.put(measure.key() + "_high", round(figure.interval().high()));
            });
  }

  /// A table whose header names the measures of those figures.
  static TextTable table(RankingFigures figures) {
    List<String> header = new ArrayList<>();
    header.add("over");
    figures.figures().keySet().forEach(m -> header.add(m.key()));
    return TextTable.of(header.toArray(String[]::new));
  }

  static void row(TextTable table, String name, RankingFigures figures) {
    List<Object> cells = new ArrayList<>();
    cells.add(name);
    figures
        .figures()
        .values()
        .forEach(
            f ->
                cells.add(
                    String.format(
                        Locale.ROOT,
                        "%.3f [%.3f, %.3f]",
                        f.value(),
                        f.interval().low(),
                        f.interval().high())));
    table.row(cells.toArray());
  }

  static double round(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
