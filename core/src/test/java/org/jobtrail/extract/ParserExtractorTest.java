package org.jobtrail.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Language;
import org.junit.jupiter.api.Test;

class ParserExtractorTest extends ExtractorContractTest {
  @Override
  protected Extractor extractor() {
    return new ParserExtractor();
  }

  private List<String> read(Language language, String text) {
    return extractor().extract(document(text, language)).experiences().stream()
        .map(ParserExtractorTest::shown)
        .toList();
  }

  static String shown(Experience x) {
    return x.title().value().orElse("-")
        + " @ "
        + x.employer().value().orElse("-")
        + " | "
        + x.start().date().text().orElse("?")
        + " to "
        + x.end().date().text().orElse("?");
  }

  @Test
  void readsTitleAboveEmployerAndDates() {
    assertThat(
            read(
                Language.ENGLISH,
                """
                WORK EXPERIENCE

                Technical Support Engineer

                Acme Limited - Bengaluru, Karnataka

                July 2013 to October 2015

                Answered the telephone.
                """))
        .containsExactly("Technical Support Engineer @ Acme Limited | 2013-07 to 2015-10");
  }

  @Test
  void readsARangeThatWrapsInItsCell() {
    assertThat(
            read(
                Language.FRENCH,
                """
                Expérience professionnelle
                Période\tPoste\tEntreprise
                07/1980 –\tPlongeur\tHôtel Vauquelain
                07/1985
                08/1985 –\tCuisinier\tRestaurant Aubremont
                09/1986
                04/2018 –\tServeur\tHôtel du Port
                ce jour
                """))
        .containsExactly(
            "Plongeur @ Hôtel Vauquelain | 1980-07 to 1985-07",
            "Cuisinier @ Restaurant Aubremont | 1985-08 to 1986-09",
            "Serveur @ Hôtel du Port | 2018-04 to ongoing");
  }

  @Test
  void readsTitlesWhoseFirstWordAlsoBeginsDuties() {
    assertThat(
            read(
                Language.FRENCH,
                """
                Expérience professionnelle
                Conseiller aux études, Lycée Noirhomme, Bruxelles (2015 - 2020)
                - Conseiller les élèves et leurs parents
                Aide aux personnes âgées, Clinique Saint-Olivier, Bruxelles (2010 - 2015)
                - Aide aux repas
                """))
        .containsExactly(
            "Conseiller aux études @ Lycée Noirhomme | 2015 to 2020",
            "Aide aux personnes âgées @ Clinique Saint-Olivier | 2010 to 2015");
  }

  @Test
  void takesFamilyNamesAndLegalFormsForAFirms() {
    assertThat(
            read(
                Language.FRENCH,
                """
                Expérience professionnelle
                2001 - 2002\tVoyante
                Iserbel Traiteur SPRL
                1994 - 1997\tMarbrière
                Hôtel Jolivet-Maire
                1990 - 1994\tServeuse
                Hôtel du Port
                """))
        .containsExactly(
            "Voyante @ Iserbel Traiteur SPRL | 2001 to 2002",
            "Marbrière @ Hôtel Jolivet-Maire | 1994 to 1997",
            "Serveuse @ Hôtel du Port | 1990 to 1994");
  }
}
