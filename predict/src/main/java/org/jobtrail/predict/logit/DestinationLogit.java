package org.jobtrail.predict.logit;

import org.jobtrail.predict.optimise.Blocks;
import org.jobtrail.predict.optimise.Objective;

/// The multinomial logit's likelihood: `score(k) = Σ_f x_f·W[f,k] + Σ_j h_j(k)·u_j`, a softmax over
/// the outcomes that are not left out.
///
/// Its value is `−Σ ln p(target) + λ/2·(Σ W² + 0.01·Σ u²)`, biases hardly penalised. Weights: W row
/// after row, `[features, outcomes]`, then u, `[terms]`.
final class DestinationLogit implements Objective {
  /// Share of the penalty on weights that every row gives evidence for.
  static final double LIGHT = 0.01;

  private final Design design;
  private final int features;
  private final int outcomes;
  private final double penalty;
  private final Blocks blocks;
  private final double[][] buffers;

  /// @param features feature 0 is the bias
  DestinationLogit(Design design, int features, int outcomes, double penalty, Blocks blocks) {
    this.design = design;
    this.features = features;
    this.outcomes = outcomes;
    this.penalty = penalty;
    this.blocks = blocks;
    this.buffers = new double[Blocks.count(size())][size()];
  }

  private DestinationLogit(DestinationLogit other, double penalty) {
    this.design = other.design;
    this.features = other.features;
    this.outcomes = other.outcomes;
    this.penalty = penalty;
    this.blocks = other.blocks;
    this.buffers = other.buffers;
  }

  /// The same rows under another penalty.
  DestinationLogit withPenalty(double penalty) {
    return new DestinationLogit(this, penalty);
  }

  static int size(int features, int outcomes, int terms) {
    return Math.addExact(Math.multiplyExact(features, outcomes), terms);
  }

  @Override
  public int size() {
    return size(features, outcomes, design.termCount());
  }

  @Override
  public double at(double[] weights, double[] gradient) {
    java.util.Arrays.fill(gradient, 0);
    double value =
        blocks.sum(design.rows(), buffers, gradient, (from, to, g) -> part(weights, from, to, g));
    int shared = features * outcomes;
    for (int j = 0; j < weights.length; j++) {
      double own = j < outcomes || j >= shared ? LIGHT * penalty : penalty;
      value += 0.5 * own * weights[j] * weights[j];
      gradient[j] += own * weights[j];
    }
    return value;
  }

  /// `Σ x_f²·m_k + λ` with the share m of each outcome among the targets, at least one row's.
  @Override
  public double[] curvature() {
    double[] squares = new double[features];
    double[] share = new double[outcomes];
    double rows = Math.max(1, design.rows());
    for (int row = 0; row < design.rows(); row++) {
      share[design.target(row)] += 1 / rows;
      for (int e = design.from(row); e < design.to(row); e++) {
        squares[design.feature(e)] += design.value(e) * design.value(e);
      }
    }
    double[] curvature = new double[size()];
    for (int j = 0; j < features * outcomes; j++) {
      double own = j < outcomes ? LIGHT * penalty : penalty;
      curvature[j] = squares[j / outcomes] * Math.max(1 / rows, share[j % outcomes]) + own;
    }
    java.util.Arrays.fill(curvature, features * outcomes, curvature.length, 0.05 * rows);
    return curvature;
  }

  private double part(double[] weights, int from, int to, double[] gradient) {
    double[] p = new double[outcomes];
    double value = 0;
    for (int row = from; row < to; row++) {
      int target = design.target(row);
      double most = scores(design, row, weights, outcomes, features, p);
      double ofTarget = p[target] - most;
      double sum = 0;
      for (int k = 0; k < outcomes; k++) {
        p[k] = Math.exp(p[k] - most);
        sum += p[k];
      }
      value += Math.log(sum) - ofTarget;
      double scale = 1 / sum;
      for (int k = 0; k < outcomes; k++) {
        p[k] *= scale;
      }
      p[target] -= 1;
      for (int e = design.from(row); e < design.to(row); e++) {
        int base = design.feature(e) * outcomes;
        double x = design.value(e);
        for (int k = 0; k < outcomes; k++) {
          gradient[base + k] += x * p[k];
        }
      }
      for (int e = design.termsFrom(row); e < design.termsTo(row); e++) {
        double off = p[design.termOutcome(e)];
        for (int j = 0; j < design.termCount(); j++) {
          gradient[features * outcomes + j] += off * design.term(e, j);
        }
      }
    }
    return value;
  }

  /// Without the penalty, per row; 0 without rows.
  static double meanNll(Design design, double[] weights, int features, int outcomes) {
    double[] p = new double[outcomes];
    double sum = 0;
    for (int row = 0; row < design.rows(); row++) {
      sum -= logs(design, row, weights, outcomes, features, p)[design.target(row)];
    }
    return design.rows() == 0 ? 0 : sum / design.rows();
  }

  /// The log probabilities of a row; −∞ for the outcome left out.
  ///
  /// @param out `[outcomes]`, is overwritten and returned
  static double[] logs(
      Design design, int row, double[] weights, int outcomes, int features, double[] out) {
    double most = scores(design, row, weights, outcomes, features, out);
    double sum = 0;
    for (int k = 0; k < outcomes; k++) {
      sum += Math.exp(out[k] - most);
    }
    double log = most + Math.log(sum);
    for (int k = 0; k < outcomes; k++) {
      out[k] -= log;
    }
    return out;
  }

  /// Fills `out` and returns the greatest score.
  private static double scores(
      Design design, int row, double[] weights, int outcomes, int features, double[] out) {
    java.util.Arrays.fill(out, 0);
    for (int e = design.from(row); e < design.to(row); e++) {
      int base = design.feature(e) * outcomes;
      double x = design.value(e);
      for (int k = 0; k < outcomes; k++) {
        out[k] += x * weights[base + k];
      }
    }
    for (int e = design.termsFrom(row); e < design.termsTo(row); e++) {
      for (int j = 0; j < design.termCount(); j++) {
        out[design.termOutcome(e)] += design.term(e, j) * weights[features * outcomes + j];
      }
    }
    int leftOut = design.leftOut(row);
    if (leftOut != Design.NOTHING) {
      out[leftOut] = Double.NEGATIVE_INFINITY;
    }
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < outcomes; k++) {
      most = Math.max(most, out[k]);
    }
    return most;
  }
}
