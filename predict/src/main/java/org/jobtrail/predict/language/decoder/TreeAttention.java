package org.jobtrail.predict.language.decoder;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;

/// Nodes of a tree see a prefix of a document, their ancestors and themselves; a pass has one row.
final class TreeAttention implements Attention {
  private final DocumentCache cache;
  private final int document;
  private final int longest;
  private final int blocks;
  private final int block;

  /// `[blocks, 1, longest]`
  private final Tensor prefixMask;

  /// `[blocks, group × block, block]`
  private final Tensor treeMask;

  TreeAttention(DocumentCache cache, int document, TreeLayout layout) {
    this.cache = cache;
    this.document = document;
    longest = layout.longestPrefix();
    block = layout.blockSize();
    blocks = layout.blocks();
    Context context = cache.weights().context();
    DecoderConfig config = cache.decoder().config();
    prefixMask = layout.prefixMask(context);
    int group = config.heads() / config.keyHeads();
    Tensor one = layout.treeMask(context);
    treeMask = group == 1 ? one : one.repeat(1, group, 1);
  }

  @Override
  public Tensor attend(int layer, Tensor queries, Tensor keys, Tensor values) {
    DecoderConfig config = cache.decoder().config();
    long kv = config.keyHeads();
    long group = config.heads() / kv;
    long size = config.headWidth();
    long each = group * block;
    Tensor q =
        queries
            .view(blocks, block, kv, group, size)
            .permute(2, 0, 3, 1, 4)
            .mul(new Scalar(1 / Math.sqrt((double) size)))
            .contiguous();
    Tensor toPrefix =
        torch
            .bmm(
                q.view(kv, blocks * each, size),
                cache.keys(layer, document, longest).transpose(1, 2))
            .view(kv, blocks, each, longest)
            .add_(prefixMask);
    Tensor toTree =
        torch
            .bmm(q.view(kv * blocks, each, size), blocks(keys, kv, size).transpose(1, 2))
            .view(kv, blocks, each, block)
            .add_(treeMask);
    Tensor shares = torch.softmax(torch.cat(new TensorVector(toPrefix, toTree), 3), -1);
    Tensor fromPrefix =
        torch.bmm(
            shares.narrow(3, 0, longest).reshape(kv, blocks * each, longest),
            cache.values(layer, document, longest));
    Tensor fromTree =
        torch.bmm(
            shares.narrow(3, longest, block).reshape(kv * blocks, each, block),
            blocks(values, kv, size));
    return fromPrefix
        .view(kv, blocks, group, block, size)
        .add_(fromTree.view(kv, blocks, group, block, size))
        .permute(1, 3, 0, 2, 4)
        .reshape(1, (long) blocks * block, config.queryWidth());
  }

  /// `[kv × blocks, block, size]` of `[1, blocks × block, kv, size]`.
  private Tensor blocks(Tensor x, long kv, long size) {
    return x.reshape(blocks, block, kv, size).permute(2, 0, 1, 3).reshape(kv * blocks, block, size);
  }
}
