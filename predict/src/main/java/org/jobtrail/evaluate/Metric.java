package org.jobtrail.evaluate;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import org.jobtrail.panel.TransitionKind;

/// What is said of a model; the order is that of every table.
///
/// Perplexities are exp(mean nll) over the transitions named, first records in (CAREER, section
/// 4). Ranking *with stays* takes every record that has one before it; *of moves* takes moves
/// only, with the outcome before taken out of the ranking. Of equally probable outcomes the lower
/// number ranks first. What a language model gives to text that is no outcome's title counts in
/// *before normalising* alone (LABOR-LLM, section on valid titles).
public enum Metric {
  PERPLEXITY("perplexity", 3, true),
  PERPLEXITY_FIRST("perplexity, first records", 3, true),
  PERPLEXITY_STAY("perplexity, stays", 3, true),
  PERPLEXITY_MOVE("perplexity, moves", 3, true),
  PERPLEXITY_MOVE_GIVEN_MOVING("perplexity of moves, given moving", 3, true),
  PERPLEXITY_RAW("perplexity before normalising", 3, true),
  TITLE_MASS("mass of valid titles", 4, false),
  BITS("bits per transition", 4, true),
  AUC_MOVE("AUC of moving", 4, false),
  AUC_IN_WORK("AUC of being in work", 4, false),
  ECE_MOVE("ECE of P(move)", 4, true),
  ECE_TOP1("ECE of the top outcome", 4, true),
  ECE_DESTINATIONS("ECE of frequent destinations", 5, true),
  RECALL_AT_1("recall@1, with stays", 4, false),
  RECALL_AT_5("recall@5, with stays", 4, false),
  RECALL_AT_10("recall@10, with stays", 4, false),
  MRR("MRR, with stays", 4, false),
  RECALL_AT_1_MOVES("recall@1, of moves", 4, false),
  RECALL_AT_5_MOVES("recall@5, of moves", 4, false),
  RECALL_AT_10_MOVES("recall@10, of moves", 4, false),
  MRR_MOVES("MRR, of moves", 4, false);

  private static final double LN2 = Math.log(2);

  private final String title;
  private final int decimals;
  private final boolean lowerIsBetter;

  Metric(String title, int decimals, boolean lowerIsBetter) {
    this.title = title;
    this.decimals = decimals;
    this.lowerIsBetter = lowerIsBetter;
  }

  /// As JSON and CSV have it: `perplexity_move`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As people read it.
  public String title() {
    return title;
  }

  /// How many decimals are worth showing.
  public int decimals() {
    return decimals;
  }

  public boolean lowerIsBetter() {
    return lowerIsBetter;
  }

  /// Whether two models are compared by their ratio; by their difference otherwise.
  public boolean comparedByRatio() {
    return name().startsWith("PERPLEXITY");
  }

  /// @param rows the transitions that count, such as those of a group
  Statistic of(Judgements j, IntPredicate rows) {
    IntPredicate later = rows.and(i -> j.kind(i) != TransitionKind.FIRST);
    IntPredicate moves = rows.and(i -> j.kind(i) == TransitionKind.MOVE);
    return switch (this) {
      case PERPLEXITY -> nll(j, rows, Math::exp);
      case PERPLEXITY_FIRST -> nll(j, rows.and(i -> j.kind(i) == TransitionKind.FIRST), Math::exp);
      case PERPLEXITY_STAY -> nll(j, rows.and(i -> j.kind(i) == TransitionKind.STAY), Math::exp);
      case PERPLEXITY_MOVE -> nll(j, moves, Math::exp);
      case PERPLEXITY_MOVE_GIVEN_MOVING ->
          Statistic.mean(j, moves, i -> -j.logProbGivenMoving(i), Math::exp);
      case PERPLEXITY_RAW ->
          Statistic.mean(
              j, rows.and(_ -> j.hasMass()), i -> -j.logProb(i) - j.logMass(i), Math::exp);
      case TITLE_MASS ->
          Statistic.mean(j, rows.and(_ -> j.hasMass()), i -> Math.exp(j.logMass(i)), x -> x);
      case BITS -> nll(j, rows, nats -> nats / LN2);
      case AUC_MOVE -> Statistic.auc(j, later, j::move, i -> j.kind(i) == TransitionKind.MOVE);
      case AUC_IN_WORK -> Statistic.auc(j, later.and(_ -> j.hasStatuses()), j::working, j::works);
      case ECE_MOVE -> Statistic.calibrationError(moving(j, rows));
      case ECE_TOP1 ->
          Statistic.calibrationError(Reliability.equalWidth(j, rows, j::topProb, j::topRight));
      case ECE_DESTINATIONS -> Statistic.calibrationError(Reliability.destinations(j, later));
      case RECALL_AT_1 -> recall(j, later, 1);
      case RECALL_AT_5 -> recall(j, later, 5);
      case RECALL_AT_10 -> recall(j, later, 10);
      case MRR -> Statistic.mean(j, later, i -> 1.0 / j.rank(i), x -> x);
      case RECALL_AT_1_MOVES -> recallOfMoves(j, moves, 1);
      case RECALL_AT_5_MOVES -> recallOfMoves(j, moves, 5);
      case RECALL_AT_10_MOVES -> recallOfMoves(j, moves, 10);
      case MRR_MOVES -> Statistic.mean(j, moves, i -> 1.0 / j.rankAmongOthers(i), x -> x);
    };
  }

  /// P(move) beside whether the person moved.
  static Reliability moving(Judgements j, IntPredicate rows) {
    return Reliability.equalWidth(
        j,
        rows.and(i -> j.kind(i) != TransitionKind.FIRST),
        j::move,
        i -> j.kind(i) == TransitionKind.MOVE);
  }

  private static Statistic nll(Judgements j, IntPredicate rows, DoubleUnaryOperator then) {
    return Statistic.mean(j, rows, i -> -j.logProb(i), then);
  }

  private static Statistic recall(Judgements j, IntPredicate rows, int k) {
    return Statistic.mean(j, rows, i -> j.rank(i) <= k ? 1 : 0, x -> x);
  }

  private static Statistic recallOfMoves(Judgements j, IntPredicate rows, int k) {
    return Statistic.mean(j, rows, i -> j.rankAmongOthers(i) <= k ? 1 : 0, x -> x);
  }
}
