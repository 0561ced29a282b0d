package org.jobtrail.simulate;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/// Draws by weight.
final class Draws {
  private Draws() {}

  static <T> T weighted(List<T> items, ToIntFunction<T> weight, RandomGenerator random) {
    int left = random.nextInt(items.stream().mapToInt(weight).sum());
    for (T item : items) {
      left -= weight.applyAsInt(item);
      if (left < 0) {
        return item;
      }
    }
    throw new IllegalStateException("weights must be positive");
  }
}
