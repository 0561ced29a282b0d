package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real ICT subset of JobHop, brought into the trajectory schema.
class JobHopPanelTest {
  private static final String SQL =
      """
      COPY (
        SELECT CAST(user_id AS VARCHAR) AS person_id, CAST(sequence_pos AS INTEGER) AS spell,
               item_id AS code, label, '2500' AS isco_group, 'JobHop ICT' AS taxonomy,
               4 * CAST(right(start_date, 4) AS INTEGER) + CAST(substr(start_date, 2, 1) AS INTEGER) - 1 AS start_quarter,
               4 * CAST(right(end_date, 4) AS INTEGER) + CAST(substr(end_date, 2, 1) AS INTEGER) - 1 AS end_quarter,
               CASE WHEN end_date IS NULL THEN 'unknown' ELSE 'known' END AS end_status,
               CAST(NULL AS INTEGER) AS observed_until, CAST(NULL AS VARCHAR) AS education_level
        FROM read_csv('../../shared/data/panels/jobhop_ict/interactions.csv.gz', all_varchar = true)
      ) TO (getvariable('out')) (FORMAT parquet)""";

  @Test
  @Tag("real-data")
  void countsWhatTheFileHolds(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("dataset"));
    String spells;
    try (AnalysisDatabase database = new AnalysisDatabase(AnalyseSettings.DEFAULT, folder)) {
      database.variable("out", folder.resolve("dataset/trajectories.parquet").toString());
      database.execute(SQL);
      spells =
          database
              .lines(
                  new SqlScript(
                      "count",
                      "SELECT count(*) FROM read_csv('../../shared/data/panels/jobhop_ict/interactions.csv.gz')"
                          + " WHERE end_date IS NOT NULL AND start_date IS NOT NULL"))
              .getFirst()
              .getFirst();
    }
    Analyser.Result result =
        Analyser.run(
            folder.resolve("dataset"),
            folder.resolve("report"),
            AnalyseSettings.DEFAULT.withReplicates(100));
    assertThat(result.people()).isGreaterThan(1000);
    assertThat(result.headlines().get("staying_share_level_4")).isEqualTo(1.0);
    // Ended spells of real careers: short ones are the most frequent, the mean lies above the
    // median.
    assertThat(result.headlines().get("duration_mean_quarters"))
        .isGreaterThan(result.headlines().get("duration_quartile_2_quarters"));
    assertThat(Long.parseLong(spells)).isLessThanOrEqualTo(result.rows());
    assertThat(Files.readString(folder.resolve("report/report.html"))).contains("Job stability");
  }
}
