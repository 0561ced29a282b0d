package org.jobtrail.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KappaTest {
  /// Fifty titles in two categories: 20 both first, 15 both second, 5 and 10 apart. Both agree on
  /// 35/50 = .7; by habit on .5·.6 + .5·.4 = .5; κ = (.7 − .5)/(1 − .5) = .4.
  @Test
  void isFourTenthsForTheTableWorkedByHand() {
    int[] first = new int[50];
    int[] second = new int[50];
    for (int i = 0; i < 50; i++) {
      first[i] = i < 25 ? 0 : 1;
      second[i] = i < 20 || (i >= 25 && i < 35) ? 0 : 1;
    }
    Kappa kappa = Kappa.of(first, second, 500, 1);
    assertThat(kappa.agreement()).isCloseTo(0.7, within(1e-12));
    assertThat(kappa.kappa()).isCloseTo(0.4, within(1e-12));
    assertThat(kappa.kappaLow()).isLessThan(0.4);
    assertThat(kappa.kappaHigh()).isGreaterThan(0.4);
    assertThat(kappa.items()).isEqualTo(50);
  }

  @Test
  void isOneForTwinsAndHasNoValueWhereThereIsNothingToTellApart() {
    int[] mixed = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2};
    assertThat(Kappa.of(mixed, mixed, 100, 1).kappa()).isEqualTo(1);
    assertThat(Kappa.of(mixed, mixed, 100, 1).kappaLow()).isEqualTo(1);
    Kappa same = Kappa.of(new int[20], new int[20], 100, 1);
    assertThat(same.agreement()).isEqualTo(1);
    assertThat(same.kappa()).isNaN();
    assertThat(same.kappaLow()).isNaN();
    assertThat(Kappa.of(new int[0], new int[0], 10, 1).agreement()).isNaN();
  }

  @Test
  void fewItemsHaveNoInterval() {
    Kappa few = Kappa.of(new int[] {0, 1, 0}, new int[] {0, 1, 1}, 100, 1);
    assertThat(few.agreement()).isCloseTo(2 / 3.0, within(1e-12));
    // pₑ = 2/3·1/3 + 1/3·2/3 = 4/9; κ = (6/9 − 4/9)/(5/9) = .4.
    assertThat(few.kappa()).isCloseTo(0.4, within(1e-12));
    assertThat(few.agreementLow()).isNaN();
    assertThat(few.kappaHigh()).isNaN();
  }

  @Test
  void isNegativeForThoseWhoAlwaysDisagree() {
    assertThat(Kappa.of(new int[] {0, 1}, new int[] {1, 0}, 10, 1).kappa()).isEqualTo(-1);
  }

  @Test
  void wantsTheSameItems() {
    assertThatThrownBy(() -> Kappa.of(new int[1], new int[2], 10, 1))
        .hasMessage("wants as many items of both and a replicate, found 1, 2, 10");
  }

  /// By definition: chance agreement is how often a random item of the first and a random item of
  /// the second fall together, over all n² pairs.
  private static double[] oracle(List<String> first, List<String> second) {
    int n = first.size();
    double alike = 0;
    double chance = 0;
    for (int i = 0; i < n; i++) {
      alike += first.get(i).equals(second.get(i)) ? 1 : 0;
      for (int j = 0; j < n; j++) {
        chance += first.get(i).equals(second.get(j)) ? 1 : 0;
      }
    }
    double expected = chance / ((double) n * n);
    return new double[] {alike / n, (alike / n - expected) / (1 - expected)};
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheSlowOracleItsBootstrapToo(long seed) {
    Random random = new Random(seed);
    int n = 10 + random.nextInt(40);
    int categories = 2 + random.nextInt(6);
    int[] first = new int[n];
    int[] second = new int[n];
    List<String> a = new ArrayList<>();
    List<String> b = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      first[i] = random.nextInt(categories);
      second[i] = random.nextInt(3) > 0 ? first[i] : random.nextInt(categories);
      a.add("c" + first[i]);
      b.add("c" + second[i]);
    }
    int replicates = 200;
    Kappa kappa = Kappa.of(first, second, replicates, seed);
    assertThat(kappa.agreement()).isCloseTo(oracle(a, b)[0], within(1e-12));
    assertThat(kappa.kappa()).isCloseTo(oracle(a, b)[1], within(1e-12));
    SplittableRandom draws = new SplittableRandom(seed);
    List<Double> samples = new ArrayList<>();
    for (int r = 0; r < replicates; r++) {
      List<String> x = new ArrayList<>();
      List<String> y = new ArrayList<>();
      for (int draw = 0; draw < n; draw++) {
        int item = draws.nextInt(n);
        x.add(a.get(item));
        y.add(b.get(item));
      }
      samples.add(oracle(x, y)[1]);
    }
    Collections.sort(samples);
    assertThat(kappa.kappaLow()).isCloseTo(samples.get(4), within(1e-12));
    assertThat(kappa.kappaHigh()).isCloseTo(samples.get(195), within(1e-12));
    assertThat(kappa).isEqualTo(Kappa.of(first, second, replicates, seed));
  }
}
