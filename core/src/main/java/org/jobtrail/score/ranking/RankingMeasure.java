package org.jobtrail.score.ranking;

import java.util.List;

/// A measure of one query's ranking, averaged over queries.
public enum RankingMeasure {
  MRR("mrr"),
  A_AT_1("a_at_1"),
  A_AT_10("a_at_10"),
  MAP("map"),
  R_AT_1("r_at_1"),
  R_AT_5("r_at_5"),
  R_AT_10("r_at_10");

  /// What MELO reports.
  static final List<RankingMeasure> MELO = List.of(MRR, A_AT_1, A_AT_10, MAP);

  /// What is reported of titles with known occupations.
  static final List<RankingMeasure> TITLES = List.of(MRR, R_AT_1, R_AT_5, R_AT_10);

  private final String key;

  RankingMeasure(String key) {
    this.key = key;
  }

  /// The word that JSON uses, such as `a_at_1`.
  public String key() {
    return key;
  }

  double of(RelevantRanks ranks) {
    return switch (this) {
      case MRR -> ranks.reciprocalRank();
      case A_AT_1 -> ranks.successAt(1);
      case A_AT_10 -> ranks.successAt(10);
      case MAP -> ranks.averagePrecision();
      case R_AT_1 -> ranks.recallAt(1);
      case R_AT_5 -> ranks.recallAt(5);
      case R_AT_10 -> ranks.recallAt(10);
    };
  }
}
