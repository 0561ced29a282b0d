package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jobtrail.analyse.CodeLabels.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeLabelsTest {
  private static final List<Seen> SEEN =
      List.of(
          new Seen("2221", "Verpleegkundigen", "nl", 1),
          new Seen("2221", "Nursing professionals", "en", 9),
          new Seen("2221", "Infirmiers", "fr", 20),
          new Seen("5120", "Cooks", "en", 1),
          new Seen("5120", "Cuisiniers", "fr", 9),
          new Seen("7512", "Boulangers", "fr", 2),
          new Seen("7512", "Bäcker", "de", 2));

  @Test
  void namesACodeInTheMainLanguageElseInEnglishElseAsMostSpellsDo() {
    CodeLabels labels = new CodeLabels(Optional.of("nl"), SEEN);
    assertThat(labels.of("2221")).isEqualTo("Verpleegkundigen");
    assertThat(labels.of("5120")).isEqualTo("Cooks");
    assertThat(labels.of("7512")).isEqualTo("Boulangers");
    assertThat(labels.of("9999")).isEmpty();
    assertThat(labels.note())
        .isEqualTo(
            " Codes are named as in Dutch documents, the most frequent; those that stand in none of"
                + " them as in English ones, else by the label that most of their spells have.");
  }

  @Test
  void namesACodeAsMostSpellsDoWhereLanguagesAreNotTold() {
    CodeLabels labels = new CodeLabels(Optional.empty(), SEEN);
    assertThat(labels.of("2221")).isEqualTo("Infirmiers");
    assertThat(labels.of("7512")).isEqualTo("Boulangers");
    assertThat(labels.note())
        .isEqualTo(" Each code is named by the label that most of its spells have.");
    assertThat(new CodeLabels(Optional.empty(), SEEN.subList(0, 1)).note()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ignoresTheOrderOfWhatWasSeen(long seed) {
    List<Seen> mixed = new ArrayList<>(SEEN);
    Collections.shuffle(mixed, new Random(seed));
    for (Optional<String> main : List.of(Optional.of("de"), Optional.<String>empty())) {
      for (Seen one : SEEN) {
        assertThat(new CodeLabels(main, mixed).of(one.code()))
            .isEqualTo(new CodeLabels(main, SEEN).of(one.code()));
      }
    }
  }

  /// Three people write Dutch, two French; everybody was a nurse, only the French were bakers.
  @Test
  void aReportSpeaksOneLanguage(@TempDir Path folder) throws IOException {
    Careers careers = new Careers();
    for (int person = 0; person < 5; person++) {
      careers.spell("p" + person, "2221", 8000, 8003);
      for (int job = 0; person > 2 && job < 4; job++) {
        careers.spell("p" + person, job < 3 ? "2221" : "7512", 8010 + job, 8010 + job);
      }
    }
    Path dataset = folder.resolve("dataset");
    careers.write(dataset);
    try (AnalysisDatabase database =
        new AnalysisDatabase(AnalyseSettings.DEFAULT, folder.resolve("spill"))) {
      String file = AnalysisDatabase.quote(dataset.resolve("trajectories.parquet").toString());
      database.execute(
          "CREATE TABLE t AS SELECT * REPLACE (CASE WHEN person_id < 'p3' THEN 'nl ' ELSE 'fr ' END"
              + " || code AS label), 'd' || person_id AS document_id FROM read_parquet("
              + file
              + ")");
      database.execute("COPY t TO " + file + " (FORMAT parquet)");
      database.execute(
          "COPY (SELECT DISTINCT document_id, person_id, label[1:2] AS language FROM t) TO "
              + AnalysisDatabase.quote(dataset.resolve("documents.parquet").toString())
              + " (FORMAT parquet)");
    }
    Analyser.run(dataset, folder.resolve("report"), AnalyseSettings.DEFAULT.withMinimumCell(1));
    Path report = folder.resolve("report");
    assertThat(Careers.value(report, "occupations_codes", "name", "2221")).isEqualTo("nl 2221");
    assertThat(Careers.value(report, "occupations_codes", "name", "7512")).isEqualTo("fr 7512");
    assertThat(Files.readString(report.resolve("report.html")))
        .contains("Codes are named as in Dutch documents, the most frequent");
  }
}
