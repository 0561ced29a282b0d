package org.jobtrail.predict.blend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jobtrail.predict.optimise.Blocks;
import org.jobtrail.predict.optimise.Objective;

/// The likelihood of logarithmic pools: `p(k) ∝ exp(Σ_m v_m·l_m(k))`, where l are the members' logs
/// and `v = Σ_f x_f·W[f]` the weights in a situation x.
///
/// Its value is `−Σ ln p(target) + ½·Σ λ·(W − c)²` for the constant's row, towards 0 for the
/// others; the centre c is 1/M for a blend of M members. Source: Genest and Zidek 1986, Combining
/// probability distributions, section 3.
final class Pool implements Objective {
  /// One record: the members' logs by outcome.
  ///
  /// The array is shared, nobody may change it.
  static final class Row {
    final double[] situation;
    final int target;

    /// `[outcomes, members]`; of staying: the two outcomes "no" and "yes".
    final float[] logs;

    Row(double[] situation, int target, float[] logs) {
      this.situation = situation;
      this.target = target;
      this.logs = logs;
    }
  }

  private final List<Row> rows;
  private final double[] centre;
  private final int members;
  private final int situations;
  private final double shared;
  private final double own;
  private final Blocks blocks;
  private final double[][] buffers;

  /// @param centre `[members]`, what the constant's weights are drawn towards
  /// @param shared λ of the constant's weights
  /// @param own λ of what situations add
  Pool(List<Row> rows, double[] centre, int situations, double shared, double own, Blocks blocks) {
    this.rows = new ArrayList<>(rows);
    this.centre = centre.clone();
    this.members = centre.length;
    this.situations = situations;
    this.shared = shared;
    this.own = own;
    this.blocks = blocks;
    this.buffers = new double[Blocks.count(size())][size()];
  }

  @Override
  public int size() {
    return members * situations;
  }

  /// The centre in every situation.
  double[] start() {
    return Arrays.copyOf(centre, size());
  }

  @Override
  public double at(double[] weights, double[] gradient) {
    Arrays.fill(gradient, 0);
    double value =
        blocks.sum(
            rows.size(),
            buffers,
            gradient,
            (from, to, g) -> {
              double sum = 0;
              for (int r = from; r < to; r++) {
                sum += add(rows.get(r), weights, g);
              }
              return sum;
            });
    for (int j = 0; j < weights.length; j++) {
      double lambda = j < members ? shared : own;
      double off = weights[j] - (j < members ? centre[j] : 0);
      value += 0.5 * lambda * off * off;
      gradient[j] += lambda * off;
    }
    return value;
  }

  /// As if every member's logs had the variance 1 under the pool, plus λ.
  @Override
  public double[] curvature() {
    double[] curvature = new double[size()];
    for (int j = 0; j < curvature.length; j++) {
      curvature[j] = j < members ? shared : own;
    }
    for (Row row : rows) {
      for (int j = 0; j < curvature.length; j++) {
        curvature[j] += row.situation[j / members];
      }
    }
    return curvature;
  }

  private double add(Row row, double[] weights, double[] gradient) {
    double[] v = Situation.weigh(row.situation, weights, members);
    double[] p = pooled(row.logs, v, members);
    double nll = -p[row.target];
    double[] off = new double[members];
    for (int k = 0; k < p.length; k++) {
      double error = Math.exp(p[k]) - (k == row.target ? 1 : 0);
      for (int m = 0; m < members; m++) {
        off[m] += error * row.logs[k * members + m];
      }
    }
    for (int f = 0; f < row.situation.length; f++) {
      for (int m = 0; m < members; m++) {
        gradient[f * members + m] += row.situation[f] * off[m];
      }
    }
    return nll;
  }

  /// Without the penalty.
  static double nll(List<Row> rows, double[] weights, int members) {
    double sum = 0;
    for (Row row : rows) {
      double[] v = Situation.weigh(row.situation, weights, members);
      sum -= pooled(row.logs, v, members)[row.target];
    }
    return sum;
  }

  /// The logs of the pool, `[outcomes]`.
  ///
  /// @param logs `[outcomes, members]`
  /// @param v `[members]`
  static double[] pooled(float[] logs, double[] v, int members) {
    double[] scores = new double[logs.length / members];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < scores.length; k++) {
      double score = 0;
      for (int m = 0; m < members; m++) {
        score += v[m] * logs[k * members + m];
      }
      scores[k] = score;
      most = Math.max(most, score);
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - most);
    }
    double log = most + Math.log(sum);
    for (int k = 0; k < scores.length; k++) {
      scores[k] -= log;
    }
    return scores;
  }
}
