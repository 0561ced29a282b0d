package org.jobtrail.predict.logit;

/// A function to be made small, with its gradient.
interface Objective {
  /// How many weights there are.
  int size();

  /// The value at these weights.
  ///
  /// @param gradient is overwritten
  double at(double[] weights, double[] gradient);
}
