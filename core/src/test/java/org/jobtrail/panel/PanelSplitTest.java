package org.jobtrail.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelSplitTest {
  /// Computed otherwise: digit by digit in base 256.
  @ParameterizedTest
  @CsvSource({"1,ann", "1,bob", "2,ann", "7,person 12"})
  void comparesTheHashAsAFractionWithTheShares(long seed, String id) throws Exception {
    byte[] hash =
        java.security.MessageDigest.getInstance("SHA-256").digest((seed + ":" + id).getBytes());
    double fraction = 0;
    double place = 1;
    for (byte b : hash) {
      place /= 256;
      fraction += place * (b & 0xff);
    }
    Split expected = fraction < 0.7 ? Split.TRAIN : fraction < 0.8 ? Split.VALID : Split.TEST;
    assertThat(new PanelSplit(70, 10, 20, seed).of(id)).isEqualTo(expected);
  }

  @Test
  void sharesAreMetAndNobodyDependsOnTheOthers() {
    List<String> ids = IntStream.range(0, 20_000).mapToObj(i -> "p" + i).toList();
    List<Split> all = PanelSplit.DEFAULT.of("p", ids);
    assertThat(share(all, Split.TRAIN)).isCloseTo(0.7, within(0.015));
    assertThat(share(all, Split.VALID)).isCloseTo(0.1, within(0.01));
    List<Split> some = PanelSplit.DEFAULT.of("p", ids.subList(5000, 6000));
    assertThat(some).isEqualTo(all.subList(5000, 6000));
    assertThat(new PanelSplit(70, 10, 20, 2).of("p", ids)).isNotEqualTo(all);
  }

  private static double share(List<Split> splits, Split split) {
    return (double) splits.stream().filter(s -> s == split).count() / splits.size();
  }

  @Test
  void sharesMustComeToAHundred() {
    assertThatThrownBy(() -> new PanelSplit(70, 10, 10, 1))
        .hasMessage(
            "--shares must be three numbers that come to 100, such as 70,10,20; found 70,10,10");
    assertThatThrownBy(() -> new PanelSplit(120, -40, 20, 1)).hasMessageContaining("come to 100");
    assertThatThrownBy(() -> new PanelSplit(Double.NaN, 0, 100, 1))
        .hasMessageContaining("come to 100");
  }

  @Test
  void aPartWithoutAShareMayBeEmpty() {
    assertThat(new PanelSplit(100, 0, 0, 1).of("p", List.of("a", "b")))
        .containsExactly(Split.TRAIN, Split.TRAIN);
    assertThatThrownBy(() -> new PanelSplit(99, 0.5, 0.5, 1).of("p", List.of("a", "b")))
        .hasMessage(
            "p: none of the 2 people falls into valid with shares 99,0.5,0.5 and seed 1;"
                + " try another --seed or larger shares");
  }
}
