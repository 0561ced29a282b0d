package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.predict.libtorch.Context;

/// Inner nodes of a tree after several prefixes of one document, laid out for one pass: in blocks
/// of one size, each of one prefix and closed under ancestors.
///
/// No node has to look past its block, so that the cost of attention grows with the nodes and not
/// with their square; ancestors that several blocks need stand in each of them.
final class TreeLayout {
  private static final int FILLER = -1;

  private final TokenTree tree;
  private final int size;
  private final List<int[]> blocks = new ArrayList<>();
  private final List<Integer> prefixes = new ArrayList<>();

  /// @param size places of a block; more where a path needs them
  TreeLayout(TokenTree tree, int size) {
    int deepest = 0;
    for (int i = 0; i < tree.nodes(); i++) {
      deepest = Math.max(deepest, tree.depth(i) + 1);
    }
    this.tree = tree;
    this.size = Math.max(size, 2 * deepest);
  }

  /// Adds nodes after a prefix.
  ///
  /// @param nodes inner ones in depth-first order, with all their ancestors
  /// @param prefix tokens
  /// @param places gets where each node lies
  void add(List<Integer> nodes, int prefix, int[] places) {
    int[] block = new int[0];
    int filled = 0;
    for (int node : nodes) {
      if (filled == block.length) {
        block = new int[size];
        Arrays.fill(block, FILLER);
        blocks.add(block);
        prefixes.add(prefix);
        filled = tree.depth(node);
        for (int a = tree.parents()[node], k = filled - 1; a >= 0; a = tree.parents()[a]) {
          block[k--] = a;
        }
      }
      places[node] = (blocks.size() - 1) * size + filled;
      block[filled++] = node;
    }
  }

  int blocks() {
    return blocks.size();
  }

  int blockSize() {
    return size;
  }

  int places() {
    return blocks.size() * size;
  }

  int longestPrefix() {
    return prefixes.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /// `[1, places]`
  Tensor ids(Context context) {
    long[] ids = new long[places()];
    for (int p = 0; p < ids.length; p++) {
      int node = blocks.get(p / size)[p % size];
      ids[p] = node == FILLER ? 0 : tree.tokens()[node];
    }
    return context.longs(ids, 1, ids.length);
  }

  Positions positions(DecoderConfig config, Context context) {
    int[] at = new int[places()];
    for (int p = 0; p < at.length; p++) {
      int node = blocks.get(p / size)[p % size];
      at[p] = prefixes.get(p / size) + (node == FILLER ? 0 : tree.depth(node));
      if (node == FILLER) {
        at[p]--;
      }
    }
    return Positions.of(config, at, at.length, context);
  }

  /// What a block's nodes see of the document, `[blocks, 1, longest]`.
  Tensor prefixMask(Context context) {
    int longest = longestPrefix();
    float[] mask = new float[blocks.size() * longest];
    for (int b = 0; b < blocks.size(); b++) {
      Arrays.fill(mask, b * longest + prefixes.get(b), (b + 1) * longest, Attention.UNSEEN);
    }
    return context.product(context.floats(mask, blocks.size(), 1, longest));
  }

  /// What they see of their block, `[blocks, block, block]`.
  Tensor treeMask(Context context) {
    float[] mask = new float[blocks.size() * size * size];
    Arrays.fill(mask, Attention.UNSEEN);
    int[] at = new int[tree.nodes()];
    for (int b = 0; b < blocks.size(); b++) {
      int[] block = blocks.get(b);
      for (int k = 0; k < size && block[k] != FILLER; k++) {
        at[block[k]] = k;
        for (int a = block[k]; a >= 0; a = tree.parents()[a]) {
          mask[(b * size + k) * size + at[a]] = 0;
        }
      }
    }
    return context.product(context.floats(mask, blocks.size(), size, size));
  }
}
