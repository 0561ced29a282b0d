package org.jobtrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Work experience. Warehouse worker at Acme from January 2010 to present",
        "en | Responsible for the team and for training new drivers",
        "nl | Werkervaring: magazijnier bij Bakkerij Janssens van maart 2010 tot heden",
        "nl | Ik ben verantwoordelijk voor het onderhoud van de machines",
        "nl | leerkracht lager onderwijs, schoonmaker, buschauffeur, verkoopster kleding",
        "fr | Expérience professionnelle : magasinier chez Acme de mars 2010 à ce jour",
        "fr | vendeuse en boulangerie, conducteur de bus, infirmière",
        "de | Berufserfahrung: Lagerarbeiter bei der Firma Acme von März 2010 bis heute",
        "de | Krankenschwester, Busfahrer, Verkäuferin im Einzelhandel, Buchhaltung",
        "es | Experiencia laboral: mozo de almacén en Acme desde marzo de 2010 hasta la actualidad",
        "es | vendedora, conductor de autobús, enfermera, cocinero",
        "und | 2010 - 2014 Acme",
        "und | Experiência profissional: operador de armazém na Acme desde março de 2010 até hoje, com formação",
        "und | Doświadczenie zawodowe: pracownik magazynu w firmie od marca 2010 do dziś oraz kierowca",
        "und | Опыт работы: кладовщик с марта 2010 года по настоящее время",
      })
  void tellsTheFiveLanguagesApart(String code, String text) {
    assertThat(LanguageGuess.of(text).code()).isEqualTo(code);
  }
}
