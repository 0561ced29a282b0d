package org.jobtrail.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// How far the annotators agree with each other, which is as far as an engine can be told to go.
///
/// Each annotator is scored against each other one as an engine would be, both ways, over the
/// résumés that both read; the F1 of that is their agreement. Source: Hripcsak and Rothschild 2005,
/// Agreement, the F-measure, and reliability in information retrieval.
///
/// The ceiling sums over all ordered pairs; a résumé with k annotators weighs its k(k − 1)
/// comparisons by 1/(k − 1), so that it counts k times in the ceiling as it does in an engine's
/// figure beside it, which is over the same résumés and all their annotators.
///
/// @param resumes how many at least two annotators read
/// @param pairs of annotators with a résumé in common
/// @param ceiling one figure per judgement; its counts are weighted sums, rounded
/// @param engines by name, in the order given
public record AnnotatorAgreement(
    int resumes,
    List<Pair> pairs,
    Map<Judgement, Figure> ceiling,
    SequencedMap<String, BesideCeiling> engines) {
  public AnnotatorAgreement {
    pairs = List.copyOf(pairs);
    ceiling = Collections.unmodifiableMap(new EnumMap<>(ceiling));
    engines = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(engines));
  }

  /// Two annotators, each scored against the other.
  ///
  /// @param resumes how many both read
  public record Pair(String first, String second, int resumes, Map<Judgement, Figure> figures) {}

  /// An engine over the résumés of the ceiling.
  ///
  /// @param gap ceiling − engine, paired by résumé; above 0 the annotators agree better
  public record BesideCeiling(
      Map<Judgement, Figure> figures, Map<Judgement, Map<Measure, Difference>> gap) {}

  static AnnotatorAgreement of(
      Gold gold,
      SequencedMap<String, List<GoldResume>> scored,
      List<Engine> engines,
      Resampling resampling) {
    List<List<GoldResume>> shared = scored.values().stream().filter(g -> g.size() > 1).toList();
    CountTable ceiling = new CountTable(shared.size());
    for (int i = 0; i < shared.size(); i++) {
      List<GoldResume> readers = shared.get(i);
      for (GoldResume one : readers) {
        for (GoldResume other : readers) {
          if (!one.annotator().equals(other.annotator())) {
            add(ceiling, i, one, other, 1.0 / (readers.size() - 1));
          }
        }
      }
    }
    SequencedMap<String, BesideCeiling> beside = new LinkedHashMap<>();
    for (Engine engine : engines) {
      CountTable table =
          CountTable.of(
              shared.stream()
                  .map(g -> g.stream().map(a -> ResumeScore.of(a, engine.said(a.id()))).toList())
                  .toList());
      beside.put(
          engine.name(),
          new BesideCeiling(
              table.figures(resampling), CountTable.differences(table, ceiling, resampling)));
    }
    return new AnnotatorAgreement(
        shared.size(),
        pairs(gold.annotators(), shared, resampling),
        ceiling.figures(resampling),
        beside);
  }

  private static List<Pair> pairs(
      List<String> annotators, List<List<GoldResume>> shared, Resampling resampling) {
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < annotators.size(); a++) {
      for (int b = a + 1; b < annotators.size(); b++) {
        List<String> two = List.of(annotators.get(a), annotators.get(b));
        List<List<GoldResume>> both =
            shared.stream()
                .map(g -> g.stream().filter(r -> two.contains(r.annotator())).toList())
                .filter(g -> g.size() == 2)
                .toList();
        if (both.isEmpty()) {
          continue;
        }
        CountTable table = new CountTable(both.size());
        for (int i = 0; i < both.size(); i++) {
          add(table, i, both.get(i).getFirst(), both.get(i).getLast(), 1);
          add(table, i, both.get(i).getLast(), both.get(i).getFirst(), 1);
        }
        pairs.add(new Pair(two.getFirst(), two.getLast(), both.size(), table.figures(resampling)));
      }
    }
    return pairs;
  }

  /// What only one of the two is about is asked of neither.
  private static void add(
      CountTable table, int resume, GoldResume gold, GoldResume said, double weight) {
    Set<Judgement> asked = EnumSet.copyOf(gold.asked());
    asked.retainAll(said.asked());
    table.add(resume, ResumeScore.of(gold, said.said(), asked), asked, weight);
  }
}
