package org.jobtrail.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolingTest {
  private static final PanelSchema OTHER =
      new PanelSchema(
          PeriodUnit.YEAR,
          new Outcomes(
              List.of(new Outcome("95", "Nurses of old", false), new Outcome("96", "Vets", false))),
          List.of(new Covariate("region", List.of("missing", "n"))),
          List.of(new Covariate("education", List.of("missing", "degree", "doctorate"))),
          List.of("hours"));

  private static Panel other(Split... splits) {
    PanelPerson ann =
        new PanelPerson(
            "ann",
            new int[] {1},
            new int[] {1970, 1971},
            new int[] {1, 0},
            new int[][] {{2, 1}},
            new double[][] {{40, 41}});
    return new Panel("other", OTHER, List.of(ann), List.of(splits));
  }

  @Test
  void joinsByCodeAndName() {
    Panel pool = Pooling.of(List.of(Panels.small(), other()));
    assertThat(pool.name()).isEqualTo("small+other");
    assertThat(pool.schema().outcomes().all())
        .extracting(Outcome::code)
        .containsExactly("243", "95", "education", "96");
    assertThat(pool.schema().outcomes().get(1).title()).isEqualTo("Nurses");
    assertThat(pool.schema().fixed())
        .extracting(Covariate::name)
        .containsExactly("sex", "race", "region");
    assertThat(pool.schema().varying().getFirst().levels())
        .containsExactly("missing", "none", "degree", "doctorate");
    assertThat(pool.schema().measures()).containsExactly("hourly_wage", "hours");
    assertThat(pool.people())
        .extracting(PanelPerson::id)
        .containsExactly("other:ann", "small:ann", "small:bob");
    PanelPerson ann = pool.people().getFirst();
    assertThat(IntStream.range(0, 2).map(ann::outcome)).containsExactly(3, 1);
    assertThat(IntStream.range(0, 2).map(t -> ann.varying(0, t))).containsExactly(3, 2);
    assertThat(IntStream.range(0, 3).map(ann::fixed)).containsExactly(0, 0, 1);
    assertThat(ann.measure(0, 0)).isNaN();
    assertThat(ann.measure(1, 1)).isEqualTo(41);
    assertThat(pool.isSplit()).isFalse();
  }

  /// Whoever comes back to a panel's own numbers is who they were.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void losesNothing(long seed) {
    Panel drawn = Panels.random(30, seed);
    List<Split> parts =
        IntStream.range(0, 30).mapToObj(i -> Split.values()[(int) (i * seed % 3)]).toList();
    Panel split = new Panel("drawn", drawn.schema(), drawn.people(), parts);
    Panel pool = Pooling.of(List.of(other(Split.TEST), split));
    assertThat(pool.records()).isEqualTo(split.records() + 2);
    Recoding back = new Recoding(pool.schema(), split.schema());
    for (int i = 0; i < 30; i++) {
      PanelPerson person = split.people().get(i);
      String id = "drawn:" + person.id();
      int at = pool.people().stream().map(PanelPerson::id).toList().indexOf(id);
      assertThat(pool.splits().get(at)).isEqualTo(parts.get(i));
      PanelPerson again = back.of(pool.people().get(at)).orElseThrow();
      for (int t = 0; t < person.size(); t++) {
        assertThat(again.period(t)).isEqualTo(person.period(t));
        assertThat(again.outcome(t)).isEqualTo(person.outcome(t));
        assertThat(again.varying(0, t)).isEqualTo(person.varying(0, t));
        assertThat(Double.valueOf(again.measure(1, t)))
            .isEqualTo(Double.valueOf(person.measure(1, t)));
      }
    }
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(() -> Pooling.of(List.of(Panels.small(), Panels.small())))
        .hasMessage("two panels have one name: small+small");
    assertThatThrownBy(() -> Pooling.of(List.of(Panels.small(), other(Split.TRAIN))))
        .hasMessage(
            "small was never divided and another panel was; run `panel split` on all or on none");
    PanelSchema wrong =
        new PanelSchema(
            PeriodUnit.YEAR,
            new Outcomes(List.of(new Outcome("95", "Nurses", true))),
            List.of(),
            List.of(),
            List.of());
    Panel status = new Panel("status", wrong, List.of(), List.of());
    assertThatThrownBy(() -> Pooling.of(List.of(Panels.small(), status)))
        .hasMessage("95 is a status in one panel and an occupation in another");
    PanelSchema varies =
        new PanelSchema(
            PeriodUnit.YEAR,
            new Outcomes(List.of(new Outcome("95", "Nurses", false))),
            List.of(),
            List.of(new Covariate("sex", List.of("missing"))),
            List.of());
    assertThatThrownBy(
            () -> Pooling.of(List.of(Panels.small(), new Panel("v", varies, List.of(), List.of()))))
        .hasMessage("sex is fixed in one panel and varies in another");
  }
}
