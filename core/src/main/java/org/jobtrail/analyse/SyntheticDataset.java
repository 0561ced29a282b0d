package org.jobtrail.analyse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// Writes a made-up dataset of any size from a seed, for measuring and testing; see
/// `synthetic.sql`.
public final class SyntheticDataset {
  private SyntheticDataset() {}

  /// Writes `trajectories.parquet` into the folder.
  ///
  /// @param rows about so many; people follow
  /// @return rows written
  public static long write(Path folder, long rows, long seed) throws IOException {
    Files.createDirectories(folder);
    AnalyseSettings settings = AnalyseSettings.DEFAULT.withSeed(seed);
    try (AnalysisDatabase database = new AnalysisDatabase(settings, folder.resolve(".spill"))) {
      database.execute("CREATE TABLE unit_groups (isco_group VARCHAR)");
      String groups =
          Taxonomy.starter().concepts().stream()
              .filter(concept -> concept.kind() == Concept.Kind.UNIT_GROUP)
              .map(concept -> "('" + concept.occupation().code() + "')")
              .sorted()
              .collect(Collectors.joining(", "));
      database.execute("INSERT INTO unit_groups VALUES " + groups);
      database.execute("SET VARIABLE rows = " + rows);
      database.variable("out", folder.resolve("trajectories.parquet").toString());
      return Long.parseLong(database.lines(SqlScript.load("synthetic")).getFirst().getFirst());
    }
  }
}
