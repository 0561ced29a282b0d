package org.jobtrail.normalise.labelled;

import java.util.List;
import java.util.stream.DoubleStream;

/// Fits the weights of a score that is the sum of weighted parts, so that its softmax over a
/// title's candidates gives the right ones their share.
///
/// `pᵢ = exp(Σₖ wₖ xᵢₖ) / Σⱼ exp(Σₖ wₖ xⱼₖ)`; loss in nats
/// `L(w) = −(1/W) Σₜ Wₜ Σᵢ sᵢ ln pᵢ + ½ λ Σₖ vₖ wₖ²` with `vₖ` the mean variance of part k over a
/// title's candidates, so that λ means the same for parts of any scale. Convex; Newton's method
/// with halved steps. Source: McFadden 1974, "Conditional logit analysis of qualitative choice
/// behavior". We differ: a title can have several right candidates.
///
/// @param ridge λ, at least 0
/// @param steps at most so many of Newton's
public record ConditionalLogit(double ridge, int steps) {
  public static final ConditionalLogit DEFAULT = new ConditionalLogit(1e-4, 50);

  private static final double SMALL = 1e-13;

  public ConditionalLogit {
    if (!(ridge >= 0) || steps < 1) {
      throw new IllegalArgumentException(
          "ridge must be at least 0 and steps at least 1, found " + ridge + ", " + steps);
    }
  }

  /// @param weights one for each part
  /// @param nllNats mean loss of a title, without the ridge
  public record Fit(List<Double> weights, double nllNats) {
    public Fit {
      weights = List.copyOf(weights);
    }
  }

  /// Loss with the ridge, its gradient `[parts]` and Hessian `[parts, parts]` at some weights.
  static final class Slope {
    double loss;
    double nll;
    final double[] gradient;
    final double[][] hessian;

    Slope(int parts) {
      gradient = new double[parts];
      hessian = new double[parts][parts];
    }
  }

  /// @throws IllegalArgumentException without any title
  public Fit fit(Choices choices) {
    int parts = choices.parts();
    double[] variance = variance(choices);
    double[] w = new double[parts];
    Slope at = slope(choices, w, variance);
    for (int step = 0; step < steps; step++) {
      double[] direction = solve(at.hessian, at.gradient);
      double along = 0;
      for (int k = 0; k < parts; k++) {
        along += direction[k] * at.gradient[k];
      }
      if (along < SMALL) {
        break;
      }
      double length = 1;
      double[] next = moved(w, direction, length);
      Slope there = slope(choices, next, variance);
      while (there.loss > at.loss - 1e-4 * length * along && length > 1e-6) {
        length /= 2;
        next = moved(w, direction, length);
        there = slope(choices, next, variance);
      }
      if (there.loss >= at.loss) {
        break;
      }
      w = next;
      at = there;
    }
    return new Fit(DoubleStream.of(w).boxed().toList(), at.nll);
  }

  private static double[] moved(double[] w, double[] direction, double length) {
    double[] next = w.clone();
    for (int k = 0; k < w.length; k++) {
      next[k] -= length * direction[k];
    }
    return next;
  }

  /// `[parts]`: how much a part differs between the candidates of one title.
  static double[] variance(Choices choices) {
    if (choices.titles() == 0) {
      throw new IllegalArgumentException("weights can't be fitted without titles");
    }
    double[] variance = new double[choices.parts()];
    double weights = 0;
    for (int t = 0; t < choices.titles(); t++) {
      int from = choices.from(t);
      int to = choices.to(t);
      weights += choices.weight(t);
      for (int k = 0; k < variance.length; k++) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
          double x = choices.value(i, k);
          sum += x;
          squares += x * x;
        }
        double mean = sum / (to - from);
        variance[k] += choices.weight(t) * Math.max(0, squares / (to - from) - mean * mean);
      }
    }
    for (int k = 0; k < variance.length; k++) {
      variance[k] /= weights;
    }
    return variance;
  }

  Slope slope(Choices choices, double[] w, double[] variance) {
    int parts = w.length;
    Slope slope = new Slope(parts);
    double weights = 0;
    double[] mean = new double[parts];
    double[] right = new double[parts];
    double[] score = new double[0];
    for (int t = 0; t < choices.titles(); t++) {
      int from = choices.from(t);
      int to = choices.to(t);
      double weight = choices.weight(t);
      weights += weight;
      if (score.length < to - from) {
        score = new double[to - from];
      }
      double most = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        score[i - from] = choices.score(i, w);
        most = Math.max(most, score[i - from]);
      }
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += Math.exp(score[i - from] - most);
      }
      double log = most + Math.log(sum);
      java.util.Arrays.fill(mean, 0);
      java.util.Arrays.fill(right, 0);
      for (int i = from; i < to; i++) {
        double p = Math.exp(score[i - from] - log);
        double share = choices.share(i);
        slope.nll -= share == 0 ? 0 : weight * share * (score[i - from] - log);
        for (int k = 0; k < parts; k++) {
          double x = choices.value(i, k);
          double px = p * x;
          mean[k] += px;
          right[k] += share * x;
          double[] row = slope.hessian[k];
          for (int l = 0; l <= k; l++) {
            row[l] += weight * px * choices.value(i, l);
          }
        }
      }
      for (int k = 0; k < parts; k++) {
        slope.gradient[k] += weight * (mean[k] - right[k]);
        for (int l = 0; l <= k; l++) {
          slope.hessian[k][l] -= weight * mean[k] * mean[l];
        }
      }
    }
    slope.nll /= weights;
    slope.loss = slope.nll;
    for (int k = 0; k < parts; k++) {
      slope.loss += 0.5 * ridge * variance[k] * w[k] * w[k];
      slope.gradient[k] = slope.gradient[k] / weights + ridge * variance[k] * w[k];
      for (int l = 0; l <= k; l++) {
        slope.hessian[k][l] /= weights;
        slope.hessian[l][k] = slope.hessian[k][l];
      }
      slope.hessian[k][k] += ridge * variance[k];
    }
    return slope;
  }

  /// `H x = g` by Cholesky's factors; a part that no data moves stays where it is.
  private static double[] solve(double[][] hessian, double[] gradient) {
    int n = gradient.length;
    double[][] factor = new double[n][n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = hessian[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        if (i != j) {
          factor[i][j] = factor[j][j] == 0 ? 0 : sum / factor[j][j];
        } else {
          factor[i][i] = sum > 1e-12 * hessian[i][i] ? Math.sqrt(sum) : 0;
        }
      }
      double sum = gradient[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * x[k];
      }
      x[i] = factor[i][i] == 0 ? 0 : sum / factor[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < n; k++) {
        sum -= factor[k][i] * x[k];
      }
      x[i] = factor[i][i] == 0 ? 0 : sum / factor[i][i];
    }
    return x;
  }
}
