package org.jobtrail.predict.language.decoder;

import org.bytedeco.pytorch.Tensor;
import org.jobtrail.predict.libtorch.Context;

/// Where tokens stand in their documents, ready for a pass.
///
/// @param ids of the positions, `[rows, length]` or `[1, length]` for all rows
/// @param cosines of the angles by which heads turn, `[rows or 1, length, 1, headWidth]`
/// @param sines with the sign that they go into the sum with
record Positions(Tensor ids, Tensor cosines, Tensor sines) {
  /// 0, 1, 2 … in every row.
  static Positions counted(DecoderConfig config, int length, Context context) {
    int[] at = new int[length];
    java.util.Arrays.setAll(at, i -> i);
    return of(config, at, length, context);
  }

  /// @param at `rows × length`
  /// @throws IllegalArgumentException when one is beyond those that the decoder has
  static Positions of(DecoderConfig config, int[] at, int length, Context context) {
    int size = config.headWidth();
    int half = size / 2;
    int rows = at.length / length;
    long[] ids = new long[at.length];
    for (int i = 0; i < at.length; i++) {
      if (at[i] >= config.positions()) {
        throw new IllegalArgumentException(
            "a document of "
                + (at[i] + 1)
                + " tokens or more, the model takes "
                + config.positions());
      }
      ids[i] = at[i];
    }
    Tensor numbers = context.longs(ids, rows, length);
    if (config.gpt2()) {
      return new Positions(numbers, numbers, numbers);
    }
    double[] frequencies = config.rotary().frequencies(size);
    float[] cosines = new float[at.length * size];
    float[] sines = new float[at.length * size];
    for (int i = 0; i < at.length; i++) {
      for (int k = 0; k < half; k++) {
        double angle = at[i] * frequencies[k];
        cosines[i * size + k] = (float) Math.cos(angle);
        cosines[i * size + half + k] = (float) Math.cos(angle);
        sines[i * size + k] = (float) -Math.sin(angle);
        sines[i * size + half + k] = (float) Math.sin(angle);
      }
    }
    return new Positions(
        numbers,
        context.product(context.floats(cosines, rows, length, 1, size)),
        context.product(context.floats(sines, rows, length, 1, size)));
  }

  /// @param x `[rows, length, heads, headWidth]`
  Tensor turn(Tensor x) {
    long half = x.size(3) / 2;
    return x.mul(cosines).addcmul(x.roll(new long[] {half}, 3), sines);
  }
}
