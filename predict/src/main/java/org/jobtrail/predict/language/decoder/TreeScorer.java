package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;

/// Scores every node of a tree after prefixes of cached documents, in one pass for some prefixes
/// together.
///
/// The first tokens are scored from the prefix's last state, every other from its parent's. Inner
/// nodes see the cached keys of the prefix, their ancestors and themselves.
///
/// Branches whose first token is less likely than `least` may be left out of the pass: their nodes
/// get equal shares of their parent's probability, so that no probability is wrong by more than
/// `least`.
public final class TreeScorer {
  /// Nodes of a pass: enough for the matrix products, few enough to stay in the caches.
  private static final int TOGETHER = 2048;

  /// Rows of logits that are held at once.
  private static final int LOGITS = 256;

  private static final int BLOCK = 32;

  private final TokenTree tree;
  private final double least;
  private final int block;

  /// All nodes go through.
  public TreeScorer(TokenTree tree) {
    this(tree, 0);
  }

  /// @param least probability of a first token below which its branch is left out, in `[0, 1]`
  public TreeScorer(TokenTree tree, double least) {
    this(tree, least, BLOCK);
  }

  TreeScorer(TokenTree tree, double least, int block) {
    this.tree = tree;
    this.least = least;
    this.block = block;
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
    cache.decoder().checkVocabulary(tree.tokens());
    for (int prefix : prefixes) {
      if (prefix < 1 || prefix > cache.length(document)) {
        throw new IllegalArgumentException(
            "a prefix of " + prefix + " tokens of " + cache.length(document));
      }
    }
    float[][] scores = new float[prefixes.length][tree.nodes()];
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      Context context = cache.weights().context();
      long[] last = Arrays.stream(prefixes).mapToLong(p -> p - 1L).toArray();
      Tensor states = cache.states(document).index_select(0, context.longs(last, last.length));
      Wanted first = new Wanted();
      for (int r = 0; r < prefixes.length; r++) {
        first.add(r, scores[r], tree.children(-1));
      }
      first.score(cache, states);
    }
    int from = 0;
    while (from < prefixes.length) {
      from = pass(cache, document, prefixes, scores, from);
    }
    return scores;
  }

  /// Scores what is below the first tokens for as many prefixes as go into a pass.
  ///
  /// @return the first prefix that has not been scored
  private int pass(DocumentCache cache, int document, int[] prefixes, float[][] scores, int from) {
    TreeLayout layout = new TreeLayout(tree, block);
    Wanted wanted = new Wanted();
    int next = from;
    int[] places = new int[tree.nodes()];
    while (next < prefixes.length && (next == from || layout.places() < TOGETHER)) {
      List<Integer> nodes = nodes(scores[next]);
      layout.add(nodes, prefixes[next], places);
      for (int node : nodes) {
        wanted.add(places[node], scores[next], tree.children(node));
      }
      next++;
    }
    if (layout.blocks() > 0) {
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        Context context = cache.weights().context();
        DecoderConfig config = cache.decoder().config();
        Tensor states =
            cache
                .decoder()
                .states(
                    cache.weights(),
                    layout.ids(context),
                    layout.positions(config, context),
                    new TreeAttention(cache, document, layout),
                    Dropout.NONE);
        wanted.score(cache, states.view(layout.places(), config.width()));
      }
    }
    return next;
  }

  /// Inner nodes of the branches that are likely enough; those of the others are given shares.
  private List<Integer> nodes(float[] scores) {
    List<Integer> nodes = new ArrayList<>();
    List<Integer> first = tree.children(-1);
    for (int b = 0; b < first.size(); b++) {
      List<Integer> branch = tree.innerNodes(b);
      if (least == 0 || Math.exp(scores[first.get(b)]) >= least) {
        nodes.addAll(branch);
      } else {
        for (int node : branch) {
          List<Integer> children = tree.children(node);
          children.forEach(child -> scores[child] = (float) -Math.log(children.size()));
        }
      }
    }
    return nodes;
  }

  /// Tokens to be scored, by the state that they are scored from.
  private final class Wanted {
    private final List<Long> sources = new ArrayList<>();
    private final List<float[]> into = new ArrayList<>();
    private final List<List<Integer>> children = new ArrayList<>();

    void add(long source, float[] scores, List<Integer> nodes) {
      sources.add(source);
      into.add(scores);
      children.add(nodes);
    }

    /// @param states `[sources, width]`
    void score(DocumentCache cache, Tensor states) {
      for (int from = 0; from < sources.size(); from += LOGITS) {
        try (PointerScope _ = new PointerScope()) {
          part(cache, states, from, Math.min(sources.size(), from + LOGITS));
        }
      }
    }

    private void part(DocumentCache cache, Tensor states, int from, int to) {
      Context context = cache.weights().context();
      long vocabulary = cache.decoder().config().vocabulary();
      long[] rows = new long[to - from];
      int count = 0;
      for (int i = from; i < to; i++) {
        rows[i - from] = sources.get(i);
        count += children.get(i).size();
      }
      long[] entries = new long[count];
      int at = 0;
      for (int i = from; i < to; i++) {
        for (int child : children.get(i)) {
          entries[at++] = (i - from) * vocabulary + tree.tokens()[child];
        }
      }
      Tensor chosen = states.index_select(0, context.longs(rows, rows.length));
      Tensor logits = cache.decoder().logits(cache.weights(), chosen);
      float[] own =
          Parameters.floats(
              logits.view(rows.length * vocabulary).index_select(0, context.longs(entries, count)));
      float[] whole = Parameters.floats(torch.logsumexp(logits, 1));
      at = 0;
      for (int i = from; i < to; i++) {
        for (int child : children.get(i)) {
          into.get(i)[child] = own[at++] - whole[i - from];
        }
      }
    }
  }
}
