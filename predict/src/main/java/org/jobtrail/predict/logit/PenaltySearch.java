package org.jobtrail.predict.logit;

import java.util.function.ToDoubleFunction;
import org.jobtrail.predict.optimise.Lbfgs;
import org.jobtrail.predict.optimise.Objective;
import org.jobtrail.provenance.Progress;

/// Fits under one penalty after another and keeps what does best on the `valid` people.
///
/// Halves the penalty while that helps; doubles it when halving doesn't. Each fit begins where its
/// neighbour ended.
final class PenaltySearch {
  private static final int MEMORY = 6;
  private static final double TOLERANCE = 1e-4;

  private final int iterations;
  private final Progress progress;

  PenaltySearch(int iterations, Progress progress) {
    this.iterations = iterations;
    this.progress = progress;
    progress.start("penalties", -1);
  }

  /// What is to be made small under a penalty.
  interface Penalised {
    Objective by(double penalty);
  }

  /// @param begin the penalty to begin with
  /// @param weights to begin with
  /// @param onValid what decides, without a penalty
  double[] best(
      double begin, double[] weights, Penalised objective, ToDoubleFunction<double[]> onValid) {
    double[] best = weights.clone();
    fit(objective.by(begin), best);
    double least = onValid.applyAsDouble(best);
    boolean halved = false;
    long done = 0;
    progress.step(++done);
    for (double factor : new double[] {0.5, 2}) {
      double penalty = begin * factor;
      while (factor < 1 || !halved) {
        double[] tried = best.clone();
        fit(objective.by(penalty), tried);
        double nll = onValid.applyAsDouble(tried);
        progress.step(++done);
        if (nll >= least) {
          break;
        }
        least = nll;
        best = tried;
        halved = factor < 1;
        penalty *= factor;
      }
    }
    return best;
  }

  private void fit(Objective objective, double[] weights) {
    new Lbfgs(MEMORY, iterations, TOLERANCE).minimise(objective, weights);
  }
}
