package org.jobtrail.score.ranking;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// A measure of one query's ranking, averaged over queries.
public enum RankingMeasure {
  MRR("mrr", RelevantRanks::reciprocalRank),
  A_AT_1("a_at_1", r -> r.successAt(1)),
  A_AT_10("a_at_10", r -> r.successAt(10)),
  MAP("map", RelevantRanks::averagePrecision),
  R_AT_1("r_at_1", r -> r.recallAt(1)),
  R_AT_5("r_at_5", r -> r.recallAt(5)),
  R_AT_10("r_at_10", r -> r.recallAt(10));

  /// What MELO reports.
  static final List<RankingMeasure> MELO = List.of(MRR, A_AT_1, A_AT_10, MAP);

  /// What is reported of titles with known occupations.
  static final List<RankingMeasure> TITLES = List.of(MRR, R_AT_1, R_AT_5, R_AT_10);

  private final String key;
  private final ToDoubleFunction<RelevantRanks> of;

  RankingMeasure(String key, ToDoubleFunction<RelevantRanks> of) {
    this.key = key;
    this.of = of;
  }

  /// The word that JSON uses, such as `a_at_1`.
  public String key() {
    return key;
  }

  double of(RelevantRanks ranks) {
    return of.applyAsDouble(ranks);
  }
}
