package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {
  /// The spread of a resampled mean is sigma / root n, here worked out from the groups themselves.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void spreadsAShareAsTheoryWants(long seed) {
    Random random = new Random(seed);
    int people = 400;
    Tally part = new Tally(List.of("part"));
    Tally whole = new Tally(List.of("whole"));
    for (int person = 0; person < people; person++) {
      part.add(person, random.nextInt(10) < 3 ? 1 : 0, 1, 0);
      whole.add(person, 1, 1, 0);
    }
    Bootstrap bootstrap = new Bootstrap(people, 4000, seed);
    Interval interval = bootstrap.share(part, bootstrap.counts(whole));
    double share = (double) part.total() / people;
    double error = Math.sqrt(share * (1 - share) / people);
    assertThat(interval.low()).isCloseTo(share - 1.96 * error, within(0.006));
    assertThat(interval.high()).isCloseTo(share + 1.96 * error, within(0.006));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9})
  void givesNoIntervalForFewerThanTenPeople(int people) {
    Bootstrap bootstrap = new Bootstrap(people, 100, 1);
    Tally whole = new Tally(List.of("whole"));
    assertThat(bootstrap.share(whole, bootstrap.counts(whole)).exists()).isFalse();
  }
}
