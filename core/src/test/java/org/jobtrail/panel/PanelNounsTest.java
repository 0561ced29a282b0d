package org.jobtrail.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;

class PanelNounsTest {
  private static final double NAN = Double.NaN;

  private static PanelPerson ann() {
    return Panels.small().people().getFirst();
  }

  @Test
  void aLevelThatIsNotKnownIsNumberNought() {
    Covariate sex = new Covariate("sex", List.of("missing", "F", "M"));
    assertThat(sex.number("M")).isEqualTo(2);
    assertThat(sex.number("X")).isZero();
    assertThat(sex.number("missing")).isZero();
  }

  @Test
  void aCovariateStartsWithMissingAndHasNoLevelTwice() {
    assertThatThrownBy(() -> new Covariate("sex", List.of("F", "missing")))
        .hasMessage("the first level of sex must be \"missing\", found [F, missing]");
    assertThatThrownBy(() -> new Covariate("sex", List.of())).hasMessageContaining("first level");
    assertThatThrownBy(() -> new Covariate("sex", List.of("missing", "F", "F")))
        .hasMessageContaining("comes twice");
    assertThatThrownBy(() -> new Covariate(" ", List.of("missing")))
        .hasMessageContaining("must have a name");
  }

  @Test
  void outcomesAreNumberedInTheirOrder() {
    Outcomes outcomes = Panels.SCHEMA.outcomes();
    assertThat(outcomes.number("95")).contains(1);
    assertThat(outcomes.number("96")).isEmpty();
    assertThat(outcomes.get(2).status()).isTrue();
    assertThat(outcomes).isEqualTo(new Outcomes(outcomes.all())).hasToString("3 outcomes");
    Outcome nurse = new Outcome("95", "Nurses", false);
    assertThatThrownBy(() -> new Outcomes(List.of(nurse, nurse)))
        .hasMessage("outcome 95 comes twice");
    assertThatThrownBy(() -> new Outcomes(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new Outcome(" ", "", false)).hasMessageContaining("blank");
  }

  @Test
  void theFirstRecordIsFirstThenComesAMoveThenAStayOverAGap() {
    assertThat(List.of(ann().kind(0), ann().kind(1), ann().kind(2)))
        .containsExactly(TransitionKind.FIRST, TransitionKind.MOVE, TransitionKind.STAY);
  }

  @Test
  void aPartKeepsTheRecordsInIt() {
    PanelPerson part = ann().part(1, 3);
    assertThat(part.size()).isEqualTo(2);
    assertThat(part.period(0)).isEqualTo(2000);
    assertThat(part.varying(0, 1)).isEqualTo(2);
    assertThat(part.measure(0, 1)).isEqualTo(12.5);
    assertThat(part.kind(0)).isEqualTo(TransitionKind.FIRST);
    assertThat(ann().prefix(1).size()).isEqualTo(1);
    assertThatThrownBy(() -> ann().prefix(0)).hasMessage("person ann has no record");
  }

  @Test
  void oneRecordMoreHasNoMeasures() {
    PanelPerson longer = ann().then(2004, 0, 1);
    assertThat(longer.size()).isEqualTo(4);
    assertThat(longer.outcome(3)).isZero();
    assertThat(longer.varying(0, 3)).isEqualTo(1);
    assertThat(longer.measure(0, 3)).isNaN();
    assertThat(longer.measure(0, 2)).isEqualTo(12.5);
    assertThat(ann().size()).isEqualTo(3);
  }

  @Test
  void periodsMustRiseAndColumnsBeEquallyLong() {
    int[] none = {};
    assertThatThrownBy(
            () ->
                new PanelPerson(
                    "x", none, new int[] {2001, 2001}, new int[2], new int[0][], new double[0][]))
        .hasMessage("person x: period 2001 comes after 2001");
    assertThatThrownBy(
            () ->
                new PanelPerson(
                    "x", none, new int[] {2001}, new int[2], new int[0][], new double[0][]))
        .hasMessageContaining("columns of different lengths");
    assertThatThrownBy(
            () ->
                new PanelPerson(
                    "x", none, new int[] {1}, new int[1], new int[0][], new double[][] {{NAN, 1}}))
        .hasMessageContaining("columns of different lengths");
  }

  @Test
  void twoCovariatesOfASchemaNeedTwoNames() {
    Covariate c = new Covariate("x", List.of("missing"));
    assertThatThrownBy(
            () ->
                new PanelSchema(
                    PeriodUnit.YEAR, Panels.SCHEMA.outcomes(), List.of(c), List.of(), List.of("x")))
        .hasMessageContaining("one name");
  }

  @Test
  void aPanelThatWasNeverSplitHasNoParts() {
    Panel panel = Panels.small();
    assertThat(panel.records()).isEqualTo(4);
    assertThatThrownBy(() -> panel.people(Split.TEST)).hasMessage("small was never split");
    Panel split = new Panel("s", panel.schema(), panel.people(), List.of(Split.TEST, Split.TRAIN));
    assertThat(split.people(Split.TEST)).containsExactly(panel.people().getFirst());
    assertThat(split.people(Split.VALID)).isEmpty();
    assertThatThrownBy(() -> new Panel("s", panel.schema(), panel.people(), List.of(Split.TEST)))
        .hasMessage("1 splits for 2 people of s");
  }

  /// The target knows other outcomes in another order, lacks `race` and `hours`, adds `country`
  /// and `tenure`, and has never seen the level `degree`.
  @Test
  void recodingGoesByCodesLevelsAndNames() {
    PanelSchema target =
        new PanelSchema(
            PeriodUnit.YEAR,
            new Outcomes(
                List.of(
                    new Outcome("education", "", true),
                    new Outcome("1", "", false),
                    new Outcome("95", "", false))),
            List.of(
                new Covariate("country", List.of("missing", "be")),
                new Covariate("sex", List.of("missing", "M", "F"))),
            List.of(
                new Covariate("education", List.of("missing", "other", "none")),
                new Covariate("tenure", List.of("missing", "long"))),
            List.of("tips", "hourly_wage"));
    Recoding recoding = new Recoding(Panels.SCHEMA, target);
    assertThat(recoding.unknown()).extracting(Outcome::code).containsExactly("243");
    PanelPerson ann = recoding.of(ann()).orElseThrow();
    assertThat(List.of(ann.outcome(0), ann.outcome(1), ann.outcome(2))).containsExactly(0, 2, 2);
    assertThat(List.of(ann.fixed(0), ann.fixed(1))).containsExactly(0, 2);
    assertThat(List.of(ann.varying(0, 0), ann.varying(0, 1), ann.varying(0, 2)))
        .containsExactly(0, 2, 0);
    assertThat(ann.varying(1, 2)).isZero();
    assertThat(ann.measure(0, 2)).isNaN();
    assertThat(ann.measure(1, 2)).isEqualTo(12.5);
    assertThat(ann.period(2)).isEqualTo(2003);
    assertThat(recoding.of(Panels.small().people().getLast()))
        .as("bob is a 243")
        .isEqualTo(Optional.empty());
  }

  @Test
  void recodingToTheSameSchemaChangesNothing() {
    Recoding recoding = new Recoding(Panels.SCHEMA, Panels.SCHEMA);
    Panel panel = Panels.random(50, 3);
    Panel same =
        new Panel(
            panel.name(),
            panel.schema(),
            panel.people().stream().map(p -> recoding.of(p).orElseThrow()).toList(),
            List.of());
    assertThat(Panels.lines(same)).isEqualTo(Panels.lines(panel));
    assertThat(recoding.unknown()).isEmpty();
  }

  @Test
  void yearsDontBecomeQuarters() {
    PanelSchema quarters =
        new PanelSchema(
            PeriodUnit.QUARTER, Panels.SCHEMA.outcomes(), List.of(), List.of(), List.of());
    assertThatThrownBy(() -> new Recoding(Panels.SCHEMA, quarters))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            "the panel has a record per year and the model one per quarter; import the panel"
                + " by quarter");
  }

  @Test
  void namesTheCovariatesThatOnlyTheTargetHas() {
    PanelSchema bare =
        new PanelSchema(
            PeriodUnit.YEAR,
            Panels.SCHEMA.outcomes(),
            List.of(Panels.SCHEMA.fixed().getFirst()),
            List.of(),
            List.of());
    assertThat(new Recoding(bare, Panels.SCHEMA).absent()).containsExactly("race", "education");
    assertThat(new Recoding(Panels.SCHEMA, bare).absent()).isEmpty();
  }
}
