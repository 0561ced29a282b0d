package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jobtrail.career.CareerDate;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionScorerTest {
  @TempDir Path folder;

  private List<GoldResume> gold(String... lines) throws IOException {
    Path file = folder.resolve("gold.jsonl");
    Files.write(file, List.of(lines));
    return GoldReader.gold(file);
  }

  private static ScoredExperience said(String title, String start, String end) {
    return new ScoredExperience(title, date(start), date(end));
  }

  private static CareerDate date(String text) {
    return text.isEmpty() ? CareerDate.unknown() : CareerDate.parse(text);
  }

  private static Figure figure(ExtractionReport report, Judgement judgement) {
    Figure figure = report.figures().get(judgement);
    assertThat(figure).isNotNull();
    return java.util.Objects.requireNonNull(figure);
  }

  /// Gold: cook 2010-01..2012-03, waiter 2012..ongoing. Said: cook 2010-02..2012-03, waiter
  /// 2013..ongoing, driver. So titles 2 of 2 and 3, start years 1, start months 0, ends 2, whole 1.
  @Test
  void countsAHandWorkedResume() throws IOException {
    var gold =
        gold(
            "{\"id\":\"a\",\"experiences\":[{\"title\":\"Cook\",\"start\":\"2010-01\",\"end\":\"2012-03\"},"
                + "{\"title\":\"Waiter\",\"start\":\"2012\",\"end\":\"present\"}]}");
    var said =
        List.of(
            said("Waiter", "2013", "ongoing"),
            said("cook", "2010-02", "2012-03"),
            said("Driver", "2001", "2002"));
    var report = ExtractionScorer.DEFAULT.score(gold, Map.of("a", said), Set.of(), List.of());

    Figure title = figure(report, Judgement.TITLE);
    assertThat(title.recall()).isEqualTo(1);
    assertThat(title.precision()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(figure(report, Judgement.START_YEAR).f1()).isCloseTo(2.0 / 5, within(1e-12));
    assertThat(figure(report, Judgement.START_MONTH).right()).isZero();
    assertThat(figure(report, Judgement.END_YEAR).right()).isEqualTo(2);
    assertThat(figure(report, Judgement.WHOLE).f1()).isCloseTo(2.0 / 5, within(1e-12));
    assertThat(report.misses())
        .extracting(ExtractionReport.Miss::kind)
        .containsExactly("start", "spurious");
  }

  @Test
  void acceptsWhatTheAnnotatorAccepts() throws IOException {
    var gold =
        gold(
            "{\"id\":\"a\",\"experiences\":[{\"title\":\"Intern at a guild\",\"start\":\"1993\",\"end\":\"1993\","
                + "\"end_written\":null,\"accept\":{\"title\":[\"Intern\",null],\"start\":[\"1993-Q3\"]}}]}");
    for (var said :
        List.of(
            said("Intern", "1993-Q3", ""),
            said("", "1993", "1993"),
            said("Intern at a guild", "1993", ""))) {
      var report =
          ExtractionScorer.DEFAULT.score(gold, Map.of("a", List.of(said)), Set.of(), List.of());
      assertThat(figure(report, Judgement.WHOLE_MONTH).f1()).isEqualTo(1);
      assertThat(figure(report, Judgement.END_MONTH).f1()).isEqualTo(1);
      assertThat(figure(report, Judgement.TITLE).f1()).isEqualTo(1);
    }
  }

  @Test
  void asksNothingOfADoubtfulEntry() throws IOException {
    var gold =
        gold(
            "{\"id\":\"a\",\"experiences\":[{\"title\":\"Cook\",\"start\":\"2010\",\"end\":\"2011\"},"
                + "{\"title\":\"Board member\",\"start\":\"2011\",\"end\":null,\"optional\":true}]}");
    var with = List.of(said("Cook", "2010", "2011"), said("Board member", "2011", ""));
    for (var said : List.of(with, with.subList(0, 1))) {
      var report = ExtractionScorer.DEFAULT.score(gold, Map.of("a", said), Set.of(), List.of());
      assertThat(figure(report, Judgement.WHOLE).f1()).isEqualTo(1);
    }
  }

  @Test
  void aQuarantinedResumeIsMissedAndAnUnseenOneLeftOut() throws IOException {
    String job = "\"experiences\":[{\"title\":\"Cook\",\"start\":\"2010\",\"end\":\"2011\"}]}";
    var gold = gold("{\"id\":\"a\"," + job, "{\"id\":\"b\"," + job, "{\"id\":7," + job);
    var report =
        ExtractionScorer.DEFAULT.score(
            gold, Map.of("a", List.of(said("Cook", "2010", "2011"))), Set.of("7"), List.of());
    assertThat(report.resumes()).isEqualTo(2);
    assertThat(report.goldNotInRun()).isEqualTo(1);
    assertThat(figure(report, Judgement.WHOLE).recall()).isEqualTo(0.5);
    assertThat(figure(report, Judgement.WHOLE).precision()).isEqualTo(1);
  }

  @Test
  void groupsByAttributesOfTheGold() throws IOException {
    String job = "\"experiences\":[{\"title\":\"Cook\",\"start\":\"2010\",\"end\":\"2011\"}]}";
    var gold =
        gold(
            "{\"id\":\"a\",\"language\":\"nl\"," + job, "{\"id\":\"b\",\"language\":\"fr\"," + job);
    var report =
        ExtractionScorer.DEFAULT.score(
            gold,
            Map.of("a", List.of(said("Cook", "2010", "2011")), "b", List.of()),
            Set.of(),
            List.of("language"));
    assertThat(report.groups().keySet()).containsExactly("fr", "nl");
    assertThat(report.groups().get("nl").get(Judgement.WHOLE).f1()).isEqualTo(1);
    assertThat(report.groups().get("fr").get(Judgement.WHOLE).f1()).isZero();
  }

  @Test
  void namesTheLineThatIsNoGold() {
    assertThatThrownBy(
            () ->
                gold(
                    "{\"id\":\"a\",\"experiences\":[]}",
                    "{\"id\":\"b\",\"experiences\":[{\"start\":\"May\"}]}"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageEndingWith(
            "gold.jsonl:2: a date is YYYY-MM-DD, YYYY-MM, YYYY-Qn, YYYY or ongoing, found \"May\"");
  }

  @Test
  void titlesAreAlikeByLettersOrByWords() {
    assertThat(TitleSimilarity.of("Infirmière", "infirmiere")).isEqualTo(1);
    assertThat(TitleSimilarity.of("Manager, Sales", "Sales Manager")).isEqualTo(1);
    assertThat(TitleSimilarity.of("Magazijnier", "Magazinier")).isCloseTo(10 / 11.0, within(1e-12));
    assertThat(TitleSimilarity.of("Nurse", "Cook")).isLessThan(0.3);
  }
}
