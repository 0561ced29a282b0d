package org.jobtrail.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jobtrail.score.ExtractionReport;
import org.jobtrail.score.Judgement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Floors under what the parser reads of made-up résumés in five languages; see {@link Zoo}.
///
/// To raise a floor, run `Zoo both`, which prints the figures and every miss.
class ZooTest {
  private static Zoo zoo;
  private static ExtractionReport report;

  @BeforeAll
  static void read() throws IOException {
    zoo = new Zoo();
    report = zoo.experiences();
  }

  @ParameterizedTest
  @CsvSource({
    "en tuned, 0.90",
    "nl tuned, 0.93",
    "fr tuned, 0.93",
    "de tuned, 0.92",
    "es tuned, 0.93",
  })
  void readsWholeExperiences(String group, double floor) {
    double f1 =
        Objects.requireNonNull(
                Objects.requireNonNull(report.groups().get(group)).get(Judgement.WHOLE))
            .f1();

    assertThat(f1).as(() -> group + ": " + report.misses()).isGreaterThanOrEqualTo(floor);
  }

  @ParameterizedTest
  @CsvSource({
    "en tuned, 1",
    "nl tuned, 1",
    "fr tuned, 1",
    "de tuned, 1",
    "es tuned, 1",
  })
  void tellsTheHighestLevelOfEducation(String group, double floor) {
    List<String> misses = new ArrayList<>();
    SortedMap<String, Zoo.Share> shares = zoo.highestLevels(misses);

    assertThat(Objects.requireNonNull(shares.get(group)).value())
        .as(() -> String.join("\n", misses))
        .isGreaterThanOrEqualTo(floor);
  }
}
