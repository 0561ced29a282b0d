package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How well models predict one group's transitions.
///
/// @param dimension such as `sex` or `sex by education`
/// @param group such as `female`
/// @param people who have a transition in it
/// @param figures for each model; empty when too few people are in it
public record Subgroup(
    String dimension,
    String group,
    long people,
    long transitions,
    List<Map<Metric, Estimate>> figures) {
  /// What is told of groups.
  public static final List<Metric> METRICS =
      List.of(Metric.PERPLEXITY, Metric.AUC_MOVE, Metric.ECE_MOVE);

  public Subgroup {
    figures = List.copyOf(figures);
  }

  /// Whether it rests on too few people to be shown.
  public boolean suppressed() {
    return figures.isEmpty();
  }

  Estimate figure(int model, Metric metric) {
    return Objects.requireNonNull(figures.get(model).get(metric));
  }

  /// The groups of every dimension, then of every pair of dimensions; empty groups are left out.
  ///
  /// @param judgements of several models on the same people
  /// @param fewest people that a shown group must have
  public static List<Subgroup> of(
      List<Judgements> judgements, List<Dimension> dimensions, Resamples resamples, int fewest) {
    List<Dimension> all = new ArrayList<>(dimensions);
    for (int a = 0; a < dimensions.size(); a++) {
      for (int b = a + 1; b < dimensions.size(); b++) {
        all.add(dimensions.get(a).by(dimensions.get(b)));
      }
    }
    List<Subgroup> groups = new ArrayList<>();
    for (Dimension dimension : all) {
      Judgements j = judgements.getFirst();
      int[] level = new int[j.size()];
      long[] transitions = new long[dimension.levels().size()];
      long[] people = new long[transitions.length];
      int[] last = new int[transitions.length];
      java.util.Arrays.fill(last, -1);
      for (int i = 0; i < level.length; i++) {
        int k = dimension.level().of(j.people().get(j.person(i)), j.record(i));
        level[i] = k;
        transitions[k]++;
        if (last[k] != j.person(i)) {
          last[k] = j.person(i);
          people[k]++;
        }
      }
      for (int k = 0; k < people.length; k++) {
        if (people[k] > 0) {
          int wanted = k;
          groups.add(
              new Subgroup(
                  dimension.name(),
                  dimension.levels().get(k),
                  people[k],
                  transitions[k],
                  people[k] < fewest
                      ? List.of()
                      : judgements.stream()
                          .map(one -> figures(one, i -> level[i] == wanted, resamples))
                          .toList()));
        }
      }
    }
    return groups;
  }

  private static Map<Metric, Estimate> figures(
      Judgements judgements, java.util.function.IntPredicate rows, Resamples resamples) {
    EnumMap<Metric, Estimate> figures = new EnumMap<>(Metric.class);
    for (Metric metric : METRICS) {
      figures.put(metric, resamples.estimate(metric.of(judgements, rows)));
    }
    return Collections.unmodifiableMap(figures);
  }
}
