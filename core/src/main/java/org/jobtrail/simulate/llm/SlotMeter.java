package org.jobtrail.simulate.llm;

import java.util.OptionalInt;

/// Counts how many requests are served at once, and for how long. Safe for use by several threads.
final class SlotMeter {
  private final int slots;
  private int busy;
  private int peak;
  private long first = -1;
  private long changed;
  private double busyNanos;

  /// @param slots 0 for no limit
  SlotMeter(int slots) {
    this.slots = slots;
  }

  /// How many are busy with this one; empty when all were.
  synchronized OptionalInt take(long now) {
    if (slots > 0 && busy >= slots) {
      return OptionalInt.empty();
    }
    count(now);
    busy++;
    peak = Math.max(peak, busy);
    return OptionalInt.of(busy);
  }

  synchronized void release(long now) {
    count(now);
    busy--;
  }

  private void count(long now) {
    if (first < 0) {
      first = now;
    } else {
      busyNanos += (double) busy * (now - changed);
    }
    changed = now;
  }

  synchronized int busy() {
    return busy;
  }

  synchronized int peak() {
    return peak;
  }

  /// Mean number busy from the first request to the last change; 0 before that.
  synchronized double mean() {
    return changed == first ? 0 : busyNanos / (changed - first);
  }

  /// From the first request to the last change.
  synchronized double seconds() {
    return (changed - first) / 1e9;
  }
}
