package org.jobtrail.predict.optimise;

/// A function to be made small, with its gradient.
public interface Objective {
  /// How many weights there are.
  int size();

  /// The value at these weights.
  ///
  /// @param gradient is overwritten
  double at(double[] weights, double[] gradient);
}
