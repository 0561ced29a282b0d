package org.jobtrail.normalise;

import java.util.Arrays;

/// For each term the forms that have it, ascending, with the term's weight in each.
///
/// Term t's lie from `start[t]` on, before `start[t + 1]`. Made in small steps, each a method, so
/// that the JVM's compiler never works on all of them for the sake of one pass over the labels.
final class Postings {
  final int[] start;
  final int[] form;
  final float[] weight;
  private final int[] next;

  /// Room for what {@link #add} will bring.
  ///
  /// @param frequency `[terms]`: in how many forms each is
  Postings(int[] frequency) {
    start = new int[frequency.length + 1];
    for (int t = 0; t < frequency.length; t++) {
      start[t + 1] = start[t] + frequency[t];
    }
    form = new int[start[frequency.length]];
    weight = new float[form.length];
    next = Arrays.copyOf(start, frequency.length);
  }

  /// Forms come in ascending order.
  void add(int number, Terms terms) {
    for (int i = 0; i < terms.size; i++) {
      int to = next[terms.term[i]]++;
      form[to] = number;
      weight[to] = terms.weight[i];
    }
  }
}
