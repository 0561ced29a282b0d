package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.predict.libtorch.Context;

/// Documents laid out in rows of one length for a pass: a row holds one document and filler, or
/// several documents that don't see each other.
final class TokenBatch {
  private static final int FILLER = -1;

  private final int length;
  private final boolean packed;
  private final long[] ids;
  private final int[] positions;
  private final int[] documents;
  private final long[] sources;
  private final long[] targets;
  private final float[] weights;

  private TokenBatch(List<List<TokenDocument>> rows, int length, boolean packed) {
    this.length = length;
    this.packed = packed;
    int size = rows.size() * length;
    ids = new long[size];
    positions = new int[size];
    documents = new int[size];
    Arrays.fill(documents, FILLER);
    int most = rows.stream().mapToInt(r -> r.stream().mapToInt(TokenDocument::size).sum()).sum();
    long[] from = new long[most];
    long[] to = new long[most];
    float[] weight = new float[most];
    int found = 0;
    int number = 0;
    for (int row = 0; row < rows.size(); row++) {
      int at = row * length;
      for (TokenDocument document : rows.get(row)) {
        int[] tokens = document.tokens();
        for (int i = 0; i < tokens.length; i++) {
          ids[at + i] = tokens[i];
          positions[at + i] = i;
          documents[at + i] = number;
          if (i > 0 && document.weights()[i] > 0) {
            from[found] = (long) at + i - 1;
            to[found] = tokens[i];
            weight[found++] = document.weights()[i];
          }
        }
        at += tokens.length;
        number++;
      }
    }
    sources = Arrays.copyOf(from, found);
    targets = Arrays.copyOf(to, found);
    weights = Arrays.copyOf(weight, found);
  }

  /// A row each.
  static TokenBatch padded(List<TokenDocument> documents) {
    int length = documents.stream().mapToInt(TokenDocument::size).max().orElseThrow();
    return new TokenBatch(documents.stream().map(List::of).toList(), length, false);
  }

  /// A row each, with no targets.
  static TokenBatch plain(List<int[]> documents) {
    List<TokenDocument> all = documents.stream().map(d -> TokenDocument.unscored(d)).toList();
    return padded(all);
  }

  /// As many in a row as fit in order; a longer document has a row of its own, and rows are as long
  /// as the longest.
  static TokenBatch packed(List<TokenDocument> documents, int length) {
    List<List<TokenDocument>> rows = new ArrayList<>();
    int filled = length;
    int longest = 1;
    for (TokenDocument document : documents) {
      if (rows.isEmpty() || filled + document.size() > length) {
        rows.add(new ArrayList<>());
        filled = 0;
      }
      rows.getLast().add(document);
      filled += document.size();
      longest = Math.max(longest, filled);
    }
    return new TokenBatch(rows, longest, true);
  }

  int rows() {
    return ids.length / length;
  }

  int length() {
    return length;
  }

  /// Whether any token is a target.
  boolean hasTargets() {
    return targets.length > 0;
  }

  /// Of all its targets.
  double weight() {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum;
  }

  /// `[rows, length]`
  Tensor ids(Context context) {
    return context.longs(ids, rows(), length);
  }

  Positions positions(DecoderConfig config, Context context) {
    return packed
        ? Positions.of(config, positions, length, context)
        : Positions.counted(config, length, context);
  }

  Attention attention(DecoderConfig config, Context context) {
    return packed
        ? DenseAttention.blocks(config, documents, length, context)
        : DenseAttention.causal(config, length, context);
  }

  /// Places whose states predict the targets, among `rows × length`.
  Tensor sources(Context context) {
    return context.longs(sources, sources.length);
  }

  Tensor targets(Context context) {
    return context.longs(targets, targets.length);
  }

  Tensor weights(Context context) {
    return context.floats(weights, weights.length);
  }
}
