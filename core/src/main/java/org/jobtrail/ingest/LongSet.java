package org.jobtrail.ingest;

/// A set of longs of a known greatest size, without boxing: a page asks for millions of them.
final class LongSet {
  private final long[] slots;
  private boolean zero;

  /// @param most how many it can hold
  LongSet(int most) {
    slots = new long[Math.max(16, Integer.highestOneBit(most) * 4)];
  }

  boolean contains(long value) {
    return value == 0 ? zero : slots[slot(value)] == value;
  }

  void add(long value) {
    if (value == 0) {
      zero = true;
    } else {
      slots[slot(value)] = value;
    }
  }

  /// Where the value is, or would be: open addressing, at most half full, 0 for an empty slot.
  private int slot(long value) {
    int mask = slots.length - 1;
    int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (slots[slot] != 0 && slots[slot] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
