package org.jobtrail.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Evaluations as JSON; the keys stand in `docs/formats.md`. What can't be computed is null.
public final class EvaluationJson {
  private EvaluationJson() {}

  /// Puts an evaluation into an object.
  public static void put(ObjectNode node, Evaluation evaluation) {
    Judgements judgements = evaluation.judgements();
    node.put("people", judgements.people().size());
    node.put("records", judgements.size());
    ObjectNode kinds = node.putObject("transitions");
    evaluation.counts().forEach((kind, n) -> kinds.put(kind.word(), n));
    evaluation.estimates().forEach((metric, estimate) -> put(node, metric.key(), estimate));
    node.put("impossible", judgements.impossible());
    LeftOut leftOut = evaluation.leftOut();
    ObjectNode left = node.putObject("left_out");
    left.put("people", leftOut.people());
    left.put("records", leftOut.records());
    ObjectNode outcomes = left.putObject("unknown_outcomes");
    leftOut.outcomes().forEach(outcomes::put);
    leftOut.levels().forEach(left.putArray("unknown_levels")::add);
    leftOut.absent().forEach(left.putArray("absent_covariates")::add);
    evaluation.regret().ifPresent(regret -> put(node.putObject("oracle"), regret));
    ObjectNode calibration = node.putObject("calibration");
    curve(calibration.putArray("move"), evaluation.moveCurve());
    curve(calibration.putArray("top1"), evaluation.topCurve());
    curve(calibration.putArray("destinations"), evaluation.destinationsCurve());
  }

  private static void put(ObjectNode node, Regret regret) {
    node.put("transitions", regret.transitions());
    node.put("without_true_probability", regret.without());
    put(node, "oracle_perplexity", regret.oracle());
    put(node, "perplexity", regret.model());
    put(node, "regret_ratio", regret.ratio());
  }

  /// Puts a figure under its key, its interval under `_low` and `_high`.
  public static void put(ObjectNode node, String key, Estimate estimate) {
    put(node, key, estimate.value());
    put(node, key + "_low", estimate.low());
    put(node, key + "_high", estimate.high());
  }

  /// Null for what JSON has no number for.
  static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, Math.round(value * 1e9) / 1e9);
    } else {
      node.putNull(key);
    }
  }

  private static void curve(ArrayNode points, List<Reliability.Point> curve) {
    for (Reliability.Point point : curve) {
      ObjectNode node = points.addObject();
      put(node, "forecast", point.forecast());
      put(node, "observed", point.observed());
      node.put("n", point.n());
    }
  }
}
