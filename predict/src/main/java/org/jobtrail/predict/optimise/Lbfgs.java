package org.jobtrail.predict.optimise;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// Limited-memory BFGS: goes downhill with the curvature that the last steps showed.
///
/// Source: Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 3.1; the
/// line search halves the step until Armijo's condition holds, and a step without curvature is not
/// remembered.
public final class Lbfgs {
  private static final double ARMIJO = 1e-4;
  private static final int HALVINGS = 25;

  private final int memory;
  private final int iterations;
  private final double tolerance;

  /// @param memory how many steps are remembered
  /// @param iterations at most so many steps
  /// @param tolerance done when a step improves the value by a smaller share
  public Lbfgs(int memory, int iterations, double tolerance) {
    this.memory = memory;
    this.iterations = iterations;
    this.tolerance = tolerance;
  }

  /// One remembered step.
  private static final class Step {
    final double[] move;
    final double[] turn;
    final double curvature;

    Step(double[] move, double[] turn, double curvature) {
      this.move = move;
      this.turn = turn;
      this.curvature = curvature;
    }
  }

  /// @param weights where to begin; ends as the best found
  /// @return the value there
  public double minimise(Objective objective, double[] weights) {
    int n = objective.size();
    double[] gradient = new double[n];
    double value = objective.at(weights, gradient);
    Deque<Step> steps = new ArrayDeque<>();
    double[] tried = new double[n];
    double[] gradientThere = new double[n];
    double[] curvature = objective.curvature();
    for (int i = 0; i < iterations; i++) {
      double[] direction = direction(gradient, steps, curvature);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        return value;
      }
      double length = steps.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(direction, direction))) : 1;
      double there = Double.POSITIVE_INFINITY;
      for (int h = 0; h < HALVINGS; h++) {
        for (int j = 0; j < n; j++) {
          tried[j] = weights[j] + length * direction[j];
        }
        there = objective.at(tried, gradientThere);
        if (there <= value + ARMIJO * length * slope) {
          break;
        }
        length /= steps.isEmpty() ? 4 : 2;
        there = Double.POSITIVE_INFINITY;
      }
      if (there == Double.POSITIVE_INFINITY) {
        return value;
      }
      remember(steps, weights, tried, gradient, gradientThere);
      double gain = value - there;
      System.arraycopy(tried, 0, weights, 0, n);
      System.arraycopy(gradientThere, 0, gradient, 0, n);
      value = there;
      if (gain <= tolerance * Math.abs(value)) {
        return value;
      }
    }
    return value;
  }

  private void remember(
      Deque<Step> steps, double[] from, double[] to, double[] before, double[] after) {
    double[] move = new double[from.length];
    double[] turn = new double[from.length];
    for (int j = 0; j < move.length; j++) {
      move[j] = to[j] - from[j];
      turn[j] = after[j] - before[j];
    }
    double curvature = dot(move, turn);
    if (curvature > 1e-12 * dot(turn, turn)) {
      if (steps.size() == memory) {
        steps.removeFirst();
      }
      steps.addLast(new Step(move, turn, curvature));
    }
  }

  private static double[] direction(double[] gradient, Deque<Step> steps, double[] curvature) {
    double[] q = gradient.clone();
    double[] alphas = new double[steps.size()];
    Iterator<Step> back = steps.descendingIterator();
    for (int i = steps.size() - 1; back.hasNext(); i--) {
      Step step = back.next();
      alphas[i] = dot(step.move, q) / step.curvature;
      add(q, -alphas[i], step.turn);
    }
    double scale = steps.isEmpty() ? 1 : scale(steps.getLast(), curvature);
    for (int j = 0; j < q.length; j++) {
      q[j] *= scale / curvature[j];
    }
    int i = 0;
    for (Step step : steps) {
      double beta = dot(step.turn, q) / step.curvature;
      add(q, alphas[i++] - beta, step.move);
    }
    for (int j = 0; j < q.length; j++) {
      q[j] = -q[j];
    }
    return q;
  }

  /// How much flatter the last step found the value than the given curvature says.
  private static double scale(Step last, double[] curvature) {
    double sum = 0;
    for (int j = 0; j < curvature.length; j++) {
      sum += last.turn[j] * last.turn[j] / curvature[j];
    }
    return last.curvature / sum;
  }

  public static void add(double[] to, double times, double[] what) {
    for (int j = 0; j < to.length; j++) {
      to[j] += times * what[j];
    }
  }

  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
