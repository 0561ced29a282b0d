package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedIntervalTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void mirrorsTheResamplesAtTheEstimate() {
    // Resamples 0, 1, ... 40 of an estimate of 30: mean 20, 2.5 % at 1, 97.5 % at 39.
    BiasCorrected corrected =
        BiasCorrected.of(30, IntStream.rangeClosed(0, 40).asDoubleStream().toArray());
    assertThat(corrected.estimate()).isCloseTo(40, within(1e-9));
    assertThat(corrected.interval().low()).isCloseTo(21, within(1e-9));
    assertThat(corrected.interval().high()).isCloseTo(59, within(1e-9));
  }

  @Test
  void correctsNothingWithoutResamples() {
    assertThat(BiasCorrected.of(50, IntStream.range(0, 41).asDoubleStream().toArray()).estimate())
        .as("a bias larger than the noise")
        .isNaN();
    assertThat(BiasCorrected.of(2, new double[0]).estimate()).isNaN();
    assertThat(BiasCorrected.of(2, new double[] {Double.NaN, 1}).interval().exists()).isFalse();
    assertThat(BiasCorrected.of(Double.NaN, new double[] {1, 1}).estimate()).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"600, 1, 1", "1300, 2, 5", "1300, 3, 1", "20000, 4, 5"})
  void containsItsPublishedEstimate(long rows, long seed, int minimum) throws IOException {
    SyntheticDataset.write(folder.resolve("data"), rows, seed);
    Path report = folder.resolve("report");
    AnalyseSettings settings = AnalyseSettings.DEFAULT.withMinimumCell(minimum);
    Analyser.run(folder.resolve("data"), report, settings);
    int intervals = 0;
    int corrected = 0;
    try (var files = Files.list(report.resolve("csv"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".csv", "");
        for (Map<String, String> row : Careers.csv(report, name)) {
          for (String column : row.keySet()) {
            if (!column.endsWith("_low") || !published(row, column)) {
              continue;
            }
            String key = column.substring(0, column.length() - 4);
            double low = number(row, column);
            double high = number(row, key + "_high");
            assertThat(number(row, key)).as("%s in %s of %s", key, row, name).isBetween(low, high);
            if (key.endsWith("_corrected")) {
              assertThat(number(row, key.replace("_corrected", ""))).isBetween(low, high);
            }
            intervals++;
            corrected += key.endsWith("_corrected") ? 1 : 0;
          }
        }
      }
    }
    assertThat(intervals).isGreaterThan(20);
    assertThat(corrected).isPositive();
  }

  /// Who stays is published only where it follows from the published matrices anyway.
  @ParameterizedTest
  @CsvSource({"1300, 1", "20000, 2", "100000, 3"})
  void showsStaysOnlyWhereBothMatricesDo(long rows, long seed) throws IOException {
    SyntheticDataset.write(folder.resolve("data"), rows, seed);
    Path report = folder.resolve("report");
    Analyser.run(folder.resolve("data"), report, AnalyseSettings.DEFAULT.withReplicates(0));
    for (Map<String, String> row : Careers.csv(report, "mobility_origins")) {
      if (!published(row, "pairs")) {
        assertThat(published(row, "stay") || published(row, "entropy")).isFalse();
        continue;
      }
      String origin = String.valueOf(row.get("origin"));
      double stays = 0;
      for (String matrix : List.of("matrix_no_break", "matrix_break")) {
        for (Map<String, String> cell : Careers.csv(report, matrix)) {
          if (origin.equals(cell.get("origin"))) {
            boolean diagonal = origin.equals(cell.get("destination"));
            if (diagonal || published(row, "entropy")) {
              assertThat(published(cell, "pairs")).as("%s in %s", cell, matrix).isTrue();
              assertThat(cell.get("share")).isNotEqualTo("suppressed");
            }
            stays += diagonal ? number(cell, "pairs") : 0;
          }
        }
      }
      assertThat(stays / number(row, "pairs")).isCloseTo(number(row, "stay"), within(6e-5));
    }
  }

  private static boolean published(Map<String, String> row, String column) {
    String value = String.valueOf(row.get(column));
    return !value.isEmpty() && !value.equals("suppressed") && !value.startsWith("no column");
  }

  private static double number(Map<String, String> row, String column) {
    String value = String.valueOf(row.get(column));
    return value.equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value);
  }
}
