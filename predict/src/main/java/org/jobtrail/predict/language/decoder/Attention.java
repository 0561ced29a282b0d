package org.jobtrail.predict.language.decoder;

import org.bytedeco.pytorch.Tensor;

/// Which tokens see which.
interface Attention {
  /// Far below every score.
  float UNSEEN = -1e30f;

  /// @param queries `[rows, length, heads, headWidth]`, turned to their positions
  /// @param keys `[rows, length, keyHeads, headWidth]`, likewise
  /// @param values `[rows, length, keyHeads, headWidth]`
  /// @return `[rows, length, heads × headWidth]`
  Tensor attend(int layer, Tensor queries, Tensor keys, Tensor values);
}
