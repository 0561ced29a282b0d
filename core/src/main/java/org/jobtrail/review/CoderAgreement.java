package org.jobtrail.review;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.normalise.TitleKey;
import org.jobtrail.normalise.rules.Decision;

/// How far two coders agree on the titles that both decided, at each {@link Level}.
///
/// @param first the name that sorts first
public record CoderAgreement(String first, String second, SortedMap<Level, Kappa> levels) {
  public CoderAgreement {
    levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
  }

  /// Every pair of coders with a title in common, by name.
  ///
  /// @param decisions of each coder by title, in an order that decides the bootstrap's draws
  static List<CoderAgreement> of(
      SortedMap<String, SequencedMap<TitleKey, Decision>> decisions, int replicates, long seed) {
    List<CoderAgreement> pairs = new ArrayList<>();
    decisions.forEach(
        (first, ofFirst) ->
            decisions
                .tailMap(first + '\0')
                .forEach(
                    (second, ofSecond) -> {
                      List<TitleKey> both =
                          ofFirst.keySet().stream().filter(ofSecond::containsKey).toList();
                      if (!both.isEmpty()) {
                        TreeMap<Level, Kappa> levels = new TreeMap<>();
                        for (Level level : Level.values()) {
                          Map<String, Integer> numbers = new HashMap<>();
                          levels.put(
                              level,
                              Kappa.of(
                                  categories(both, ofFirst, level, numbers),
                                  categories(both, ofSecond, level, numbers),
                                  replicates,
                                  seed));
                        }
                        pairs.add(new CoderAgreement(first, second, levels));
                      }
                    }));
    return pairs;
  }

  private static int[] categories(
      List<TitleKey> items,
      Map<TitleKey, Decision> decisions,
      Level level,
      Map<String, Integer> numbers) {
    return items.stream()
        .mapToInt(
            key -> {
              Decision decision = decisions.get(key);
              if (decision == null) {
                throw new IllegalArgumentException("not decided: " + key);
              }
              return numbers.computeIfAbsent(level.category(decision), _ -> numbers.size());
            })
        .toArray();
  }
}
