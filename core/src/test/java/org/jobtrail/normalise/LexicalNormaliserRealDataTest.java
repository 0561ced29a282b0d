package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.CalibrationFit.Labelled;
import org.jobtrail.normalise.CalibrationFit.Trial;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Figures on real titles: floors, and the shipped calibrations refitted.
///
/// To re-pin a calibration, copy the text that the failing test prints into
/// `core/src/main/resources/org/jobtrail/normalise/`. `-Djobtrail.titles=all` takes every title
/// instead of a sample and prints the figures of `docs/log.md`.
@Tag("real-data")
class LexicalNormaliserRealDataTest {
  private static final boolean ALL = "all".equals(System.getProperty("jobtrail.titles"));
  private static final Map<String, List<Labelled>> SETS = new LinkedHashMap<>();
  private static Taxonomy esco = Taxonomy.starter();

  @BeforeAll
  static void read() throws IOException {
    esco = RealTitles.esco();
    SETS.put(
        "vacancies en", RealTitles.sample(RealTitles.vacancies(), ALL ? Integer.MAX_VALUE : 2400));
    for (String set : RealTitles.MELO) {
      SETS.put(set, RealTitles.sample(RealTitles.melo(set), ALL ? Integer.MAX_VALUE : 600));
    }
  }

  @Test
  void beatsTheLexicalBaselinesOnEsco() {
    LexicalNormaliser normaliser = LexicalNormaliser.of(esco);
    Map<String, Double> mrr = new LinkedHashMap<>();
    SETS.forEach((name, titles) -> mrr.put(name, measure("ESCO", name, normaliser, titles)));
    assertThat(mrr.get("vacancies en")).isGreaterThan(0.3145);
    assertThat(mrr.get("nld_q_nl_c_nl")).isGreaterThan(0.486);
    assertThat(mrr.get("esp_q_es_c_es")).isGreaterThan(0.438);
    assertThat(mrr.get("deu_q_de_c_de")).isGreaterThan(0.544);
    assertThat(mrr.get("usa_q_en_c_en")).isGreaterThan(0.58);
    assertThat(mrr.get("fra_q_fr_c_fr")).isGreaterThan(0.74);
  }

  @Test
  void shipsTheCalibrationForEscoThatTheTitlesGive() {
    pinned(LexicalNormaliser.of(esco), "ESCO", all(SETS));
  }

  @Test
  void shipsTheCalibrationForTheStarterThatTheTitlesGive() {
    Map<String, List<Labelled>> grouped = new LinkedHashMap<>();
    SETS.forEach((name, titles) -> grouped.put(name, RealTitles.groups(titles, esco)));
    grouped.remove("deu_q_de_c_de");
    grouped.remove("esp_q_es_c_es");
    LexicalNormaliser normaliser = LexicalNormaliser.of(Taxonomy.starter());
    grouped.forEach((name, titles) -> measure("starter", name, normaliser, titles));
    pinned(normaliser, "starter", all(grouped));
  }

  private static List<Labelled> all(Map<String, List<Labelled>> sets) {
    List<Labelled> all = new ArrayList<>();
    sets.values().forEach(titles -> all.addAll(RealTitles.sample(titles, 2400)));
    return all;
  }

  private static void pinned(LexicalNormaliser normaliser, String family, List<Labelled> titles) {
    String on =
        "titles with known occupations (English vacancies, national classifications) over "
            + family;
    Calibration refitted = CalibrationFit.of(normaliser, titles, on);
    Calibration shipped =
        Calibration.shippedFor(family).orElse(new Calibration(0, 0, 0, "nothing", 0, 1));
    for (double score : new double[] {0.3, 0.5, 0.7, 0.9}) {
      for (double lead : new double[] {0, 0.1, 0.3}) {
        assertThat(shipped.probability(score, lead))
            .as("at score %s, lead %s; refitted:%n%s", score, lead, refitted.text())
            .isCloseTo(refitted.probability(score, lead), within(ALL ? 1 : 0.05));
      }
    }
    assertThat(refitted.error()).isLessThan(0.1);
  }

  private static double measure(
      String taxonomy, String name, LexicalNormaliser normaliser, List<Labelled> titles) {
    double sum = 0;
    int[] within = new int[11];
    List<Trial> trials = new ArrayList<>();
    int[] coded = new int[2];
    for (Labelled title : titles) {
      Coding coding =
          normaliser.code(List.of(TitleQuery.of(title.title(), title.language())), 10).getFirst();
      CalibrationFit.trial(normaliser, title).ifPresent(trials::add);
      List<Candidate> candidates = coding.candidates();
      for (int i = 0; i < candidates.size(); i++) {
        if (title.right().contains(candidates.get(i).occupation().uri())
            || title.right().contains(candidates.get(i).occupation().code())) {
          sum += 1.0 / (i + 1);
          within[i + 1]++;
          break;
        }
      }
      if (coding.outcome() == Coding.Outcome.CODED) {
        coded[0]++;
        coded[1] += trials.getLast().right() ? 1 : 0;
      }
    }
    if (ALL) {
      double n = titles.size();
      double five = within[1] + within[2] + within[3] + within[4] + within[5];
      double ten = five + within[6] + within[7] + within[8] + within[9] + within[10];
      System.out.printf(
          Locale.ROOT,
          "%s | %s | %d | %.4f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f%n",
          taxonomy,
          name,
          titles.size(),
          sum / n,
          within[1] / n,
          five / n,
          ten / n,
          coded[0] / n,
          coded[1] / (double) coded[0],
          CalibrationFit.error(
              Calibration.shippedFor(normaliser.taxonomy().split(" ")[0]).orElseThrow(), trials));
    }
    return sum / titles.size();
  }

  @Test
  void answersInTheTitlesLanguage() {
    Coding coding =
        LexicalNormaliser.of(esco)
            .code(List.of(TitleQuery.of("Magazijnmedewerkster (m/v/x)", Language.DUTCH)), 1)
            .getFirst();
    assertThat(coding.best().orElseThrow().label()).isEqualTo("magazijnmedewerker");
    assertThat(coding.best().orElseThrow().occupation().taxonomy()).isEqualTo("ESCO 1.2.0");
  }
}
