package org.jobtrail.predict.language.decoder;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jobtrail.provenance.Sha256;

/// The batches of each epoch, in an order of their own for each seed and epoch.
///
/// @param tokens of a batch at most, filler counted; one document is a batch in any case
/// @param packed tokens of a row of several documents, or more where one is longer; 0: a row each
/// @param accumulation batches of a step
record Batches(List<TokenDocument> documents, int tokens, int packed, int accumulation, long seed) {
  /// Batches that are sorted by length together: documents of one length pad each other least.
  private static final int SORTED_TOGETHER = 32;

  List<List<TokenBatch>> steps(int epoch) {
    List<TokenDocument> shuffled = new ArrayList<>(documents);
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + epoch);
    Collections.shuffle(shuffled, random);
    List<TokenBatch> batches = packed > 0 ? packed(shuffled) : padded(shuffled);
    Collections.shuffle(batches, random);
    List<List<TokenBatch>> steps = new ArrayList<>();
    for (int from = 0; from < batches.size(); from += accumulation) {
      steps.add(batches.subList(from, Math.min(batches.size(), from + accumulation)));
    }
    return steps;
  }

  private List<TokenBatch> padded(List<TokenDocument> shuffled) {
    List<TokenBatch> batches = new ArrayList<>();
    int from = 0;
    while (from < shuffled.size()) {
      int to = from;
      for (long n = 0; to < shuffled.size() && n < (long) SORTED_TOGETHER * tokens; to++) {
        n += shuffled.get(to).size();
      }
      batches.addAll(sorted(new ArrayList<>(shuffled.subList(from, to)), tokens));
      from = to;
    }
    return batches;
  }

  /// Documents of like length together, a row each.
  static List<TokenBatch> sorted(List<TokenDocument> some, int tokens) {
    some.sort(Comparator.comparingInt(TokenDocument::size));
    List<TokenBatch> batches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= some.size(); i++) {
      if (i == some.size() || (long) (i - from + 1) * some.get(i).size() > tokens) {
        batches.add(TokenBatch.padded(some.subList(from, i)));
        from = i;
      }
    }
    return batches;
  }

  private List<TokenBatch> packed(List<TokenDocument> shuffled) {
    List<TokenBatch> batches = new ArrayList<>();
    int from = 0;
    int filled = 0;
    int rows = 0;
    int row = row();
    int mostRows = Math.max(1, tokens / row);
    for (int i = 0; i < shuffled.size(); i++) {
      int size = shuffled.get(i).size();
      if (rows == 0 || filled + size > row) {
        if (rows == mostRows) {
          batches.add(TokenBatch.packed(shuffled.subList(from, i), row));
          from = i;
          rows = 0;
        }
        rows++;
        filled = 0;
      }
      filled += size;
    }
    batches.add(TokenBatch.packed(shuffled.subList(from, shuffled.size()), row));
    return batches;
  }

  /// Tokens of a row of several documents; the longest one has its place in it.
  private int row() {
    return Math.max(packed, documents.stream().mapToInt(TokenDocument::size).max().orElse(1));
  }

  /// Of the greatest batch.
  int mostTokens() {
    int row = row();
    return Math.max(tokens, row) + row;
  }

  /// Of all tokens and their weights.
  String hash() {
    int size = documents.stream().mapToInt(d -> 4 + 8 * d.size()).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size);
    for (TokenDocument document : documents) {
      bytes.putInt(document.size());
      for (int token : document.tokens()) {
        bytes.putInt(token);
      }
      for (float weight : document.weights()) {
        bytes.putFloat(weight);
      }
    }
    return Sha256.of(bytes.array());
  }
}
