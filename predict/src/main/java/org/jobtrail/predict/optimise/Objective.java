package org.jobtrail.predict.optimise;

/// A function to be made small, with its gradient.
public interface Objective {
  /// How many weights there are.
  int size();

  /// The value at these weights.
  ///
  /// @param gradient is overwritten
  double at(double[] weights, double[] gradient);

  /// About how strongly the value bends in each weight, above 0: what L-BFGS begins from.
  default double[] curvature() {
    double[] even = new double[size()];
    java.util.Arrays.fill(even, 1);
    return even;
  }
}
