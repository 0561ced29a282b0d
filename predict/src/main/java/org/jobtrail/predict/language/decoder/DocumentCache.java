package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Weights;

/// Documents that went through the network once: keys, values and states of all their tokens, from
/// which whatever might follow any of their prefixes is scored.
public final class DocumentCache implements AutoCloseable {
  private final Decoder decoder;
  private final Weights weights;
  private final int[] lengths;

  /// Per layer `[documents, keyHeads, length, headWidth]`.
  private final List<Tensor> keys = new ArrayList<>();

  private final List<Tensor> values = new ArrayList<>();

  /// After the last norm, `[documents, length, width]`.
  private final Tensor states;

  private DocumentCache(Decoder decoder, Weights weights, int[] lengths, TokenBatch batch) {
    this.decoder = decoder;
    this.weights = weights;
    this.lengths = lengths;
    DecoderConfig config = decoder.config();
    DenseAttention causal = DenseAttention.causal(config, batch.length(), weights.context());
    Attention keeping =
        (layer, q, k, v) -> {
          Tensor key = kept(k.transpose(1, 2).contiguous());
          Tensor value = kept(v.transpose(1, 2).contiguous());
          keys.add(key);
          values.add(value);
          return causal.attend(q, key, value);
        };
    states =
        kept(
            decoder.states(
                weights,
                batch.ids(weights.context()),
                batch.positions(config, weights.context()),
                keeping,
                Dropout.NONE));
  }

  private static Tensor kept(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  /// Runs documents; those of like length are best run together.
  ///
  /// @param documents token ids, at least one each; not longer than the decoder's positions
  /// @throws IllegalArgumentException when one is longer, or has a token that the vocabulary hasn't
  public static DocumentCache run(Decoder decoder, Weights weights, List<int[]> documents) {
    documents.forEach(decoder::check);
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      int[] lengths = documents.stream().mapToInt(d -> d.length).toArray();
      return new DocumentCache(decoder, weights, lengths, TokenBatch.plain(documents));
    }
  }

  Decoder decoder() {
    return decoder;
  }

  Weights weights() {
    return weights;
  }

  /// Tokens of a document.
  public int length(int document) {
    return lengths[document];
  }

  public int documents() {
    return lengths.length;
  }

  /// `[documents, keyHeads, length, headWidth]`
  Tensor keys(int layer) {
    return keys.get(layer);
  }

  Tensor values(int layer) {
    return values.get(layer);
  }

  /// `[keyHeads, length, headWidth]` of a document's first tokens.
  Tensor keys(int layer, int document, int length) {
    return keys.get(layer).select(0, document).narrow(1, 0, length);
  }

  Tensor values(int layer, int document, int length) {
    return values.get(layer).select(0, document).narrow(1, 0, length);
  }

  /// `[length, width]`
  Tensor states(int document) {
    return states.select(0, document).narrow(0, 0, lengths[document]);
  }

  /// The state after the last norm of a prefix's last token, `[width]`: what embeddings of a
  /// history are.
  ///
  /// @param prefix tokens, from 1 to the document's length
  public float[] state(int document, int prefix) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      return Parameters.floats(states(document).select(0, prefix - 1L));
    }
  }

  /// The log probability of each token of a document given those before it, `[length]`; 0 for the
  /// first, which nothing predicts.
  public float[] logProbabilities(int document, int[] tokens) {
    return TokenScores.of(this, document, tokens);
  }

  @Override
  public void close() {
    keys.forEach(Tensor::close);
    values.forEach(Tensor::close);
    states.close();
  }
}
