package org.jobtrail.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.jobtrail.career.Language;
import org.junit.jupiter.api.Test;

class SentenceReaderTest {
  @Test
  void theDatesMayStandBeforeOrBehind() {
    assertThat(
            Read.jobs(
                Language.ENGLISH,
                """
                Experience
                From 2011 to 2014 I worked as a saddler at Marlow & Sons in Leeds.
                I was employed as an assistant cook for Golden Pheasant Ltd from May 2008 to June
                2010.
                """))
        .containsExactly(
            "saddler @ Marlow & Sons # Leeds [2011 .. 2014]",
            "assistant cook @ Golden Pheasant Ltd # - [2008-05 .. 2010-06]");
  }

  @Test
  void readsFourOtherLanguages() {
    assertThat(
            Read.jobs(
                Language.DUTCH,
                "Werkervaring\nVan mei 2011 tot juni 2014 werkte ik als perser bij Kantoor Claes in"
                    + " Gent.\n"))
        .containsExactly("perser @ Kantoor Claes # Gent [2011-05 .. 2014-06]");
    assertThat(
            Read.jobs(
                Language.FRENCH,
                "Expérience\nDepuis mars 2011, je travaille en tant que charron chez Verreries"
                    + " Thirion à Boulogne.\n"))
        .containsExactly("charron @ Verreries Thirion # Boulogne [2011-03 .. ongoing]");
    assertThat(
            Read.jobs(
                Language.GERMAN,
                "Berufserfahrung\nVon 2011 bis 2014 war ich als Koch bei Weber tätig.\n"))
        .containsExactly("Koch @ Weber # - [2011 .. 2014]");
    assertThat(
            Read.jobs(
                Language.SPANISH,
                "Experiencia laboral\nDe 2011 a 2014 trabajé como soldador en Talleres Ruiz.\n"))
        .containsExactly("soldador @ Talleres Ruiz # - [2011 .. 2014]");
  }

  @Test
  void dutiesBelowDatesAreNoSentenceAboutAJob() {
    assertThat(
            Read.jobs(
                Language.ENGLISH,
                """
                Experience
                January 2015 to May 2016
                Teacher
                Served as contact for parents and worked as part of a team
                """))
        .singleElement()
        .asString()
        .startsWith("Teacher @");
  }
}
