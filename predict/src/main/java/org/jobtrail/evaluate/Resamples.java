package org.jobtrail.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Resamples of people, drawn with replacement, as many as there are: how often each person comes
/// in each. Every statistic on the same resamples is paired with every other.
///
/// Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapters 6 and 13. Same
/// seed, same draws on every machine.
public final class Resamples {
  /// With fewer people there is no interval.
  static final int FEWEST = 10;

  private final int people;

  /// `[replicates][people]`
  private final byte[][] times;

  private final byte[] once;

  public Resamples(int people, int replicates, long seed) {
    this.people = people;
    this.times = new byte[people < FEWEST ? 0 : replicates][people];
    this.once = new byte[people];
    Arrays.fill(once, (byte) 1);
    SplittableRandom random = new SplittableRandom(seed);
    for (byte[] replicate : times) {
      for (int draw = 0; draw < people; draw++) {
        replicate[random.nextInt(people)]++;
      }
    }
  }

  public int people() {
    return people;
  }

  public int replicates() {
    return times.length;
  }

  /// A statistic of all people and of every resample.
  Estimate estimate(Statistic statistic) {
    double[] replicates = new double[times.length];
    IntStream.range(0, times.length)
        .parallel()
        .forEach(r -> replicates[r] = statistic.of(times[r]));
    double value = statistic.of(once);
    return statistic.biased() ? Estimate.basic(value, replicates) : Estimate.of(value, replicates);
  }

  /// How often each person comes, for the slow way in tests.
  byte[] times(int replicate) {
    return times[replicate].clone();
  }
}
