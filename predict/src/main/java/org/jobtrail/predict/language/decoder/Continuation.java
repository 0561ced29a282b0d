package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Weights;

/// Prefixes of cached documents that are written on, token by token, all together: each token goes
/// through the network alone and sees the keys of those before it.
public final class Continuation implements AutoCloseable {
  private final Decoder decoder;
  private final Weights weights;
  private final int[] prefixes;

  /// Per layer `[rows, keyHeads, columns, headWidth]`: those of the documents, then of what was
  /// written.
  private final List<Tensor> keys = new ArrayList<>();

  private final List<Tensor> values = new ArrayList<>();
  private final int documentColumns;
  private int written;

  /// `[rows, width]` of each row's last token.
  private Tensor states;

  private Continuation(DocumentCache cache, int[] documents, int[] prefixes) {
    this.decoder = cache.decoder();
    this.weights = cache.weights();
    this.prefixes = prefixes.clone();
    documentColumns = Arrays.stream(prefixes).max().orElseThrow();
    Context context = weights.context();
    long[] rows = Arrays.stream(documents).asLongStream().toArray();
    Tensor chosen = context.longs(rows, rows.length);
    for (int l = 0; l < decoder.config().layers(); l++) {
      keys.add(kept(cache.keys(l).narrow(2, 0, documentColumns).index_select(0, chosen)));
      values.add(kept(cache.values(l).narrow(2, 0, documentColumns).index_select(0, chosen)));
    }
    TensorVector last = new TensorVector();
    for (int r = 0; r < documents.length; r++) {
      last.push_back(cache.states(documents[r]).select(0, prefixes[r] - 1L));
    }
    states = kept(torch.stack(last));
  }

  /// @param documents numbers in the cache, any of them more than once
  /// @param prefixes tokens of each, from 1 to its length
  public static Continuation of(DocumentCache cache, int[] documents, int[] prefixes) {
    for (int r = 0; r < documents.length; r++) {
      if (prefixes[r] < 1 || prefixes[r] > cache.length(documents[r])) {
        throw new IllegalArgumentException(
            "a prefix of " + prefixes[r] + " tokens of " + cache.length(documents[r]));
      }
    }
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      return new Continuation(cache, documents, prefixes);
    }
  }

  private static Tensor kept(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  /// Of every token as each row's next, `[rows][vocabulary]`.
  public float[][] logProbabilities() {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      float[] flat = Parameters.floats(torch.log_softmax(decoder.logits(weights, states), -1));
      int vocabulary = decoder.config().vocabulary();
      float[][] rows = new float[prefixes.length][];
      for (int r = 0; r < rows.length; r++) {
        rows[r] = Arrays.copyOfRange(flat, r * vocabulary, (r + 1) * vocabulary);
      }
      return rows;
    }
  }

  /// Writes a token behind each row.
  ///
  /// @throws IllegalArgumentException when a row then has more than the decoder's positions
  public void append(int... tokens) {
    if (tokens.length != prefixes.length) {
      throw new IllegalArgumentException(
          "a token for each of " + prefixes.length + " rows, found " + tokens.length);
    }
    Context context = weights.context();
    DecoderConfig config = decoder.config();
    int rows = prefixes.length;
    int[] at = new int[rows];
    Arrays.setAll(at, r -> prefixes[r] + written);
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      DenseAttention dense = new DenseAttention(config, mask(context));
      Attention growing =
          (layer, q, k, v) -> {
            Tensor key = grown(keys, layer, k);
            Tensor value = grown(values, layer, v);
            return dense.attend(q, key, value);
          };
      long[] ids = Arrays.stream(tokens).asLongStream().toArray();
      Tensor now =
          decoder.states(
              weights,
              context.longs(ids, rows, 1),
              Positions.of(config, at, 1, context),
              growing,
              Dropout.NONE);
      states.close();
      states = kept(now.select(1, 0));
    }
    written++;
  }

  private static Tensor grown(List<Tensor> all, int layer, Tensor fresh) {
    Tensor before = all.get(layer);
    Tensor after = kept(torch.cat(new TensorVector(before, fresh.transpose(1, 2)), 2));
    before.close();
    all.set(layer, after);
    return after;
  }

  /// `[rows, 1, columns]`: a row sees its prefix and all that was written.
  private Tensor mask(Context context) {
    int columns = documentColumns + written + 1;
    float[] mask = new float[prefixes.length * columns];
    for (int r = 0; r < prefixes.length; r++) {
      Arrays.fill(mask, r * columns + prefixes[r], r * columns + documentColumns, Attention.UNSEEN);
    }
    return context.product(context.floats(mask, prefixes.length, 1, columns));
  }

  @Override
  public void close() {
    keys.forEach(Tensor::close);
    values.forEach(Tensor::close);
    states.close();
  }
}
