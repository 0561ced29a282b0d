package org.jobtrail.predict.language.decoder;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;

/// Nodes of a tree see one document's prefix, their ancestors and themselves. A row is a prefix of
/// the document, with all blocks of the tree.
final class TreeAttention implements Attention {
  private final DocumentCache cache;
  private final int document;
  private final int longest;
  private final int blocks;
  private final int block;

  /// `[rows, 1, longest]`
  private final Tensor prefixMask;

  /// `[blocks, group × block, block]`
  private final Tensor treeMask;

  TreeAttention(DocumentCache cache, int document, int[] prefixes, TokenTree tree) {
    this.cache = cache;
    this.document = document;
    longest = java.util.Arrays.stream(prefixes).max().orElseThrow();
    block = tree.blockSize();
    blocks = tree.placed() / block;
    Context context = cache.weights().context();
    DecoderConfig config = cache.decoder().config();
    prefixMask = prefixMask(prefixes, longest, context);
    treeMask = treeMask(tree, config.heads() / config.keyHeads(), context);
  }

  private static Tensor prefixMask(int[] prefixes, int longest, Context context) {
    float[] mask = new float[prefixes.length * longest];
    for (int r = 0; r < prefixes.length; r++) {
      java.util.Arrays.fill(mask, r * longest + prefixes[r], (r + 1) * longest, UNSEEN);
    }
    return context.product(context.floats(mask, prefixes.length, 1, longest));
  }

  private static Tensor treeMask(TokenTree tree, int group, Context context) {
    int block = tree.blockSize();
    int blocks = tree.placed() / block;
    float[] mask = new float[blocks * block * block];
    java.util.Arrays.fill(mask, UNSEEN);
    for (int b = 0; b < blocks; b++) {
      java.util.Map<Integer, Integer> at = new java.util.HashMap<>();
      for (int k = 0; k < block && tree.node(b * block + k) >= 0; k++) {
        int node = tree.node(b * block + k);
        at.put(node, k);
        for (int a = node; a >= 0; a = tree.parents()[a]) {
          mask[(b * block + k) * block + java.util.Objects.requireNonNull(at.get(a))] = 0;
        }
      }
    }
    Tensor one = context.product(context.floats(mask, blocks, block, block));
    return group == 1 ? one : one.repeat(1, group, 1);
  }

  @Override
  public Tensor attend(int layer, Tensor queries, Tensor keys, Tensor values) {
    DecoderConfig config = cache.decoder().config();
    long rows = queries.size(0);
    long kv = config.keyHeads();
    long group = config.heads() / kv;
    long size = config.headWidth();
    // [kv, rows, blocks, group, block, size]
    Tensor q =
        queries
            .view(rows, blocks, block, kv, group, size)
            .permute(3, 0, 1, 4, 2, 5)
            .mul(new Scalar(1 / Math.sqrt((double) size)))
            .contiguous();
    long queriesOfRow = blocks * group * block;
    Tensor toPrefix =
        torch
            .bmm(
                q.view(kv, rows * queriesOfRow, size),
                cache.keys(layer, document, longest).transpose(1, 2))
            .view(kv, rows, queriesOfRow, longest)
            .add_(prefixMask);
    Tensor k = blocks(keys, rows, kv, size);
    Tensor v = blocks(values, rows, kv, size);
    Tensor toTree =
        torch
            .bmm(q.view(kv * rows * blocks, group * block, size), k.transpose(1, 2))
            .view(kv * rows, blocks, group * block, block)
            .add_(treeMask)
            .view(kv, rows, queriesOfRow, block);
    Tensor shares = torch.softmax(torch.cat(new TensorVector(toPrefix, toTree), 3), -1);
    Tensor fromPrefix =
        torch.bmm(
            shares.narrow(3, 0, longest).reshape(kv, rows * queriesOfRow, longest),
            cache.values(layer, document, longest));
    Tensor fromTree =
        torch.bmm(
            shares.narrow(3, longest, block).reshape(kv * rows * blocks, group * block, block), v);
    return fromPrefix
        .view(kv, rows, blocks, group, block, size)
        .add(fromTree.view(kv, rows, blocks, group, block, size))
        .permute(1, 2, 4, 0, 3, 5)
        .reshape(rows, (long) blocks * block, config.queryWidth());
  }

  /// `[kv × rows × blocks, block, size]` of `[rows, blocks × block, kv, size]`.
  private Tensor blocks(Tensor x, long rows, long kv, long size) {
    return x.reshape(rows, blocks, block, kv, size)
        .permute(3, 0, 1, 2, 4)
        .reshape(kv * rows * blocks, block, size);
  }
}
