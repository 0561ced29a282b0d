package org.jobtrail.panel.importing;

import java.util.Arrays;

/// Growing columns of numbers, without a box around each.
final class Column {
  private Column() {}

  static final class Ints {
    private int[] values = new int[1024];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int get(int i) {
      return values[i];
    }

    void set(int i, int value) {
      values[i] = value;
    }

    int size() {
      return size;
    }
  }

  static final class Reals {
    private double[] values = new double[1024];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    double get(int i) {
      return values[i];
    }
  }
}
