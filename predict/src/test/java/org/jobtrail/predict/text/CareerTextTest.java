package org.jobtrail.predict.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CareerTextTest {
  private static final PanelSchema YEARS = TextPanels.schema(PeriodUnit.YEAR);

  private static final PanelPerson PERSON =
      new PanelPerson(
          "p",
          new int[] {1, 2, 1, 2},
          new int[] {1998, 1999, 2001},
          new int[] {0, 1, 9},
          new int[][] {{1, 1, 2}},
          new double[][] {{Double.NaN, 2, 3}});

  private static CareerText text(String template) throws IOException {
    return new CareerText(Template.of(template), "survey", YEARS);
  }

  @Test
  void aDocumentByHand() throws IOException {
    assertThat(text("titles-birth-year").document(PERSON))
        .isEqualTo(
            """
            <survey>
            A female worker of neither black nor Hispanic ethnicity, resident in the north central region.
            Born in 1981.
            The work record, one line for each period with the education reached by then:
            1998 (less than high school): Cooks
            1999 (less than high school): Cooks, head
            2001 (college): Not working
            <END OF DATA>""");
    assertThat(text("titles-no-education").document(PERSON))
        .isEqualTo(
            """
            <survey>
            A female worker of neither black nor Hispanic ethnicity, resident in the north central region.
            The work record, one line for each period:
            1998: Cooks
            1999: Cooks, head
            2001: Not working
            <END OF DATA>""");
  }

  /// Two records, a gap of three periods, the same outcome again, another one.
  @Test
  void theTenureAndTheGapAreToldByTheRecordsBefore() throws IOException {
    PanelPerson person =
        new PanelPerson(
            "p",
            new int[4],
            new int[] {1990, 1991, 1994, 1999},
            new int[] {0, 0, 0, 9},
            new int[][] {{2, 2, 2, 0}},
            new double[1][4]);
    CareerText text = text("titles-tenure");
    assertThat(text.document(person))
        .endsWith(
            """
            1990 (college), first after none of the same: Cooks
            1991 (college), next after 1 of the same: Cooks
            1994 (college), 3 periods on after 2 of the same: Cooks
            1999 (unknown), 4 periods on or more after 3 of the same: Not working
            <END OF DATA>""");
    assertThat(text.prefix(person, 2, 3))
        .as("what is left out of a long history is told all the same")
        .isEqualTo(
            text.header(person)
                + "1994 (college), 3 periods on after 2 of the same: Cooks\n"
                + "1999 (unknown), 4 periods on or more after 3 of the same:");
  }

  /// A template's own words, and what the levels are called without any.
  @Test
  void aTemplateMayTellTheTenureInItsWords() throws IOException {
    Template template =
        Template.parse(
            "t.toml",
            "name = \"t\"\nbase = \"titles\"\nrecord = \"{period} {tenure}, {gap}: {title}\"\n"
                + "[words.tenure]\n1 = \"once\"\n");
    PanelPerson person = PERSON.prefix(1).then(1999, 0, 1).then(2004, 0, 1);
    CareerText text = new CareerText(template, "survey", YEARS);
    assertThat(text.prompt(person, 1)).isEqualTo("1999 once, 1:");
    assertThat(text.prompt(person, 2)).isEqualTo("2004 2, 4 or more:");
    for (int year = 2005; year < 2014; year++) {
      person = person.then(year, 0, 1);
    }
    assertThat(text.prompt(person, 10)).isEqualTo("2012 10 or more, 1:");
    Template ahead =
        Template.parse("t.toml", "name = \"t\"\nbase = \"titles\"\nheader = [\"A {tenure}:\"]\n");
    assertThatThrownBy(() -> new CareerText(ahead, "survey", YEARS))
        .hasMessageStartingWith("t.toml: header[1]: {tenure} is not a fixed covariate");
  }

  @Test
  void thePrefixEndsWithThePromptAndTheTitleBeginsWithItsSpace() throws IOException {
    CareerText text = text("titles");
    assertThat(text.prompt(PERSON, 2)).isEqualTo("2001 (college):");
    assertThat(text.continuation(1)).isEqualTo(" Cooks, head\n");
    assertThat(text.prefix(PERSON, 0, 0))
        .isEqualTo(text.header(PERSON) + "1998 (less than high school):");
    assertThat(text.prefix(PERSON, 1, 2))
        .isEqualTo(
            text.header(PERSON) + "1999 (less than high school): Cooks, head\n2001 (college):");
    assertThat(text.document(PERSON))
        .startsWith(text.prefix(PERSON, 0, 2) + text.continuation(PERSON.outcome(2)));
    assertThat(text.document(PERSON, 2))
        .isEqualTo(text.header(PERSON) + "2001 (college): Not working\n<END OF DATA>");
  }

  @Test
  void whatIsMissingHasWords() throws IOException {
    PanelPerson nobody =
        new PanelPerson(
            "n", new int[4], new int[] {2000}, new int[] {0}, new int[1][1], new double[1][1]);
    String document = text("titles-birth-year").document(nobody);
    assertThat(document)
        .contains(
            "A (sex unknown) worker of unknown ethnicity, resident in the unknown region.\n"
                + "Born in an unknown year.\n",
            "2000 (unknown): Cooks\n");
  }

  @Test
  void aPanelWithoutACovariateLosesTheClauseOrTheTemplateIsRefused() throws IOException {
    PanelSchema bare =
        new PanelSchema(PeriodUnit.YEAR, YEARS.outcomes(), List.of(), List.of(), List.of());
    PanelPerson person =
        new PanelPerson(
            "b", new int[0], new int[] {2000}, new int[] {0}, new int[0][], new double[0][]);
    CareerText text = new CareerText(Template.of("titles-birth-year"), "survey", bare);
    assertThat(text.document(person))
        .isEqualTo(
            """
            <survey>
            A worker.
            The work record, one line for each period with the education reached by then:
            2000: Cooks
            <END OF DATA>""");
    Template demanding =
        Template.parse(
            "t.toml", "name = \"d\"\nbase = \"titles\"\nheader = [\"A {sex} worker:\"]\n");
    assertThatThrownBy(() -> new CareerText(demanding, "survey", bare))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            "t.toml: header[1]: {sex} is not a fixed covariate of this panel, which has []; put it"
                + " in [ ] to leave it out");
    Template ahead =
        Template.parse(
            "t.toml", "name = \"d\"\nbase = \"titles\"\nheader = [\"At last {education}:\"]\n");
    assertThatThrownBy(() -> new CareerText(ahead, "survey", YEARS))
        .hasMessageStartingWith(
            "t.toml: header[1]: {education} is not a fixed covariate of this panel, which has"
                + " [sex, race, region, birth_year]");
  }

  @Test
  void numericTitlesAreUniqueAndSayNothing() throws IOException {
    CareerText text = text("numeric");
    List<String> codes = text.titles().all();
    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("J00[0-9]"));
    assertThat(codes).isNotEqualTo(codes.stream().sorted().toList());
    assertThat(text.document(PERSON))
        .contains("1998 (less than high school): " + codes.get(0) + '\n')
        .doesNotContain("Cooks");
    // A code depends on the outcome's code, not on its place.
    Outcomes turned = new Outcomes(YEARS.outcomes().all().reversed());
    assertThat(Titles.numbered(turned).all()).isEqualTo(codes.reversed());
  }

  @Test
  void titlesAreOneLineUniqueAndNeverEmpty() {
    Titles titles =
        Titles.of(
            new Outcomes(
                List.of(
                    new Outcome("1", "Cooks\n and\u00a0 bakers ", false),
                    new Outcome("2", "Managers", false),
                    new Outcome("3", " \u200b ", false),
                    new Outcome("4", "Managers", false))));
    assertThat(titles.all())
        .containsExactly("Cooks and bakers", "Managers (2)", "3", "Managers (4)");
    assertThat(titles.outcome("Managers (4)")).hasValue(3);
    assertThatThrownBy(
            () ->
                Titles.of(
                    new Outcomes(
                        List.of(
                            new Outcome("1", "A", false),
                            new Outcome("2", "A", false),
                            new Outcome("3", "A (1)", false)))))
        .hasMessage("outcomes 0 and 2 are both written \"A (1)\"");
    assertThatThrownBy(() -> Titles.of(new Outcomes(List.of(new Outcome("\u200b", "", false)))))
        .hasMessage("outcome number 0 has neither a title nor a code that can be printed");
  }

  @Test
  void whatCouldNotBeReadBackIsRefused() throws IOException {
    Template adjacent =
        Template.parse(
            "t.toml",
            """
            name = "d"
            base = "titles"
            header = ["{sex}{race}:"]
            [words.sex]
            female = "non"
            male = "nonblack"
            [words.race]
            black = "black"
            missing = "blackblack"
            """);
    assertThatThrownBy(() -> new CareerText(adjacent, "survey", YEARS))
        .hasMessage(
            "t.toml: header[1]: can't be read back, different levels make the same line; put words"
                + " between the placeholders [sex, race]");
    Template alike =
        Template.parse(
            "t.toml", "name = \"d\"\nbase = \"titles\"\n[words.sex]\nfemale = \"male\"\n");
    assertThatThrownBy(() -> new CareerText(alike, "survey", YEARS))
        .hasMessage(
            "t.toml: words.sex: two levels of this panel are both written \"male\"; give one"
                + " another word");
    Template end =
        Template.parse(
            "t.toml", "name = \"d\"\nbase = \"titles\"\nend = \"2000 (college): Cooks\"\n");
    assertThatThrownBy(() -> new CareerText(end, "survey", YEARS))
        .hasMessage("t.toml: end: \"2000 (college): Cooks\" could be read as a record");
    for (String early : List.of("<survey>", "The jobs:")) {
      Template twice =
          Template.parse(
              "t.toml",
              "name = \"d\"\nbase = \"titles\"\ntag = \"<{panel}>\"\nheader = [\"The jobs:\"]\nend = \""
                  + early
                  + "\"\n");
      assertThatThrownBy(() -> new CareerText(twice, "survey", YEARS))
          .hasMessage("t.toml: end: \"" + early + "\" could be read as the tag or a header line");
    }
    assertThatThrownBy(() -> new CareerText(Template.of("titles"), "a>b", YEARS))
        .hasMessage(
            "template titles: tag: the panel's name must have no < or > to stand in it, found"
                + " \"a>b\"");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void documentsParseBackToTheRecords(long seed) throws Exception {
    for (PeriodUnit unit : PeriodUnit.values()) {
      PanelSchema schema = TextPanels.schema(unit);
      for (String name : Template.names()) {
        CareerText text = new CareerText(Template.of(name), "survey", schema);
        for (PanelPerson person : TextPanels.people(schema, 100, 12, seed)) {
          PanelPerson again = text.parse(person.id(), text.document(person));
          assertThat(again.size()).isEqualTo(person.size());
          assertThat(again.id()).isEqualTo(person.id());
          for (int c = 0; c < schema.fixed().size(); c++) {
            boolean shown = c < 3 || name.contains("birth-year") || name.contains("tenure");
            assertThat(again.fixed(c)).isEqualTo(shown ? person.fixed(c) : 0);
          }
          for (int t = 0; t < person.size(); t++) {
            assertThat(again.period(t)).isEqualTo(person.period(t));
            assertThat(again.outcome(t)).isEqualTo(person.outcome(t));
            assertThat(again.varying(0, t))
                .isEqualTo(name.contains("no-education") ? 0 : person.varying(0, t));
          }
        }
      }
    }
  }

  private static void unreadable(CareerText text, String document, String message) {
    assertThatThrownBy(() -> text.parse("p", document))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessage(message);
  }

  @Test
  void whatIsNoDocumentIsSaidByItsLine() throws Exception {
    CareerText text = text("titles-birth-year");
    String whole = text.document(PERSON);
    assertThat(text.parse("p", whole + "\n").size()).isEqualTo(3);
    unreadable(
        text,
        whole.replace("<survey>", "<other>"),
        "line 1: must be \"<survey>\", found \"<other>\"");
    unreadable(
        text,
        whole.replace("Born in 1981.", "Born in 1881."),
        "line 3: is no header line of the template, found \"Born in 1881.\"");
    unreadable(
        text,
        whole.replace("Cooks, head", "Cooks, tail"),
        "line 6: names no title of this panel, found \"1999 (less than high school): Cooks, tail\"");
    unreadable(
        text,
        whole.replace("1999 (less", "1999 (more"),
        "line 6: is no record, what stands before the title is not as \"2000 (less than high"
            + " school):\", found \"1999 (more than high school): Cooks, head\"");
    unreadable(text, whole.replace("1999", "1998"), "line 6: period 1998 comes after 1998");
    unreadable(
        text,
        whole.replace("): Cooks,", ") Cooks,"),
        "line 6: is no record, a record has \": \" before its title, found \"1999 (less than high"
            + " school) Cooks, head\"");
    unreadable(
        text,
        whole.replace("\n<END OF DATA>", ""),
        "line 8: the document must end in \"<END OF DATA>\", found its end");
    unreadable(text, whole + "\nmore", "line 9: text after \"<END OF DATA>\"");
    unreadable(text, text.header(PERSON) + "<END OF DATA>", "line 5: the document has no record");
    unreadable(text, "", "line 1: must be \"<survey>\", found \"\"");
  }

  @Test
  void aPeriodThatHasNoFourDigitsIsRefused() throws IOException {
    PanelPerson ancient =
        new PanelPerson(
            "a", new int[4], new int[] {20}, new int[] {0}, new int[1][1], new double[1][1]);
    CareerText text = text("titles");
    assertThatThrownBy(() -> text.document(ancient))
        .hasMessage(
            "person a: period 20 can't be written as text, which takes the years 1000 to 2999");
  }

  @Test
  void aLineIsReadByItself() throws IOException {
    CareerText text = text("titles");
    assertThat(text.readLine("1998 (college): Managers: sales"))
        .hasValue(new CareerText.ReadRecord(1998, 3, List.of(2)));
    assertThat(text.readLine("1998 (college): 2001 (low): Cooks"))
        .hasValue(new CareerText.ReadRecord(1998, 4, List.of(2)));
    assertThat(text.readLine("1998 (college): Managers: sales ")).isEmpty();
    assertThat(text.readLine("<END OF DATA>")).isEmpty();
  }

  @Test
  void manyLevelsAreBoundQuickly() throws IOException {
    Covariate many =
        new Covariate(
            "region",
            IntStream.range(0, 2000).mapToObj(k -> k == 0 ? Covariate.MISSING : "r" + k).toList());
    Outcomes outcomes =
        new Outcomes(
            IntStream.range(0, 3039).mapToObj(k -> new Outcome("c" + k, "T " + k, false)).toList());
    CareerText text =
        new CareerText(
            Template.of("titles"),
            "esco",
            new PanelSchema(PeriodUnit.QUARTER, outcomes, List.of(many), List.of(), List.of()));
    assertThat(text.readLine("1998-Q3: T 3038"))
        .hasValue(new CareerText.ReadRecord(4 * 1998 + 2, 3038, List.of()));
  }
}
