package org.jobtrail.predict.logit;

import org.jobtrail.predict.optimise.Blocks;
import org.jobtrail.predict.optimise.Objective;

/// The binary logit's likelihood: `P(1) = 1 / (1 + exp(−Σ_f x_f·w_f))`.
///
/// Its value is `−Σ ln p(target) + λ/2·Σ w²`, the bias (feature 0) hardly penalised.
final class StayLogit implements Objective {
  private final Design design;
  private final int features;
  private final double penalty;
  private final Blocks blocks;
  private final double[][] buffers;

  StayLogit(Design design, int features, double penalty, Blocks blocks) {
    this.design = design;
    this.features = features;
    this.penalty = penalty;
    this.blocks = blocks;
    this.buffers = new double[Blocks.count(features)][features];
  }

  StayLogit withPenalty(double penalty) {
    return new StayLogit(design, features, penalty, blocks);
  }

  @Override
  public int size() {
    return features;
  }

  @Override
  public double at(double[] weights, double[] gradient) {
    java.util.Arrays.fill(gradient, 0);
    double value =
        blocks.sum(design.rows(), buffers, gradient, (from, to, g) -> part(weights, from, to, g));
    for (int j = 0; j < features; j++) {
      double own = j == 0 ? DestinationLogit.LIGHT * penalty : penalty;
      value += 0.5 * own * weights[j] * weights[j];
      gradient[j] += own * weights[j];
    }
    return value;
  }

  @Override
  public double[] curvature() {
    double[] curvature = new double[features];
    java.util.Arrays.fill(curvature, penalty);
    for (int row = 0; row < design.rows(); row++) {
      for (int e = design.from(row); e < design.to(row); e++) {
        curvature[design.feature(e)] += 0.25 * design.value(e) * design.value(e);
      }
    }
    return curvature;
  }

  private double part(double[] weights, int from, int to, double[] gradient) {
    double value = 0;
    for (int row = from; row < to; row++) {
      double z = score(design, row, weights);
      int target = design.target(row);
      value += softplus(target == 1 ? -z : z);
      double off = sigmoid(z) - target;
      for (int e = design.from(row); e < design.to(row); e++) {
        gradient[design.feature(e)] += off * design.value(e);
      }
    }
    return value;
  }

  static double meanNll(Design design, double[] weights) {
    double sum = 0;
    for (int row = 0; row < design.rows(); row++) {
      double z = score(design, row, weights);
      sum += softplus(design.target(row) == 1 ? -z : z);
    }
    return design.rows() == 0 ? 0 : sum / design.rows();
  }

  static double score(Design design, int row, double[] weights) {
    double z = 0;
    for (int e = design.from(row); e < design.to(row); e++) {
      z += design.value(e) * weights[design.feature(e)];
    }
    return z;
  }

  /// `ln(1 + exp(z))`, for any z.
  static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
