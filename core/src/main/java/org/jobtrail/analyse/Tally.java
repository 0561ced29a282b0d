package org.jobtrail.analyse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// What one cell of an analysis counts, kept apart by group of people so that it can be resampled.
///
/// Groups hold whole persons, so sums over groups are sums over persons, and as many distinct
/// groups as a cell has, so many distinct persons it has at least.
final class Tally {
  private final List<String> key;
  private int[] groups = new int[4];
  private long[] counts = new long[4];
  private long[] measures = new long[4];
  private int size;
  private long total;
  private long measure;
  private long people;

  Tally(List<String> key) {
    this.key = List.copyOf(key);
  }

  /// One entry per group of people.
  Tally(List<String> key, int[] groups, long[] counts, long people) {
    this.key = List.copyOf(key);
    this.groups = groups;
    this.counts = counts;
    this.measures = new long[counts.length];
    this.size = counts.length;
    this.total = Arrays.stream(counts).sum();
    this.people = people;
  }

  /// This cell where each thing counted carries a value, for the second sum.
  Tally weighing(long value) {
    Tally weighed = new Tally(key, groups, counts, people);
    Arrays.setAll(weighed.measures, i -> i < size ? counts[i] * value : 0);
    weighed.measure = total * value;
    return weighed;
  }

  /// Adds what one group of people contributes.
  void add(int group, long count, long peopleOfGroup, long measureOfGroup) {
    if (size == groups.length) {
      groups = Arrays.copyOf(groups, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
      measures = Arrays.copyOf(measures, 2 * size);
    }
    groups[size] = group;
    counts[size] = count;
    measures[size++] = measureOfGroup;
    total += count;
    measure += measureOfGroup;
    people += peopleOfGroup;
  }

  /// The union of cells. Its number of people is a lower bound: somebody may be in several.
  static Tally union(List<String> key, List<Tally> parts) {
    Tally union = new Tally(key);
    long[][] sums = new long[2][];
    int top = parts.stream().mapToInt(Tally::highestGroup).max().orElse(-1) + 1;
    sums[0] = new long[top];
    sums[1] = new long[top];
    long most = 0;
    for (Tally part : parts) {
      for (int i = 0; i < part.size; i++) {
        sums[0][part.groups[i]] += part.counts[i];
        sums[1][part.groups[i]] += part.measures[i];
      }
      most = Math.max(most, part.people);
    }
    for (int g = 0; g < top; g++) {
      if (sums[0][g] != 0 || sums[1][g] != 0) {
        union.add(g, sums[0][g], 1, sums[1][g]);
      }
    }
    union.people = Math.max(most, union.people);
    return union;
  }

  /// The union of cells that share no person, so that their people add up.
  static Tally disjointUnion(List<String> key, List<Tally> parts) {
    Tally union = union(key, parts);
    union.people = parts.stream().mapToLong(Tally::people).sum();
    return union;
  }

  private int highestGroup() {
    int highest = -1;
    for (int i = 0; i < size; i++) {
      highest = Math.max(highest, groups[i]);
    }
    return highest;
  }

  List<String> key() {
    return key;
  }

  String key(int part) {
    return key.get(part);
  }

  /// Rows, spells, pairs or persons.
  long total() {
    return total;
  }

  /// The second sum that some analyses carry, such as the change of status.
  long measure() {
    return measure;
  }

  /// Distinct persons; of a union at least so many.
  long people() {
    return people;
  }

  void addGroupsTo(BitSet set) {
    for (int i = 0; i < size; i++) {
      set.set(groups[i]);
    }
  }

  int size() {
    return size;
  }

  int group(int i) {
    return groups[i];
  }

  long count(int i) {
    return counts[i];
  }

  long measure(int i) {
    return measures[i];
  }
}
