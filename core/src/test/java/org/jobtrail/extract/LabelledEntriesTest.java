package org.jobtrail.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.jobtrail.career.Language;
import org.junit.jupiter.api.Test;

class LabelledEntriesTest {
  @Test
  void twoLabelledDatesAreOneRange() {
    assertThat(
            Read.jobs(
                Language.DUTCH,
                """
                Werkervaring
                Van: 03/2011
                Tot: heden
                Functie: Magazijnier
                Werkgever: Bakkerij Janssens
                Plaats: Gent
                Van: 09/2005
                Tot: 02/2011
                Functie: Flierefluiter
                Werkgever: Kantoor De Wilde
                Plaats: Aalst
                """))
        .containsExactly(
            "Magazijnier @ Bakkerij Janssens # Gent [2011-03 .. ongoing]",
            "Flierefluiter @ Kantoor De Wilde # Aalst [2005-09 .. 2011-02]");
  }

  @Test
  void aStartWithoutAnEndLeavesTheEndUnknown() {
    assertThat(
            Read.jobs(
                Language.FRENCH,
                """
                Expérience professionnelle
                Du: mai 2010
                Poste: Charron
                Employeur: Verreries de l'Est
                Du: avril 2002
                Au: mars 2010
                Poste: Tableautiste
                Employeur: Institut Aubin
                """))
        .containsExactly(
            "Charron @ Verreries de l'Est # - [2010-05 .. ?]",
            "Tableautiste @ Institut Aubin # - [2002-04 .. 2010-03]");
  }

  @Test
  void labelsMayStandInCellsOfTheirOwn() {
    assertThat(
            Read.jobs(
                Language.GERMAN,
                """
                Berufserfahrung
                Von\t2009\tBis\t2012\tTätigkeit\tSchneider\tArbeitgeber\tWeber KG
                Zeitraum\t01/2004 - 12/2008
                Tätigkeit\tUhrmacher
                Arbeitgeber\tHaus Blum
                """))
        .containsExactly(
            "Schneider @ Weber KG # - [2009 .. 2012]",
            "Uhrmacher @ Haus Blum # - [2004-01 .. 2008-12]");
  }

  @Test
  void aDashAndAQuestionMarkIsAnUnknownEnd() {
    assertThat(
            Read.jobs(Language.ENGLISH, "Experience\n08/2010 - ?: Nurse, Ward Hospital, Leeds\n"))
        .singleElement()
        .asString()
        .startsWith("Nurse @ Ward Hospital")
        .endsWith("[2010-08 .. ?]");
  }

  @Test
  void labelsWithoutAValueSayNothing() {
    assertThat(
            Read.jobs(
                Language.DUTCH,
                """
                Werkervaring
                Van: 03/2011
                Tot: 04/2015
                Functie: Magazijnier
                Werkgever:
                Plaats:
                Van: 09/2005
                Tot: 02/2011
                Functie: Kok
                Werkgever: Kantoor De Wilde
                Plaats:
                """))
        .containsExactly(
            "Magazijnier @ - # - [2011-03 .. 2015-04]",
            "Kok @ Kantoor De Wilde # - [2005-09 .. 2011-02]");
  }
}
