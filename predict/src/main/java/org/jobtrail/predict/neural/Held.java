package org.jobtrail.predict.neural;

import java.util.Arrays;
import org.jobtrail.panel.PanelPerson;

/// The outcomes that a person was in before: for each record the earlier outcomes, in classes of
/// how long ago they were held last and how often. Returning to one of them is much more likely
/// than chance.
final class Held {
  private static final int MOST_AGO = 8;
  private static final int MOST_TIMES = 3;

  /// How many classes there are.
  static final int CLASSES = MOST_AGO * MOST_TIMES;

  private int[] row = new int[1024];
  private int[] outcome = new int[1024];
  private int[] kind = new int[1024];
  private int size;

  /// @param from the first record that is a row
  /// @param firstRow the row of that record
  void add(PanelPerson person, int from, int firstRow) {
    int n = person.size();
    int[] distinct = new int[n];
    int[] lastAt = new int[n];
    int[] times = new int[n];
    int known = 0;
    for (int t = 0; t < n; t++) {
      for (int k = 0; k < known && t >= from; k++) {
        int ago = Math.min(t - lastAt[k], MOST_AGO) - 1;
        int as = ago * MOST_TIMES + Math.min(times[k], MOST_TIMES) - 1;
        add(firstRow + t - from, distinct[k], as);
      }
      int k = 0;
      while (k < known && distinct[k] != person.outcome(t)) {
        k++;
      }
      known = Math.max(known, k + 1);
      distinct[k] = person.outcome(t);
      lastAt[k] = t;
      times[k]++;
    }
  }

  private void add(int atRow, int of, int as) {
    if (size == row.length) {
      row = Arrays.copyOf(row, 2 * size);
      outcome = Arrays.copyOf(outcome, 2 * size);
      kind = Arrays.copyOf(kind, 2 * size);
    }
    row[size] = atRow;
    outcome[size] = of;
    kind[size++] = as;
  }

  int size() {
    return size;
  }

  /// Where the entries lie in a matrix of `[rows][width]`, by outcome.
  long[] byOutcome(int width) {
    long[] at = new long[size];
    Arrays.setAll(at, i -> (long) row[i] * width + outcome[i]);
    return at;
  }

  /// Where the entries lie in a matrix of `[rows][CLASSES]`.
  long[] byClass() {
    long[] at = new long[size];
    Arrays.setAll(at, i -> (long) row[i] * CLASSES + kind[i]);
    return at;
  }
}
