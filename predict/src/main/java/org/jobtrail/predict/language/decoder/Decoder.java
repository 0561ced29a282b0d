package org.jobtrail.predict.language.decoder;

import java.util.SortedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Weights;

/// The forward pass of a decoder: in each layer `x += attention(norm(x))`, `x += FFN(norm(x))`, a
/// last norm, and the output matrix.
///
/// States and sums are in the type of parameters, matrices are multiplied in that of products.
/// Sources: Touvron et al., Llama, arXiv:2302.13971; Ainslie et al., grouped-query attention,
/// arXiv:2305.13245; Radford et al. 2019 (GPT-2).
public final class Decoder {
  /// `nll_loss` sums nothing up.
  private static final long EACH = 0;

  private final DecoderConfig config;

  public Decoder(DecoderConfig config) {
    this.config = config;
  }

  public DecoderConfig config() {
    return config;
  }

  /// @throws IllegalArgumentException when a document is empty or too long, or has a token that the
  ///     vocabulary hasn't
  void check(int... tokens) {
    if (tokens.length == 0 || tokens.length > config.positions()) {
      throw new IllegalArgumentException(
          "a document of " + tokens.length + " tokens, the model takes 1 to " + config.positions());
    }
    checkVocabulary(tokens);
  }

  /// @throws IllegalArgumentException when there is a token that the vocabulary hasn't
  void checkVocabulary(int... tokens) {
    for (int token : tokens) {
      if (token < 0 || token >= config.vocabulary()) {
        throw new IllegalArgumentException(
            "token "
                + token
                + " of a vocabulary of "
                + config.vocabulary()
                + ": the tokenizer is of another model");
      }
    }
  }

  /// What training from nothing starts with.
  public SortedMap<String, Parameters.Start> starts() {
    return Slot.starts(config);
  }

  /// States after the last norm.
  ///
  /// @param ids `[rows, length]`
  /// @return `[rows, length, width]` in the type of parameters
  Tensor states(Weights w, Tensor ids, Positions at, Attention attention, Dropout dropout) {
    Tensor x = embed(w, ids, at, dropout);
    for (int l = 0; l < config.layers(); l++) {
      x = layer(w, l, x, at, attention, dropout);
    }
    return top(w, x);
  }

  /// The last norm, in the type of parameters.
  Tensor top(Weights w, Tensor x) {
    return w.context().exact(norm(w, "norm", x));
  }

  /// `[rows, length, width]` before the first layer.
  Tensor embed(Weights w, Tensor ids, Positions at, Dropout dropout) {
    Context context = w.context();
    dropout.part(0);
    Tensor x = context.exact(torch.embedding(w.get("embed.weight"), ids));
    if (config.gpt2()) {
      x = x.add(context.exact(torch.embedding(w.get("positions.weight"), at.ids())));
    }
    return dropout.of(x);
  }

  /// @param x `[rows, length, width]`
  Tensor layer(Weights w, int l, Tensor x, Positions at, Attention attention, Dropout dropout) {
    Context context = w.context();
    String own = Slot.layer(l);
    dropout.part(l + 1);
    long n = x.size(0);
    long t = x.size(1);
    long heads = config.heads();
    long keyHeads = config.keyHeads();
    Tensor all =
        w.linear(own + ".qkv", norm(w, own + ".attention_norm", x))
            .view(n, t, heads + 2 * keyHeads, config.headWidth());
    // Split rather than narrowed: its gradient is put together once.
    TensorVector parts = all.split_with_sizes(new long[] {heads + keyHeads, keyHeads}, 2);
    Tensor turned = parts.get(0);
    Tensor values = parts.get(1);
    if (config.headNorms()) {
      Tensor q = norm(w, own + ".query_norm", turned.narrow(2, 0, heads));
      Tensor k = norm(w, own + ".key_norm", turned.narrow(2, heads, keyHeads));
      turned = context.product(torch.cat(new TensorVector(q, k), 2));
    }
    if (!config.gpt2()) {
      turned = at.turn(turned);
    }
    TensorVector both = turned.split_with_sizes(new long[] {heads, keyHeads}, 2);
    Tensor attended = attention.attend(l, both.get(0), both.get(1), values);
    x = x.add(dropout.of(context.exact(w.linear(own + ".attention_out", attended))));
    Tensor h = w.linear(own + ".ffn_in", norm(w, own + ".ffn_norm", x));
    if (config.gpt2()) {
      h = torch.gelu(h, "tanh");
    } else {
      TensorVector gated = h.split_with_sizes(new long[] {config.hidden(), config.hidden()}, 2);
      h = torch.silu(gated.get(0)).mul(gated.get(1));
    }
    return x.add(dropout.of(context.exact(w.linear(own + ".ffn_out", h))));
  }

  /// LayerNorm or RMSNorm over the last dimension.
  Tensor norm(Weights w, String name, Tensor states) {
    Tensor x = w.context().exact(states);
    Tensor scale = w.get(name + ".weight");
    if (config.gpt2()) {
      return torch.layer_norm(
          x,
          new long[] {scale.size(0)},
          new TensorOptional(scale),
          new TensorOptional(w.get(name + ".bias")),
          config.normEpsilon(),
          true);
    }
    // In parts that have quick gradients: libtorch's own takes half as long again. As in the
    // models'
    // own code, what is normed is multiplied in the type of products.
    long size = scale.size(0);
    Tensor squares = x.norm(new ScalarOptional(new Scalar(2.0)), new long[] {-1}, true).square();
    Tensor by = squares.mul(new Scalar(1.0 / size)).add(new Scalar(config.normEpsilon())).rsqrt();
    Context context = w.context();
    return context.product(x.mul(by)).mul(context.product(scale));
  }

  /// Scores of every token as the next, in the type of parameters.
  ///
  /// @param states `[…, width]`
  Tensor logits(Weights w, Tensor states) {
    Context context = w.context();
    return context.exact(
        context.linear(states, w.get(config.tied() ? "embed.weight" : "output.weight")));
  }

  /// The mean loss of a batch's targets, in nats, each by its weight.
  ///
  /// @param total weight that the sum is divided by: the batch's own, or that of all batches whose
  ///     gradients are summed before a step
  /// @param smoothing share of the target's mass that is spread over the vocabulary
  Tensor loss(Weights w, TokenBatch batch, Dropout dropout, double total, double smoothing) {
    Context context = w.context();
    Tensor states =
        states(
            w,
            batch.ids(context),
            batch.positions(config, context),
            batch.attention(config, context),
            dropout);
    return targetLoss(w, batch, states, total, smoothing);
  }

  /// @param states of all tokens, `[rows, length, width]`
  Tensor targetLoss(Weights w, TokenBatch batch, Tensor states, double total, double smoothing) {
    Context context = w.context();
    Tensor rows = states.reshape(-1, config.width()).index_select(0, batch.sources(context));
    Tensor logs = torch.log_softmax(logits(w, rows), -1);
    Tensor weights = batch.weights(context);
    Tensor losses = torch.nll_loss(logs, batch.targets(context), new TensorOptional(), EACH, -1);
    Tensor loss = losses.mul(weights).sum();
    if (smoothing > 0) {
      Tensor spread = logs.mean(1).mul(weights).sum();
      loss = loss.mul(new Scalar(1 - smoothing)).sub(spread.mul(new Scalar(smoothing)));
    }
    return loss.mul(new Scalar(1 / total));
  }
}
