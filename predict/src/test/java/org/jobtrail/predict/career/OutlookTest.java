package org.jobtrail.predict.career;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlookTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static AskedCareer career(String history, String covariates) {
    return AskedCareer.of(
        Looks.SCHEMA,
        "asked",
        CareerWords.history(Looks.SCHEMA, history),
        CareerWords.covariates(covariates),
        Optional.empty());
  }

  private static boolean saw(PanelPerson person, int outcome) {
    for (int t = 0; t + 1 < person.size(); t++) {
      if (person.outcome(t) == outcome) {
        return true;
      }
    }
    return false;
  }

  @Test
  void readsCodesAndTitlesWithCommas() {
    AskedCareer asked = career("1999:Cooks, head,2000:a; 2004:bakers", "sex=f,education=school");
    assertThat(asked.records()).isEqualTo(3);
    assertThat(asked.period()).isEqualTo(2005);
    assertThat(asked.asked().outcome(0)).isEqualTo(1);
    assertThat(asked.asked().outcome(2)).isEqualTo(0);
    assertThat(asked.asked().fixed(0)).isEqualTo(1);
    assertThat(asked.asked().varying(0, 3)).isEqualTo(1);
    assertThat(asked.asked().measure(0, 1)).isNaN();
  }

  @Test
  void saysWhatItCannotTake() {
    assertThatThrownBy(() -> career("1999:Cooks", ""))
        .hasMessage("\"Cooks\" may be B (Cooks, head), C (Cooks, other); give a code");
    assertThatThrownBy(() -> career("1999:Astronauts", ""))
        .hasMessage("the model knows no outcome \"Astronauts\"; give its code or title");
    assertThatThrownBy(() -> career("1999:A,1998:B", ""))
        .hasMessage("period 1998 comes after 1999; periods must increase");
    assertThatThrownBy(() -> career("1999:A", "sex=X"))
        .hasMessage("sex has no level \"X\", known: missing, F, M");
    assertThatThrownBy(() -> career("1999:A", "mood=good"))
        .hasMessage("the model knows no covariate \"mood\", known: sex, education");
    assertThatThrownBy(() -> career("A", "")).hasMessageContaining("write PERIOD:OUTCOME");
    assertThatThrownBy(() -> career("", "")).hasMessageContaining("the period must be given");
  }

  /// C comes after people who were in B at any time, else A: the record of B is all it takes.
  @Test
  void findsTheRecordThatMatters() {
    NextOccupationModel model =
        new Looks(
            person -> saw(person, 1) ? new double[] {0.2, 0.1, 0.7} : new double[] {0.6, 0.2, 0.2});
    Outlook outlook =
        Outlook.of(model, career("1999:A,2000:B,2001:A,2002:C", ""), 2, Optional.empty());
    assertThat(outlook.next()).extracting(n -> n.outcome().code()).containsExactly("C", "A");
    assertThat(outlook.next().getFirst().probability()).isCloseTo(0.7, within(1e-12));
    assertThat(outlook.rationale().steps())
        .singleElement()
        .satisfies(step -> assertThat(step.record()).isEqualTo(1));
    assertThat(outlook.rationale().none()).isCloseTo(0.2, within(1e-12));
    assertThat(outlook.rationale().whole()).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void needsNoRecordWhenTheCovariatesLeadThere() {
    NextOccupationModel model = new Looks(_ -> new double[] {0.2, 0.2, 0.6});
    Outlook outlook = Outlook.of(model, career("1999:A", ""), 9, Optional.empty());
    assertThat(outlook.rationale().steps()).isEmpty();
    assertThat(outlook.next()).hasSize(3);
  }

  /// C takes two records of B; one alone is not enough.
  @Test
  void addsRecordsUntilTheTopIsTheSame() {
    NextOccupationModel model =
        new Looks(
            person -> {
              int seen = 0;
              for (int t = 0; t + 1 < person.size(); t++) {
                seen += person.outcome(t) == 1 ? 1 : 0;
              }
              double c = 0.1 + 0.2 * seen;
              return new double[] {0.5 - 0.1 * seen, 0.4 - 0.1 * seen, c};
            });
    Outlook outlook = Outlook.of(model, career("1999:B,2000:A,2001:B", ""), 1, Optional.empty());
    assertThat(outlook.rationale().steps())
        .extracting(Rationale.Step::record)
        .containsExactly(2, 0);
  }

  @Test
  void countsPeopleNotRecords() {
    Panel panel =
        new Panel(
            "p",
            Looks.SCHEMA,
            List.of(
                person("a", 0, 1, 0, 1), person("b", 0, 2), person("c", 1, 0, 1), person("d", 0)),
            List.of(Split.TRAIN, Split.TRAIN, Split.TRAIN, Split.TRAIN));
    SimilarPeople similar = new SimilarPeople(panel, Looks.SCHEMA);
    SimilarPeople.Alike alike = similar.alike(person("x", 1, 0), 1);
    // a, b, c were in A with a record after; a and c went to B. After B, A: a and c, both to B.
    assertThat(alike).isEqualTo(new SimilarPeople.Alike(3, 2, 2, 2));
    assertThat(similar.alike(person("x", 0), 2)).isEqualTo(new SimilarPeople.Alike(3, 1, -1, 0));
  }

  private static PanelPerson person(String id, int... outcomes) {
    int n = outcomes.length;
    int[] years = new int[n];
    java.util.Arrays.setAll(years, t -> 2000 + t);
    return new PanelPerson(
        id,
        new int[] {1},
        years,
        outcomes,
        new int[][] {new int[n]},
        new double[][] {new double[n]});
  }

  @Test
  void setsBadRowsAsideWithALineEach() throws IOException {
    Path csv = folder.resolve("careers.csv");
    Files.writeString(
        csv,
        """
        person,period,outcome,sex
        a,1999,A,F
        a,2000,"Cooks, head",
        b,1999,Z,M
        b,2000,A,M
        c,2001
        d,2003,A,F
        d,2001,A,F
        e,1999,A,X
        """);
    CareerFile read = CareerFile.read(csv, Looks.SCHEMA, Optional.empty());
    assertThat(read.careers()).extracting(c -> c.asked().id()).containsExactly("a");
    assertThat(read.careers().getFirst().asked().fixed(0)).isEqualTo(1);
    assertThat(read.aside())
        .containsExactlyInAnyOrder(
            csv + ":6: 2 cells, the header has 4",
            csv
                + ":4: person b is set aside: the model knows no outcome \"Z\"; give its code or title",
            csv + ":7: person d: period 2001 comes after 2003; periods must increase",
            csv + ":9: person e: sex has no level \"X\", known: missing, F, M");
    Path lines = folder.resolve("careers.jsonl");
    Files.writeString(
        lines,
        """
        {"person":"a","records":[{"period":1999,"outcome":"A","covariates":{"education":"school"}},\
        {"period":2001,"outcome":"B","covariates":{"education":"college"}}],\
        "covariates":{"sex":"M"},"period":2004}
        {broken
        """);
    CareerFile other = CareerFile.read(lines, Looks.SCHEMA, Optional.empty());
    PanelPerson asked = other.careers().getFirst().asked();
    assertThat(asked.period(2)).isEqualTo(2004);
    assertThat(asked.varying(0, 0)).isEqualTo(1);
    // What was last known goes on.
    assertThat(asked.varying(0, 2)).isEqualTo(2);
    assertThat(other.aside()).containsExactly(lines + ":2: is not JSON");
    assertThatThrownBy(
            () -> CareerFile.read(folder.resolve("x.txt"), Looks.SCHEMA, Optional.empty()))
        .isInstanceOf(JobtrailException.Usage.class);
  }

  @Test
  void drawsCareersOnwardFromTheSeed() {
    NextOccupationModel model =
        new Looks(
            person ->
                person.size() > 1 && person.outcome(person.size() - 2) == 0
                    ? new double[] {0.5, 0.5, 0}
                    : new double[] {0, 0, 1});
    AskedCareer asked = career("1999:A", "education=college");
    Future future = Future.draw(model, asked.past(), new int[] {2000, 2001}, 4000, 3);
    assertThat(future.averages()[0]).containsExactly(new double[] {0.5, 0.5, 0}, within(1e-9));
    assertThat(future.averages()[1][0]).isCloseTo(0.25, within(0.02));
    assertThat(future.averages()[1][2]).isCloseTo(0.5, within(0.03));
    assertThat(future.careers()).allMatch(c -> c.size() == 3 && c.varying(0, 2) == 2);
    Future again = Future.draw(model, asked.past(), new int[] {2000, 2001}, 4000, 3);
    assertThat(again.averages()[1]).containsExactly(future.averages()[1]);
  }

  /// Many people at once get what each gets alone, whatever the others' periods.
  @Test
  void drawsForManyAsForEach() {
    NextOccupationModel model =
        new Looks(
            person -> saw(person, 1) ? new double[] {0.2, 0.1, 0.7} : new double[] {0.5, 0.3, 0.2});
    List<PanelPerson> pasts =
        List.of(career("1999:A", "").past(), career("1990:C,1995:B", "sex=f").past());
    List<int[]> periods = List.of(new int[] {2000, 2001, 2004}, new int[] {1996});
    List<Future> together = Future.draw(model, pasts, periods, 7000, 5);
    for (int i = 0; i < pasts.size(); i++) {
      Future alone = Future.draw(model, pasts.get(i), periods.get(i), 7000, 5);
      assertThat(together.get(i).averages()).isDeepEqualTo(alone.averages());
      assertThat(together.get(i).careers())
          .extracting(c -> c.outcome(c.size() - 1))
          .isEqualTo(alone.careers().stream().map(c -> c.outcome(c.size() - 1)).toList());
    }
    // By hand: .7 have not seen B after one draw, .7² after two; the others go to C with .7.
    double unseen = 0.7 * 0.7;
    assertThat(together.getFirst().averages()[2][2])
        .isCloseTo(unseen * 0.2 + (1 - unseen) * 0.7, within(0.02));
  }
}
