package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Span;
import org.junit.jupiter.api.Test;

class GoldLocatorTest {
  private static final String TEXT =
      """
      Cook
      Looking for work as a cook.
      2003 - 2005   Cook at Inn
      06/2006 to now   Head
      Cook at Grill
      Sept. 2001 - 2002   Cook at Bar
      """;

  private static GoldExperience gold(
      String title, String employer, String start, String end, Map<Field, String> written) {
    return new GoldExperience(
        List.of(title),
        List.of(employer),
        List.of(),
        List.of(CareerDate.parse(start)),
        List.of(CareerDate.parse(end)),
        false,
        written,
        Map.of());
  }

  private static JobPair pair(GoldExperience gold, Optional<ScoredExperience> said) {
    return JobPair.of(gold, said, java.util.EnumSet.allOf(Judgement.class));
  }

  private static String line(GoldLocator locator, JobPair pair) {
    return locator.locate(pair).entrySet().stream()
        .map(e -> e.getKey().word() + " " + e.getValue().start() + " " + e.getValue().of(TEXT))
        .collect(Collectors.joining(", "))
        .replace("\n", "|");
  }

  @Test
  void findsTheTitleNearThePredictionNotTheFirst() {
    int at = TEXT.indexOf("Cook at Bar");
    ScoredExperience said =
        new ScoredExperience(
            "Cook at",
            "",
            "",
            CareerDate.parse("2001-10"),
            CareerDate.parse("2002"),
            false,
            Map.of(
                Field.TITLE, new Span(at, at + 7, 1),
                Field.END, new Span(at - 7, at - 3, 1)));
    String found =
        line(
            new GoldLocator(TEXT),
            pair(gold("cook", "Bar", "2001-09", "2002", Map.of()), Optional.of(said)));
    assertThat(found)
        .isEqualTo(
            "title %d Cook, employer %d Bar, start %d Sept. 2001, end %d 2002"
                .formatted(at, at + 8, TEXT.indexOf("Sept."), at - 7));
  }

  @Test
  void findsAMissedJobByItsDatesAndAcrossALineBreak() {
    int at = TEXT.indexOf("Head");
    assertThat(
            line(
                new GoldLocator(TEXT),
                pair(
                    gold("Head Cook", "Grill", "2006-06", "ongoing", Map.of(Field.END, "now")),
                    Optional.empty())))
        .isEqualTo(
            "title %d Head|Cook, employer %d Grill, start %d 06/2006, end %d now"
                .formatted(
                    at, TEXT.indexOf("Grill"), TEXT.indexOf("06/2006"), TEXT.indexOf("now")));
  }

  @Test
  void givesAPlaceToOneJobOnly() {
    GoldLocator locator = new GoldLocator(TEXT);
    JobPair pair = pair(gold("Cook", "Inn", "2003", "2005", Map.of()), Optional.empty());
    assertThat(line(locator, pair)).startsWith("title " + TEXT.indexOf("Cook at Inn"));
    assertThat(line(locator, pair)).doesNotStartWith("title " + TEXT.indexOf("Cook at Inn") + " ");
  }

  @Test
  void takesTheSpansThatTheGoldGivesAndFindsNothingThatIsNotThere() {
    GoldExperience given =
        new GoldExperience(
            List.of("Welder"),
            List.of(),
            List.of(),
            List.of(CareerDate.parse("1990")),
            List.of(CareerDate.unknown()),
            false,
            Map.of(),
            Map.of(Field.TITLE, new Span(3, 9, 1), Field.START, new Span(0, 5000, 1)));
    assertThat(new GoldLocator(TEXT).locate(pair(given, Optional.empty())))
        .containsExactly(Map.entry(Field.TITLE, new Span(3, 9, 1)));
  }
}
