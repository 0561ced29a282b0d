package org.jobtrail.normalise;

import java.util.Arrays;

/// Numbers for packed n-grams in order of arrival; open addressing, no boxing.
final class GramTable {
  private long[] keys;
  private int[] numbers;
  private int size;

  GramTable(int expected) {
    int capacity = Integer.highestOneBit(Math.max(16, expected) * 2);
    keys = new long[capacity];
    numbers = new int[capacity];
    Arrays.fill(numbers, -1);
  }

  int size() {
    return size;
  }

  /// -1 when not there.
  int find(long key) {
    int slot = slot(key);
    return numbers[slot];
  }

  int add(long key) {
    int slot = slot(key);
    if (numbers[slot] < 0) {
      if (2 * size >= keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      numbers[slot] = size++;
    }
    return numbers[slot];
  }

  private int slot(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 32) & (keys.length - 1);
    while (numbers[slot] >= 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    Arrays.fill(numbers, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] >= 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
