package org.jobtrail.predict.language.decoder;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Weights;

/// Scores every node of a tree after prefixes of cached documents, in one pass for some prefixes
/// together.
///
/// The first tokens are scored from the prefix's last state, every other from its parent's. A row
/// of the pass is a prefix with all inner nodes; they see the cached keys of the prefix, their
/// ancestors and themselves.
public final class TreeScorer {
  /// Nodes of a pass: enough for the matrix products, few enough to stay in the caches.
  private static final int TOGETHER = 4096;

  private final TokenTree tree;

  public TreeScorer(TokenTree tree) {
    this.tree = tree;
  }

  public TokenTree tree() {
    return tree;
  }

  /// The log probability of each node's token given the prefix and its ancestors.
  ///
  /// @param prefixes tokens of the document's beginnings, each from 1 to its length
  /// @return `[prefixes][nodes]`
  /// @throws IllegalArgumentException when a prefix is empty or longer than the document, or with
  ///     the tree longer than the decoder's positions
  public float[][] score(DocumentCache cache, int document, int... prefixes) {
    float[][] scores = new float[prefixes.length][];
    int together = Math.max(1, TOGETHER / Math.max(1, tree.placed()));
    for (int from = 0; from < prefixes.length; from += together) {
      int to = Math.min(prefixes.length, from + together);
      int[] part = java.util.Arrays.copyOfRange(prefixes, from, to);
      for (int prefix : part) {
        if (prefix < 1 || prefix > cache.length(document)) {
          throw new IllegalArgumentException(
              "a prefix of " + prefix + " tokens of " + cache.length(document));
        }
      }
      float[] flat = part(cache, document, part);
      for (int r = 0; r < part.length; r++) {
        scores[from + r] =
            java.util.Arrays.copyOfRange(flat, r * tree.nodes(), (r + 1) * tree.nodes());
      }
    }
    return scores;
  }

  /// `prefixes × nodes`
  private float[] part(DocumentCache cache, int document, int[] prefixes) {
    Weights weights = cache.weights();
    Context context = weights.context();
    Decoder decoder = cache.decoder();
    int rows = prefixes.length;
    int placed = tree.placed();
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      long[] last = new long[rows];
      for (int r = 0; r < rows; r++) {
        last[r] = prefixes[r] - 1L;
      }
      // Source 0 is the prefix's last state, source 1 + place a node's.
      Tensor sources =
          cache.states(document).index_select(0, context.longs(last, rows)).unsqueeze(1);
      if (placed > 0) {
        Tensor inner =
            decoder.states(
                weights,
                ids(context, rows),
                positions(decoder.config(), context, prefixes),
                new TreeAttention(cache, document, prefixes, tree),
                Dropout.NONE);
        sources = torch.cat(new org.bytedeco.pytorch.TensorVector(sources, inner), 1);
      }
      Tensor flat = sources.reshape((long) rows * (1 + placed), decoder.config().width());
      Tensor logits = decoder.logits(weights, flat);
      Tensor wholes = logits.logsumexp(-1).view(rows, 1L + placed);
      int nodes = tree.nodes();
      long[] source = new long[nodes];
      long[] entry = new long[nodes];
      long vocabulary = decoder.config().vocabulary();
      for (int i = 0; i < nodes; i++) {
        int parent = tree.parents()[i];
        source[i] = parent < 0 ? 0 : 1L + tree.place(parent);
        entry[i] = source[i] * vocabulary + tree.tokens()[i];
      }
      Tensor own =
          logits.view(rows, (1 + placed) * vocabulary).index_select(1, context.longs(entry, nodes));
      return Parameters.floats(own.sub(wholes.index_select(1, context.longs(source, nodes))));
    }
  }

  private Tensor ids(Context context, int rows) {
    int placed = tree.placed();
    long[] ids = new long[placed];
    for (int p = 0; p < placed; p++) {
      ids[p] = tree.node(p) < 0 ? 0 : tree.tokens()[tree.node(p)];
    }
    return context.longs(ids, 1, placed).expand(rows, placed);
  }

  private Positions positions(DecoderConfig config, Context context, int[] prefixes) {
    int placed = tree.placed();
    int[] at = new int[prefixes.length * placed];
    for (int r = 0; r < prefixes.length; r++) {
      for (int p = 0; p < placed; p++) {
        at[r * placed + p] = prefixes[r] + (tree.node(p) < 0 ? 0 : tree.depth(tree.node(p)));
      }
    }
    return Positions.of(config, at, placed, context);
  }
}
