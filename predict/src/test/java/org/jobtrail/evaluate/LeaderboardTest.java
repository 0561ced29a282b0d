package org.jobtrail.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.panel.Truncation;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static Panel panel(int people) {
    List<PanelPerson> all = Toys.people(people, 3);
    List<Split> splits = new ArrayList<>();
    for (int p = 0; p < people; p++) {
      splits.add(p % 2 == 0 ? Split.TRAIN : Split.TEST);
    }
    return new Panel("toys", Toys.SCHEMA, all, splits);
  }

  private static Contender contender(NextOccupationModel model) {
    return new Contender(model.name(), model);
  }

  private static List<Contender> three() {
    return List.of(
        contender(Toys.stayer("thirds", 1 / 3.0)),
        contender(Toys.stayer("<b>stayer</b>", 0.6)),
        contender(Toys.hashing("hash", 1)));
  }

  private static Evaluator evaluator(int people, int replicates) {
    return new Evaluator(panel(people), Split.TEST, replicates, 1, Progress.NONE);
  }

  private static Leaderboard board(int people, int replicates, Extras extras) throws IOException {
    return Leaderboard.of(
        evaluator(people, replicates), three(), Optional.of("thirds"), 30, extras);
  }

  @Test
  void ranksByPerplexityBesideTheBaseline() throws IOException {
    Leaderboard board = board(400, 200, Extras.NONE);
    assertThat(board.best()).isEqualTo(1);
    assertThat(board.beside(0, Metric.PERPLEXITY).value()).isEqualTo(1);
    Estimate ratio = board.beside(1, Metric.PERPLEXITY);
    assertThat(ratio.value())
        .isCloseTo(
            board.evaluations().get(1).estimate(Metric.PERPLEXITY).value() / 3, within(1e-12));
    assertThat(ratio.high()).isLessThan(1);
    assertThat(board.beside(1, Metric.AUC_MOVE).value()).isCloseTo(0, within(1e-12));
    assertThatThrownBy(
            () ->
                Leaderboard.of(evaluator(40, 10), three(), Optional.of("nobody"), 30, Extras.NONE))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("--baseline nobody");
  }

  @Test
  void dividesPeopleIntoGroupsThatAddUp() throws IOException {
    Leaderboard board = board(400, 20, Extras.NONE);
    List<Subgroup> sexes =
        board.subgroups().stream().filter(g -> g.dimension().equals("sex")).toList();
    assertThat(sexes).extracting(Subgroup::group).containsExactly("F", "M");
    assertThat(sexes.stream().mapToLong(Subgroup::people).sum()).isEqualTo(200);
    Judgements j = board.evaluations().getFirst().judgements();
    assertThat(sexes.stream().mapToLong(Subgroup::transitions).sum()).isEqualTo(j.size());
    double nll = 0;
    long n = 0;
    for (int i = 0; i < j.size(); i++) {
      if (j.people().get(j.person(i)).fixed(0) == 1) {
        nll -= board.evaluations().get(2).judgements().logProb(i);
        n++;
      }
    }
    assertThat(sexes.getFirst().figure(2, Metric.PERPLEXITY).value())
        .isCloseTo(Math.exp(nll / n), within(1e-9));
    assertThat(board.subgroups())
        .extracting(Subgroup::dimension)
        .contains("birth_cohort", "sex by birth_cohort", "birth_cohort by education");
  }

  @Test
  void joinsYearsOfBirthToCohorts() {
    Dimension cohorts =
        Dimension.of(Toys.SCHEMA).stream()
            .filter(d -> d.name().equals("birth_cohort"))
            .findFirst()
            .orElseThrow();
    assertThat(cohorts.levels()).containsExactly("missing", "1955 to 1959", "1960 to 1964");
    assertThat(cohorts.level().of(Toys.person("p", 0), 0)).isEqualTo(1);
  }

  @Test
  void hidesGroupsOfFewPeople() throws IOException {
    Leaderboard board = board(50, 0, Extras.NONE);
    assertThat(board.subgroups()).filteredOn(g -> g.dimension().equals("sex")).isNotEmpty();
    assertThat(board.subgroups())
        .filteredOn(g -> g.dimension().equals("sex"))
        .allMatch(Subgroup::suppressed);
  }

  @Test
  void namesTheOnlyGroupThatIsShownOnce() throws IOException {
    long most =
        board(400, 0, Extras.NONE).subgroups().stream()
            .filter(g -> g.dimension().equals("sex"))
            .mapToLong(Subgroup::people)
            .max()
            .orElseThrow();
    Leaderboard board =
        Leaderboard.of(evaluator(400, 0), three(), Optional.of("thirds"), (int) most, Extras.NONE);
    LeaderboardFolder.write(board, folder.resolve("one"), List.of(), Map.of(), false);
    String text = Jsoup.parse(Files.readString(folder.resolve("one/report.html"))).text();
    assertThat(text)
        .containsPattern(
            "stayer</b>: \\d\\.\\d+ \\([FM]\\); too few people in every other group\\.")
        .doesNotContainPattern("from (\\S+ \\([FM]\\)) to \\1");
  }

  private Extras extras(Evaluator evaluator) throws IOException {
    Evaluation whole = evaluator.evaluate(List.of(three().get(2))).getFirst();
    return new Extras(
        Information.of(evaluator, three().get(2), whole),
        List.of(
            new LearningPoint(
                "kind",
                0.5,
                10,
                whole.estimate(Metric.PERPLEXITY),
                whole.estimate(Metric.AUC_MOVE))),
        Forecast.of(evaluator, three().get(1), 2001, 5),
        List.of(
            new Versus(
                "luck",
                "a",
                "b",
                whole.estimate(Metric.PERPLEXITY),
                whole.estimate(Metric.AUC_MOVE))));
  }

  @Test
  void writesOnePageThatAsksForNothing() throws IOException {
    Leaderboard board = board(200, 50, extras(evaluator(200, 50)));
    LeaderboardFolder.write(board, folder.resolve("out"), List.of(), Map.of(), false);
    String html = Files.readString(folder.resolve("out/report.html"));
    Document page = Jsoup.parse(html);
    assertThat(page.select("script, link, img, iframe, [src]")).isEmpty();
    assertThat(html).contains("&lt;b&gt;stayer").doesNotContain("<b>", "NaN", "Infinity");
    assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
    assertThat(page.select("h2").eachText())
        .containsExactly(
            "Models",
            "First records, stays and moves",
            "Calibration",
            "For whom predictions hold",
            "Value of information",
            "Sources of gain",
            "Learning curves",
            "Forecasting");
    for (Element figure : page.select("figure")) {
      assertThat(figure.select("table thead th")).isNotEmpty();
      assertThat(folder.resolve("out/csv/" + figure.id() + ".csv")).exists();
    }
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    for (String file : List.of("leaderboard.json", "csv/leaderboard.csv", "csv/subgroups.csv")) {
      assertThat(Files.readString(folder.resolve("out").resolve(file))).doesNotContain("NaN");
    }
    assertThat(folder.resolve("out/manifest.json")).exists();
  }

  @Test
  void writesTheSameBytesAgain() throws IOException {
    for (String name : List.of("one", "two")) {
      LeaderboardFolder.write(
          board(100, 20, Extras.NONE), folder.resolve(name), List.of(), Map.of(), false);
    }
    for (String file : List.of("report.html", "leaderboard.json", "manifest.json")) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
  }

  /// The stayer looks at nothing but the last record, so that one record is worth as much as all.
  @Test
  void findsOutHowFarBackAModelLooks() throws IOException {
    Evaluator evaluator = evaluator(120, 50);
    Contender stayer = three().get(1);
    Evaluation whole = evaluator.evaluate(List.of(stayer)).getFirst();
    List<Information> all = Information.of(evaluator, stayer, whole);
    for (Information one : all) {
      if (one.records() == 0) {
        assertThat(one.perplexity().value()).isCloseTo(3, within(1e-9));
      } else {
        assertThat(one.ratio().value()).isCloseTo(1, within(1e-12));
      }
    }
    assertThat(all)
        .extracting(Information::what)
        .contains("history", "sex", "birth_year", "education");
  }

  /// A model that says A of women and B of men: told a random sex, it is right half the time.
  @Test
  void scramblesACovariateAsItIsAmongTrainingPeople() throws IOException {
    List<PanelPerson> people = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    for (int p = 0; p < 400; p++) {
      people.add(Toys.personOf(1 + p % 2, "p" + (1000 + p), p % 2));
      splits.add(p < 200 ? Split.TRAIN : Split.TEST);
    }
    Evaluator evaluator =
        new Evaluator(
            new Panel("toys", Toys.SCHEMA, people, splits), Split.TEST, 10, 1, Progress.NONE);
    Contender knows =
        contender(
            Toys.model(
                "knows",
                (person, _) ->
                    person.fixed(0) == 1
                        ? new double[] {0.8, 0.1, 0.1}
                        : new double[] {0.1, 0.8, 0.1}));
    Evaluation whole = evaluator.evaluate(List.of(knows)).getFirst();
    Information sex =
        Information.of(evaluator, knows, whole).stream()
            .filter(i -> i.what().equals("sex"))
            .findFirst()
            .orElseThrow();
    assertThat(whole.estimate(Metric.PERPLEXITY).value()).isCloseTo(1.25, within(1e-9));
    // exp of the mean of ln 1.25 and ln 10 is 3.54.
    assertThat(sex.perplexity().value()).isBetween(3.0, 4.2);
  }

  /// Of a person in A: next year .5 A; the year after, .5² + 2 · .25 · .25 of A.
  @Test
  void foreseesTheYearAfterNextThroughAllThatMayHappenBetween() throws IOException {
    List<PanelPerson> people = new ArrayList<>();
    for (int p = 0; p < 40; p++) {
      people.add(Toys.person("p" + p, 0, 0, 0));
    }
    Evaluator evaluator =
        new Evaluator(Toys.panel(people, Split.TEST), Split.TEST, 0, 1, Progress.NONE);
    List<Forecast> two = Forecast.of(evaluator, contender(Toys.stayer("toy", 0.5)), 2000, 4000);
    assertThat(two).extracting(Forecast::period).containsExactly(2001, 2002);
    assertThat(two.get(0).perplexity().value()).isCloseTo(2, within(1e-9));
    assertThat(two.get(0).distance().value()).isCloseTo(0.5, within(1e-6));
    assertThat(two.get(1).perplexity().value()).isCloseTo(1 / 0.375, within(0.03));
  }

  @Test
  void forgetsWhatCameAfterTheCutOff() {
    Panel panel = Toys.panel(List.of(Toys.person("a", 0, 1, 2), Toys.person("b", 1)), Split.TEST);
    Panel until = Truncation.until(panel, 2001);
    assertThat(until.records()).isEqualTo(3);
    assertThat(until.people().getFirst().size()).isEqualTo(2);
    assertThatThrownBy(() -> Truncation.until(panel, 1999))
        .hasMessageContaining("nobody of toys has a record by 1999");
  }

  @Test
  void drawsSmallerSharesOutOfLargerOnes() {
    Panel panel = panel(300);
    List<PanelPerson> tenth = LearningCurve.part(panel, 0.1, 1).people(Split.TRAIN);
    List<PanelPerson> half = LearningCurve.part(panel, 0.5, 1).people(Split.TRAIN);
    assertThat(half).containsAll(tenth.subList(1, tenth.size()));
    assertThat(half.size()).isBetween(50, 100);
    assertThat(LearningCurve.part(panel, 0.1, 1).people(Split.TEST))
        .isEqualTo(panel.people(Split.TEST));
    assertThat(LearningCurve.part(panel, 1, 1)).isEqualTo(panel);
  }
}
