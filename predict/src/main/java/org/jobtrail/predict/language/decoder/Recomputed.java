package org.jobtrail.predict.language.decoder;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Weights;

/// A backward pass that remembers only what goes into each layer and runs the layer again when its
/// gradient is due: memory for one layer instead of all, for a third more work.
final class Recomputed {
  private Recomputed() {}

  /// Adds the gradient of a batch's loss to those of the weights.
  ///
  /// @return the loss
  static double backward(
      Decoder decoder,
      Weights w,
      TokenBatch batch,
      Dropout dropout,
      double total,
      double smoothing) {
    Context context = w.context();
    DecoderConfig config = decoder.config();
    int layers = config.layers();
    Tensor ids = batch.ids(context);
    Positions at = batch.positions(config, context);
    Attention attention = batch.attention(config, context);
    Tensor[] inputs = new Tensor[layers + 1];
    try (NoGradGuard _ = new NoGradGuard()) {
      inputs[0] = decoder.embed(w, ids, at, dropout);
      for (int l = 0; l < layers; l++) {
        try (PointerScope _ = new PointerScope()) {
          inputs[l + 1] = decoder.layer(w, l, inputs[l], at, attention, dropout);
          inputs[l + 1].retainReference();
        }
      }
    }
    double loss;
    Tensor gradient;
    try (PointerScope _ = new PointerScope()) {
      Tensor top = leaf(inputs[layers]);
      Tensor value = decoder.targetLoss(w, batch, decoder.top(w, top), total, smoothing);
      value.backward();
      loss = value.item_double();
      gradient = kept(top.grad().detach());
    }
    for (int l = layers - 1; l >= 0; l--) {
      inputs[l + 1].close();
      try (PointerScope _ = new PointerScope()) {
        Tensor in = leaf(inputs[l]);
        backward(decoder.layer(w, l, in, at, attention, dropout), gradient);
        gradient.close();
        gradient = kept(in.grad().detach());
      }
    }
    // Adapters don't touch the embeddings.
    Tensor embedded = decoder.embed(w, ids, at, dropout);
    if (embedded.requires_grad()) {
      backward(embedded, gradient);
    }
    gradient.close();
    return loss;
  }

  private static Tensor leaf(Tensor x) {
    Tensor leaf = x.detach();
    leaf.set_requires_grad(true);
    return leaf;
  }

  /// Beyond the scope; what `grad()` gives is part of its leaf and goes with it, `detach` makes its
  /// own.
  private static Tensor kept(Tensor x) {
    x.retainReference();
    return x;
  }

  /// The slope of `Σ result × gradient` is that of what the gradient is of.
  private static void backward(Tensor result, Tensor gradient) {
    result.mul(gradient).sum().backward();
  }
}
