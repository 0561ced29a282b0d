package org.jobtrail.analyse;

import java.util.Arrays;
import java.util.List;

/// Counts the persons of cells: how many there are, and how the cell spreads over groups of people.
///
/// Not for several threads. A person's group is its number modulo the number of groups.
final class Census {
  static final int MOST_GROUPS = 1000;

  private final int groups;

  /// The last cell that counted each person, so that nobody counts twice in one cell.
  private final int[] lastCell;

  private final int[] counts;
  private final int[] touched;
  private int cells;

  Census(int people) {
    groups = groups(people);
    lastCell = new int[people];
    counts = new int[groups];
    touched = new int[groups];
  }

  /// At most 1,000; with fewer people each is a group.
  static int groups(long people) {
    return (int) Math.min(MOST_GROUPS, people);
  }

  /// @param parts one person per thing counted, in any order
  Tally tally(List<String> key, List<int[]> parts) {
    cells++;
    int people = 0;
    int size = 0;
    for (int[] persons : parts) {
      for (int person : persons) {
        if (lastCell[person] != cells) {
          lastCell[person] = cells;
          people++;
        }
        int group = person % groups;
        if (counts[group]++ == 0) {
          touched[size++] = group;
        }
      }
    }
    int[] own = Arrays.copyOf(touched, size);
    Arrays.sort(own);
    long[] sums = new long[size];
    for (int i = 0; i < size; i++) {
      sums[i] = counts[own[i]];
      counts[own[i]] = 0;
    }
    return new Tally(key, own, sums, people);
  }
}
