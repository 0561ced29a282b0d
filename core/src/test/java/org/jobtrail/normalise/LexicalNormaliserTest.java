package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexicalNormaliserTest extends NormaliserContractTest {
  private static final LexicalNormaliser STARTER = LexicalNormaliser.of(Taxonomy.starter());

  @Override
  Normaliser normaliser() {
    return STARTER;
  }

  private static Coding code(String title, String language) {
    return STARTER.code(List.of(TitleQuery.of(title, new Language(language))), 3).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "Software developer,en,2512",
    "Sr. Software Developer,en,2512",
    "SOFTWARE DEVELOPERS,en,2512",
    "Softwareontwikkelaar (m/v/x),nl,2512",
    "infirmier/infirmière,fr,2221",
    "Infirmière (H/F),fr,2221",
    "Boulanger(ère),fr,7512",
    "Registered Nurse - part-time,en,2221",
    "RN,en,2221",
    "sofware developper,en,2512",
    "bakker,und,7512",
    "Accountant II,en,2411",
  })
  void findsTheGroupOf(String title, String language, String code) {
    Coding coding = code(title, language);
    assertThat(coding.best().map(c -> c.occupation().code()))
        .as("%s: %s", title, coding.candidates())
        .contains(code);
  }

  @Test
  void isUnknownWhereNothingIsAlike() {
    assertThat(code("qqqq wwww", "en").outcome()).isEqualTo(Coding.Outcome.UNKNOWN);
    assertThat(code("", "en")).isEqualTo(Coding.NOTHING);
    assertThat(code("(m/w/d)", "de").outcome()).isEqualTo(Coding.Outcome.UNKNOWN);
  }

  @Test
  void onlyTheFirstCandidateHasAProbability() {
    List<Candidate> candidates = code("sales manager", "en").candidates();
    assertThat(candidates.getFirst().probability())
        .isInstanceOf(Candidate.Probability.Calibrated.class);
    assertThat(candidates.subList(1, candidates.size()))
        .allMatch(c -> c.probability() instanceof Candidate.Probability.Uncalibrated);
  }

  @Test
  void answersInTheLanguageOfTheTitleElseInEnglish() {
    assertThat(code("bakker", "nl").candidates().getFirst().label())
        .isEqualTo(Taxonomy.starter().byCode("7512").orElseThrow().preferred(Language.DUTCH));
    assertThat(code("bakker", "de").candidates().getFirst().label())
        .isEqualTo(Taxonomy.starter().byCode("7512").orElseThrow().preferred(Language.ENGLISH));
  }
}
