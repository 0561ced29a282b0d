package org.jobtrail.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.EducationLevel;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Language;
import org.jobtrail.career.Stated;
import org.jobtrail.dataset.EvidenceGate;
import org.jobtrail.extract.Grounding.Grounded;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.VisibleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingTest {
  private static final String TEXT =
      """
      Work experience

      03/2015 – heden
      Senior  Accountant
      Example & Zonen, Gent
      - yearly accounts

      Jan - Mar 2012
      Baker's assistant
      Bakery “De Korf”, Aalst

      2009 - 2011
      Baker's assistant
      Another Bakery, Ninove

      Education
      2006 - 2009  Bachelor of Accountancy, Example College
      """;

  private static Document document(String text) {
    return new Document(
        "cv",
        "cv",
        "cv.txt",
        "txt",
        "",
        0,
        VisibleText.onePage(text),
        Language.DUTCH,
        CareerDate.unknown(),
        List.of());
  }

  private static Claims.Experience job(String title, String employer, String start, String end) {
    return new Claims.Experience(title, employer, null, start, end);
  }

  private static Grounded ground(Claims.Experience... jobs) {
    return Grounding.of(document(TEXT), new Claims(List.of(jobs), List.of()));
  }

  private static String line(Experience e) {
    return e.title().value().orElse("-")
        + " | "
        + e.employer().value().orElse("-")
        + " | "
        + e.start().date().text().orElse("-")
        + " | "
        + e.end().date().text().orElse("-");
  }

  @Test
  void givesTheTextsOwnWordsForAClaimInOtherCaseSpacesAndDashes() {
    Grounded grounded = ground(job("senior accountant", "Example & zonen", "03/2015", "Heden"));
    assertThat(grounded.missing()).isEmpty();
    Experience e = grounded.resume().experiences().getFirst();
    assertThat(line(e)).isEqualTo("Senior Accountant | Example & Zonen | 2015-03 | ongoing");
    assertThat(e.title().evidence().orElseThrow().of(TEXT)).isEqualTo("Senior  Accountant");
    assertThat(e.description().value().orElseThrow()).startsWith("Gent - yearly accounts");
  }

  @Test
  void readsADateInItsContext() {
    Grounded grounded = ground(job("Baker's assistant", "Bakery \"De Korf\"", "Jan", "Mar 2012"));
    assertThat(line(grounded.resume().experiences().getFirst()))
        .isEqualTo("Baker's assistant | Bakery “De Korf” | 2012-01 | 2012-03");
  }

  @Test
  void takesThePlaceNearestToTheDatesWhereATitleStandsTwice() {
    Grounded grounded =
        ground(
            job("Baker's assistant", "Another Bakery", "2009", "2011"),
            job("Baker's assistant", "Bakery \"De Korf\"", "Jan", "Mar 2012"));
    assertThat(grounded.resume().experiences().stream().map(GroundingTest::line))
        .containsExactly(
            "Baker's assistant | Bakery “De Korf” | 2012-01 | 2012-03",
            "Baker's assistant | Another Bakery | 2009 | 2011");
  }

  @Test
  void setsAnInventedTitleAsideWithItsJob() {
    Grounded grounded = ground(job("Chief pilot", "Example & Zonen", "03/2015", "heden"));
    assertThat(grounded.resume().experiences()).isEmpty();
    assertThat(grounded.setAside()).containsExactly(java.util.Map.entry("title-not-in-text", 1));
    assertThat(grounded.missing().getFirst().where()).isEqualTo("experiences[0].title");
  }

  @Test
  void setsAnInventedDateAsideAndKeepsTheJob() {
    Grounded grounded = ground(job("Senior Accountant", "Invented Ltd", "04/2015", "heden"));
    assertThat(line(grounded.resume().experiences().getFirst()))
        .isEqualTo("Senior Accountant | - | - | ongoing");
    assertThat(grounded.setAside()).containsOnlyKeys("employer-not-in-text", "start-not-in-text");
  }

  @Test
  void swappedMonthsAreNotInTheText() {
    Grounded grounded = ground(job("Baker's assistant", null, "Mar 2012", "Jan 2012"));
    Experience e = grounded.resume().experiences().getFirst();
    assertThat(e.end().date()).isEqualTo(CareerDate.unknown());
    assertThat(grounded.setAside()).containsKey("end-not-in-text");
  }

  @Test
  void aJobToldTwiceIsOne() {
    Grounded grounded =
        ground(
            job("Senior Accountant", null, "03/2015", "heden"),
            job("Senior accountant", "Example & Zonen", "03/2015", "heden"));
    assertThat(grounded.resume().experiences()).hasSize(1);
    assertThat(grounded.setAside()).containsEntry("duplicate", 1);
  }

  @Test
  void partOfAWordIsNoPlace() {
    assertThat(ground(job("Account", null, null, null)).resume().experiences()).isEmpty();
    assertThat(ground(job("Senior Accountant", null, "3/2015", null)).setAside())
        .containsKey("start-not-in-text");
  }

  @Test
  void readsTheLevelOfADegree() {
    Grounded grounded =
        Grounding.of(
            document(TEXT),
            new Claims(
                List.of(),
                List.of(
                    new Claims.Education(
                        "Bachelor of Accountancy", "Example College", "2006", "2009"))));
    assertThat(grounded.resume().highestLevel()).isEqualTo(EducationLevel.BACHELOR);
    assertThat(grounded.resume().education().getFirst().end().date())
        .isEqualTo(CareerDate.ofYear(2009));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverIsClaimedEveryValueStandsInTheText(long seed) {
    Random random = new Random(seed);
    List<String> words = new ArrayList<>(List.of(TEXT.split("\\s+")));
    words.addAll(List.of("Pilot", "2014", "05/2016", "Acme", "heden", "", "-", "Évêque"));
    for (int round = 0; round < 300; round++) {
      List<Claims.Experience> jobs = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        jobs.add(
            new Claims.Experience(
                some(words, random),
                some(words, random),
                some(words, random),
                some(words, random),
                some(words, random)));
      }
      Document document = document(TEXT);
      Grounded grounded = Grounding.of(document, new Claims(jobs, List.of()));
      EvidenceGate.Passed passed = EvidenceGate.check(document, grounded.resume());
      assertThat(passed.notInText()).isZero();
      for (Experience e : grounded.resume().experiences()) {
        for (Stated value : List.of(e.title(), e.employer(), e.start().quote(), e.end().quote())) {
          value.value().ifPresent(v -> assertThat(words).as(v).anyMatch(v::contains));
        }
      }
    }
  }

  private static String some(List<String> words, Random random) {
    StringBuilder text = new StringBuilder();
    int at = random.nextInt(words.size());
    for (int i = random.nextInt(3); i >= 0 && at < words.size(); i--) {
      text.append(words.get(at++)).append(' ');
    }
    return random.nextInt(5) == 0 ? null : text.toString().strip();
  }
}
