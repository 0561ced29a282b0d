package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;
import org.jobtrail.taxonomy.Taxonomy;

/// Codes each title by a model that learnt from the other folds' titles: what labelled titles are
/// worth for titles nobody labelled.
///
/// Titles that fold to the same words in the same language are in one fold.
public final class CrossFittedNormaliser implements SetNormaliser {
  private final TrainedNormaliser base;
  private final List<TrainedNormaliser> normalisers;
  private final List<OptionalDouble> untitledTimes;
  private final long seed;

  /// By occupation's URI the folds with a title of it.
  private final Map<String, BitSet> titled = new HashMap<>();

  private CrossFittedNormaliser(
      TrainedNormaliser base,
      List<TrainedNormaliser> normalisers,
      List<OptionalDouble> untitledTimes,
      List<KnownOccupation> titles,
      long seed) {
    this.base = base;
    this.normalisers = List.copyOf(normalisers);
    this.untitledTimes = List.copyOf(untitledTimes);
    this.seed = seed;
    for (KnownOccupation title : titles) {
      int fold = fold(title.key(), normalisers.size(), seed);
      for (Concept concept : title.right()) {
        titled.computeIfAbsent(concept.occupation().uri(), _ -> new BitSet()).set(fold);
      }
    }
  }

  /// @param learner of each fold's model
  /// @param base whose encoder, and whose weights when the titles are few, are used
  /// @param folds at least 2
  /// @param seed of the division into folds
  public static CrossFittedNormaliser of(
      TitleLearner learner,
      NormaliserModel base,
      Taxonomy taxonomy,
      List<KnownOccupation> titles,
      int folds,
      long seed) {
    if (folds < 2) {
      throw new IllegalArgumentException("folds must be at least 2, found " + folds);
    }
    List<TrainedNormaliser> normalisers = new ArrayList<>();
    List<OptionalDouble> untitledTimes = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int left = fold;
      List<KnownOccupation> others =
          titles.stream().filter(t -> fold(t.key(), folds, seed) != left).toList();
      TitleLearner.Learnt learnt =
          learner.learn(base, taxonomy, others, List.of(), "titles of the other folds");
      normalisers.add(TrainedNormaliser.of(taxonomy, learnt.model()));
      untitledTimes.add(learnt.untitledTimes());
    }
    return new CrossFittedNormaliser(
        TrainedNormaliser.of(taxonomy, base), normalisers, untitledTimes, titles, seed);
  }

  private static int fold(String key, int folds, long seed) {
    long hash = (key.hashCode() + 0x9E3779B97F4A7C15L * (seed + 1)) * 0xD6E8FEB86659FD93L;
    hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 32), folds);
  }

  /// What knew none of the titles.
  public Normaliser base() {
    return base;
  }

  /// For each fold, how many times their odds its model gives to occupations without a title in
  /// the other folds; empty where it doesn't score them apart from others.
  public List<OptionalDouble> untitledTimes() {
    return untitledTimes;
  }

  /// Whether no title of the other folds has any of its occupations: what codes this title knows
  /// them by their labels alone.
  public boolean isUntitled(KnownOccupation title) {
    int own = fold(title.key(), normalisers.size(), seed);
    for (Concept concept : title.right()) {
      BitSet folds = titled.getOrDefault(concept.occupation().uri(), new BitSet());
      if (folds.cardinality() > (folds.get(own) ? 1 : 0)) {
        return false;
      }
    }
    return true;
  }

  private TrainedNormaliser of(TitleQuery query) {
    return normalisers.get(fold(KnownOccupation.key(query), normalisers.size(), seed));
  }

  @Override
  public String name() {
    return normalisers.getFirst().name() + " by folds";
  }

  @Override
  public String taxonomy() {
    return normalisers.getFirst().taxonomy();
  }

  @Override
  public String calibration() {
    return normalisers.getFirst().calibration();
  }

  @Override
  public List<Coding> code(List<TitleQuery> queries, int top) {
    return each(queries, q -> of(q).code(List.of(q), top).getFirst());
  }

  @Override
  public List<List<OccupationCode>> sets(List<TitleQuery> queries, double coverage) {
    return each(queries, q -> of(q).sets(List.of(q), coverage).getFirst());
  }

  private static <T> List<T> each(List<TitleQuery> queries, Function<TitleQuery, T> answer) {
    return queries.stream().map(answer).toList();
  }
}
