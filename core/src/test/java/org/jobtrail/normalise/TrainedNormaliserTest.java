package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainedNormaliserTest extends NormaliserContractTest {
  static final NormaliserModel MODEL = StarterModel.train();
  private static final TrainedNormaliser STARTER = TrainedNormaliser.of(Taxonomy.starter(), MODEL);

  @Override
  Normaliser normaliser() {
    return STARTER;
  }

  private static Coding code(String title, String language) {
    return STARTER.code(List.of(TitleQuery.of(title, new Language(language))), 5).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "Software developer,en,2512",
    "Softwareontwikkelaar (m/v/x),nl,2512",
    "infirmier/infirmi\u00e8re,fr,2221",
    "Truck driver,en,8332",
    "verpleegkundige,nl,2221"
  })
  void everydayTitlesHaveTheirUnitGroup(String title, String language, String group) {
    assertThat(code(title, language).candidates().getFirst().occupation().iscoGroup())
        .isEqualTo(group);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nurse",
        "",
        "   ",
        "zzzz",
        "\u2603 \ud83d\udc69\u200d\ud83d\ude80",
        "'; DROP TABLE titles; --",
        "\u0000\u0007\u001b[31m",
        "\u0645\u0647\u0646\u062f\u0633 engineer",
        "()[]{}///",
        "-"
      })
  void aScoreIsTheSumOfItsReasons(String title) {
    for (Candidate candidate : code(title, "en").candidates()) {
      double sum = candidate.reasons().stream().mapToDouble(Candidate.Reason::amount).sum();
      assertThat(candidate.score()).isCloseTo(sum, within(1e-9));
      assertThat(candidate.reasons()).allSatisfy(r -> assertThat(r.what()).isNotBlank());
    }
  }

  @Test
  void aTitleOfTenThousandCharactersIsAnsweredAndSaysWhatItsStartSays() {
    assertThat(code("x".repeat(10_000), "en").outcome()).isNotNull();
    assertThat(code("nurse ".repeat(2_000), "en").candidates()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u62a4\u58eb",
        "\u770b\u8b77\u5e2b\u306e\u4ed5\u4e8b",
        "\u043c\u0435\u0434\u0441\u0435\u0441\u0442\u0440\u0430",
        "a",
        "x y",
        "zq"
      })
  void aTitleThatSharesNothingWithTheLabelsIsUnknown(String title) {
    assertThat(code(title, "und").outcome()).isEqualTo(Coding.Outcome.UNKNOWN);
  }

  @Test
  void aShortTitleThatIsALabelStands() {
    assertThat(code("RN", "en").outcome()).isEqualTo(Coding.Outcome.CODED);
    assertThat(code("PA", "en").outcome()).isEqualTo(Coding.Outcome.CODED);
    assertThat(code("nurse \u62a4\u58eb", "en").outcome()).isEqualTo(Coding.Outcome.CODED);
  }

  @Test
  void theLabelThatMatchedIsNamed() {
    Candidate first = code("registered nurse", "en").candidates().getFirst();
    assertThat(first.reasons().stream().map(Candidate.Reason::what))
        .anyMatch(what -> what.contains("registered nurse"));
  }

  @Test
  void probabilitiesOfAllCandidatesSumToAtMostOne() {
    for (String title : List.of("nurse", "manager", "teacher", "qwertz")) {
      List<Candidate> candidates =
          STARTER
              .code(List.of(TitleQuery.of(title, Language.ENGLISH)), 100)
              .getFirst()
              .candidates();
      double sum = 0;
      for (Candidate candidate : candidates) {
        if (candidate.probability() instanceof Candidate.Probability.Calibrated(double p)) {
          sum += p;
        }
      }
      assertThat(sum).isLessThanOrEqualTo(1 + 1e-9);
    }
  }

  @Test
  void aModelRefusesAnotherVersion() {
    NormaliserModel other =
        new NormaliserModel(
            "starter 0",
            MODEL.conceptsSha256(),
            1,
            List.of(),
            MODEL.encoder(),
            MODEL.weights(),
            MODEL.confidence(),
            MODEL.knowledge());
    assertThatThrownBy(() -> TrainedNormaliser.of(Taxonomy.starter(), other))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("trained for starter 0, the taxonomy is starter 1");
  }

  @Test
  void theShippedModelIsUsedForTheStarterTaxonomy() {
    assertThat(Normalisers.shipped(Taxonomy.starter())).isPresent();
    assertThat(Normalisers.of(Taxonomy.starter()).name()).isEqualTo(TrainedNormaliser.NAME);
  }
}
