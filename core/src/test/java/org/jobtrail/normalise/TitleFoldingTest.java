package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(TitleFolding.leavesWords(title)).isTrue();
  }

  @Test
  void marksAndPhrasesAloneLeaveNoWords() {
    for (String title :
        List.of("", "!!!", "😀", "(m/w/d)", "H/F", "full-time", "m/v/x, part time")) {
      assertThat(TitleFolding.leavesWords(title)).as(title).isFalse();
    }
    assertThat(TitleFolding.leavesWords("full-time m/v nurse")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void saysWithoutFoldingWhetherWordsAreLeft(long seed) {
    Random random = new Random(seed);
    String[] pieces = {
      "m",
      "w",
      "x",
      "all",
      "div",
      "/",
      "|",
      "-",
      ",",
      ".",
      "(",
      ")",
      " ",
      "*",
      ":",
      "é",
      "ß",
      "!",
      "full time",
      "temps plein",
      "level",
      "media jornada",
      "in",
      "cook",
      "7",
      "+",
      "😀",
      "\u0301"
    };
    int without = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder title = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        title.append(pieces[random.nextInt(pieces.length)]);
      }
      boolean words = !TitleFolding.fold(title.toString()).isEmpty();
      assertThat(TitleFolding.leavesWords(title.toString())).as(title.toString()).isEqualTo(words);
      without += words ? 0 : 1;
    }
    assertThat(without).isBetween(1000, 19_000);
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

  /// Pieces of titles and of the marks in them, put together at random.
  private static String pieces(Random random) {
    String[] pieces =
        ("m f v w h d x all div a i gn / | . , ; * + - ( ) [ ] · : _ trice euse iere ienne innen in e s"
                + " lehrer vendeur 2 é ½ 𝒳 Ⅳ")
            .split(" ");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i >= 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
      text.append(random.nextInt(3) == 0 ? " " : "");
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void noGenderFormIsPassedOver(long seed) {
    Random random = new Random(seed);
    int marks = 0;
    int endings = 0;
    for (int round = 0; round < 30_000; round++) {
      String text = pieces(random);
      boolean mark = TitleFolding.GENDER_MARK.matcher(text).find();
      boolean ending = TitleFolding.GENDER_ENDING.matcher(text).find();
      assertThat(TitleFolding.mayHaveMark(text) || !mark).as(text).isTrue();
      assertThat(TitleFolding.mayHaveEnding(text) || !ending).as(text).isTrue();
      marks += mark ? 1 : 0;
      endings += ending ? 1 : 0;
    }
    assertThat(Math.min(marks, endings)).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void partsAreThoseOfTheExpression(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String text = pieces(random).strip();
      List<String> expected = List.of(text.split("[^\\p{L}\\p{N}]+"));
      assertThat(TitleFolding.parts(text)).as(text).isEqualTo(expected);
    }
  }
}
