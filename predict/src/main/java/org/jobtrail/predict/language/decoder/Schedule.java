package org.jobtrail.predict.language.decoder;

/// How the rate of learning goes over a training, after it rose in a straight line over the
/// warm-up.
public enum Schedule {
  COSINE,
  LINEAR,
  CONSTANT;

  /// Share of the highest rate, in `(0, 1]`.
  ///
  /// @param step from 1
  /// @param total steps of the whole training; beyond them the rate stays at its lowest
  /// @param floor the lowest share, at the end
  double factor(long step, long total, int warmup, double floor) {
    if (step <= warmup) {
      return (double) step / warmup;
    }
    double gone = Math.min(1, (double) (step - warmup) / Math.max(1, total - warmup));
    return switch (this) {
      case COSINE -> floor + (1 - floor) * (1 + Math.cos(Math.PI * gone)) / 2;
      case LINEAR -> 1 - (1 - floor) * gone;
      case CONSTANT -> 1;
    };
  }
}
