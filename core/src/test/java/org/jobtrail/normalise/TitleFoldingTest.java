package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleFoldingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ingénieur d'études|ingenieur etudes",
        "Verkäufer (m/w/d)|verkaufer",
        "Verkäufer/-in|verkaufer",
        "Verkäufer*in im Einzelhandel|verkaufer einzelhandel",
        "Verkäufer:innen|verkaufer",
        "Softwareontwikkelaar m/v/x|softwareontwikkelaar",
        "Comptable H/F|comptable",
        "Opérateur(trice) de production|operateur production",
        "infirmier/infirmière en chef|infirmier chef",
        "directeur technique/directrice technique|directeur technique",
        "vendeur-euse|vendeur",
        "Verpleger/verpleegster|verpleger",
        "Bediende/magazijnier|bediende magazijnier",
        "Senior Java Developer II|java developer",
        "Full-time Sales Associate|sales associate",
        "Data entry clerk|data entry clerk",
        "Asst. Mgr|assistant manager",
        "C++ developer|c++ developer",
        "Senior|senior",
      })
  void foldsTo(String title, String words) {
    assertThat(String.join(" ", TitleFolding.fold(title))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "nurses,nurse",
    "secretaries,secretary",
    "vendeuses,vendeur",
    "directrice,directeur",
    "lehrerin,lehrer",
    "lehrerinnen,lehrer",
    "directora,director",
    "chairwoman,chairman",
  })
  void stemsMeet(String a, String b) {
    assertThat(Stem.of(a)).isEqualTo(Stem.of(b));
  }

  @Test
  void splitsCompoundsByTheWordsOfLabels() {
    Compounds compounds =
        new Compounds(
            java.util.Set.of("magazijn", "medewerker", "veiligheid", "adviseur", "lager", "wagen"));
    assertThat(compounds.split("magazijnmedewerker")).containsExactly("magazijn", "medewerker");
    assertThat(compounds.split("veiligheidsadviseur")).containsExactly("veiligheid", "adviseur");
    assertThat(compounds.split("magazijn")).isEmpty();
  }

  @Test
  void plainTextEqualsTheSlowDecomposition() {
    Random random = new Random(20261120);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(
            (char) (random.nextInt(20) == 0 ? random.nextInt(0x3000) : random.nextInt(0x260)));
      }
      String lower = text.toString().toLowerCase(Locale.ROOT);
      assertThat(TitleFolding.plain(text.toString())).isEqualTo(TitleFolding.decomposed(lower));
    }
    assertThat(TitleFolding.plain("Chef d’équipe, Straße")).isEqualTo("chef d'equipe, strasse");
  }
}
