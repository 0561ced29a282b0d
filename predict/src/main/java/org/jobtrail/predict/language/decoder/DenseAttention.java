package org.jobtrail.predict.language.decoder;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;

/// Every token scores every other of its row; a mask takes out those it may not see.
final class DenseAttention implements Attention {
  /// Scores of a head from which libtorch's fused kernel, which never holds them all, is quicker
  /// than plain products.
  private static final long FUSED_FROM = 512L * 512;

  private final DecoderConfig config;
  private final Tensor mask;

  /// @param mask `[rows, length, seen]` or, for all rows, `[1, length, seen]`: what is added to the
  ///     scores, in the type of products
  DenseAttention(DecoderConfig config, Tensor mask) {
    this.config = config;
    this.mask = mask;
  }

  /// Each token sees itself and those before it.
  static DenseAttention causal(DecoderConfig config, int length, Context context) {
    float[] values = new float[length * length];
    for (int t = 0; t < length; t++) {
      java.util.Arrays.fill(values, t * length + t + 1, (t + 1) * length, UNSEEN);
    }
    return new DenseAttention(config, context.product(context.floats(values, 1, length, length)));
  }

  /// Each token sees itself and those before it in its document.
  ///
  /// @param documents number of each token's, `rows × length`; below 0 for filler
  static DenseAttention blocks(DecoderConfig config, int[] documents, int length, Context context) {
    int rows = documents.length / length;
    float[] values = new float[documents.length * length];
    java.util.Arrays.fill(values, UNSEEN);
    for (int row = 0; row < rows; row++) {
      for (int t = 0; t < length; t++) {
        int from = (row * length + t) * length;
        for (int s = 0; s <= t; s++) {
          if (documents[row * length + s] == documents[row * length + t]) {
            values[from + s] = 0;
          }
        }
      }
    }
    return new DenseAttention(
        config, context.product(context.floats(values, rows, length, length)));
  }

  @Override
  public Tensor attend(int layer, Tensor queries, Tensor keys, Tensor values) {
    return attend(queries, keys.transpose(1, 2), values.transpose(1, 2));
  }

  /// @param keys `[rows, keyHeads, seen, headWidth]`
  /// @param values `[rows, keyHeads, seen, headWidth]`
  Tensor attend(Tensor queries, Tensor keys, Tensor values) {
    long n = queries.size(0);
    long t = queries.size(1);
    long seen = keys.size(2);
    long kv = config.keyHeads();
    long group = config.heads() / kv;
    long size = config.headWidth();
    double scale = 1 / Math.sqrt((double) size);
    if (t * seen >= FUSED_FROM) {
      Tensor joined =
          torch.scaled_dot_product_attention(
              queries.transpose(1, 2),
              keys,
              values,
              new TensorOptional(mask.unsqueeze(1)),
              0,
              false,
              new DoubleOptional(scale),
              group > 1);
      return joined.transpose(1, 2).reshape(n, t, config.queryWidth());
    }
    // Plain products: the fused kernel takes twice to three times as long on short sequences.
    Tensor q =
        queries.view(n, t, kv, group, size).permute(0, 2, 3, 1, 4).reshape(n * kv, group * t, size);
    Tensor k = keys.reshape(n * kv, seen, size).transpose(1, 2);
    Tensor scores;
    if (mask.size(0) == 1) {
      Tensor repeated = group == 1 ? mask : mask.repeat(1, group, 1);
      scores = torch.baddbmm(repeated, q, k, new Scalar(1.0), new Scalar(scale));
    } else {
      scores =
          torch
              .bmm(q, k)
              .view(n, kv * group, t, seen)
              .mul_(new Scalar(scale))
              .add_(mask.unsqueeze(1))
              .view(n * kv, group * t, seen);
    }
    Tensor attended = torch.bmm(torch.softmax(scores, -1), values.reshape(n * kv, seen, size));
    return attended
        .view(n, kv, group, t, size)
        .permute(0, 3, 1, 2, 4)
        .reshape(n, t, config.queryWidth());
  }
}
