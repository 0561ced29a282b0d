package org.jobtrail.predict.libtorch;

import org.bytedeco.pytorch.global.torch.ScalarType;

/// How exactly a network computes; parameters, sums and probabilities are never less than floats.
public enum Precision {
  /// bfloat16 matrix products where the processor is fast at them, floats elsewhere.
  AUTO,
  FLOAT32,
  BFLOAT16,
  /// For checking gradients.
  FLOAT64;

  /// What parameters are kept in.
  public ScalarType parameters() {
    return this == FLOAT64 ? ScalarType.Double : ScalarType.Float;
  }

  /// What matrices are multiplied in.
  public ScalarType products(boolean cuda) {
    return switch (this) {
      case AUTO -> cuda || Libtorch.FAST_BFLOAT16 ? ScalarType.BFloat16 : ScalarType.Float;
      case FLOAT32 -> ScalarType.Float;
      case BFLOAT16 -> ScalarType.BFloat16;
      case FLOAT64 -> ScalarType.Double;
    };
  }
}
