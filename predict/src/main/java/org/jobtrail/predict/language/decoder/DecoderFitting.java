package org.jobtrail.predict.language.decoder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.libtorch.AdamW;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Weights;

/// Trains a decoder on documents by AdamW and keeps the state that a measure of the caller's likes
/// best.
///
/// A state is kept in the run's folder after every validation, so that a run that was killed goes
/// on and ends with the same weights. Sources: Loshchilov and Hutter, arXiv:1711.05101 (AdamW) and
/// arXiv:1608.03983 (cosine); Chen et al., arXiv:1604.06174 (checkpointing).
///
/// @param tokens of a batch that goes through at once at most, filler counted
/// @param accumulation batches whose gradients are summed for a step
/// @param rate of learning at its highest
/// @param floor share of it at the end
/// @param warmup steps until the rate is at its highest
/// @param decay of matrices; norms and biases don't decay
/// @param beta2 how slowly the mean of the gradient's square moves
/// @param clip norm of the gradient at most
/// @param epochs at most; with 0 nothing is learnt
/// @param steps at most
/// @param evaluateEvery so many steps there is a validation; 0: after each epoch
/// @param patience validations without gain before training ends
/// @param dropout rate
/// @param smoothing of labels: share of a target's mass that is spread over the vocabulary
/// @param packed tokens of a row that several documents share without seeing each other; 0: a
///     document has a row of its own, beside others of like length
/// @param checkpointing layers are run again in the backward pass instead of being remembered
public record DecoderFitting(
    int tokens,
    int accumulation,
    double rate,
    double floor,
    Schedule schedule,
    int warmup,
    double decay,
    double beta2,
    double clip,
    int epochs,
    int steps,
    int evaluateEvery,
    int patience,
    double dropout,
    double smoothing,
    int packed,
    boolean checkpointing) {
  /// From nothing, on surveys of some thousand people.
  public static final DecoderFitting DEFAULT =
      new DecoderFitting(
          4096,
          1,
          1e-3,
          0.05,
          Schedule.COSINE,
          100,
          0.1,
          0.98,
          1,
          10,
          Integer.MAX_VALUE,
          0,
          5,
          0.1,
          0,
          0,
          false);

  private static final double BETA1 = 0.9;

  public DecoderFitting {
    if (tokens < 1 || accumulation < 1 || warmup < 1 || steps < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "tokens, accumulation, warmup, steps and patience must be above 0");
    }
    if (epochs < 0) {
      throw new IllegalArgumentException("epochs must be 0 or more, found " + epochs);
    }
    if (!(rate > 0) || !(floor >= 0 && floor <= 1) || !(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "rate must be above 0, floor in [0, 1], smoothing in [0, 1)");
    }
    if (!(decay >= 0) || !(beta2 >= 0 && beta2 < 1) || !(clip > 0)) {
      throw new IllegalArgumentException("decay must be 0 or more, beta2 in [0, 1), clip above 0");
    }
    if (evaluateEvery < 0 || packed < 0) {
      throw new IllegalArgumentException("evaluate_every and packed must be 0 or more");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), found " + dropout);
    }
  }

  public DecoderFitting withRate(double other) {
    return new DecoderFitting(
        tokens,
        accumulation,
        other,
        floor,
        schedule,
        warmup,
        decay,
        beta2,
        clip,
        epochs,
        steps,
        evaluateEvery,
        patience,
        dropout,
        smoothing,
        packed,
        checkpointing);
  }

  public DecoderFitting withEpochs(int other) {
    return new DecoderFitting(
        tokens,
        accumulation,
        rate,
        floor,
        schedule,
        warmup,
        decay,
        beta2,
        clip,
        other,
        steps,
        evaluateEvery,
        patience,
        dropout,
        smoothing,
        packed,
        checkpointing);
  }

  public DecoderFitting withCheckpointing(boolean other) {
    return new DecoderFitting(
        tokens,
        accumulation,
        rate,
        floor,
        schedule,
        warmup,
        decay,
        beta2,
        clip,
        epochs,
        steps,
        evaluateEvery,
        patience,
        dropout,
        smoothing,
        packed,
        other);
  }

  /// How many steps a training takes that nothing stops early.
  public long stepsAtMost(List<TokenDocument> documents, long seed) {
    Batches batches = new Batches(documents, tokens, packed, accumulation, seed);
    return Math.min(steps, (long) epochs * batches.steps(0).size());
  }

  /// Trains until there are no more epochs or validation tells to stop; the parameters then hold
  /// the best state.
  ///
  /// @param weights what the decoder computes with: the parameters themselves, or others with
  ///     adapters that are the parameters
  /// @param parameters what is trained
  /// @param validation a measure of weights, lower is better; it may keep none of them
  /// @param what says what the caller's part is made of, such as where the parameters started and
  ///     what validation measures: a state is only taken up by the same training
  /// @return the best measure
  /// @throws IllegalArgumentException when no token of any document counts, a document is longer
  ///     than the decoder's positions, or has a token that the vocabulary hasn't
  public double fit(
      Decoder decoder,
      Weights weights,
      Parameters parameters,
      List<TokenDocument> train,
      ToDoubleFunction<Weights> validation,
      TrainingRun run,
      String what)
      throws IOException {
    return fit(decoder, weights, parameters, _ -> train, validation, run, what);
  }

  /// The same with documents that may differ a little from epoch to epoch.
  ///
  /// @param train the documents of an epoch, from 0; the same whenever asked. By those of the first
  ///     a killed training is known again
  public double fit(
      Decoder decoder,
      Weights weights,
      Parameters parameters,
      IntFunction<List<TokenDocument>> train,
      ToDoubleFunction<Weights> validation,
      TrainingRun run,
      String what)
      throws IOException {
    Batches batches = batches(decoder, train.apply(0), run);
    long total = Math.min(steps, (long) epochs * batches.steps(0).size());
    String key = batches.hash() + '\n' + Settings.json(this) + '\n' + run.seed() + '\n' + what;
    run.progress().start("steps of training", total);
    try (DecoderState state = DecoderState.open(run.work(), key, parameters);
        Dropout drops =
            Dropout.of(
                dropout,
                run.seed(),
                (long) batches.mostTokens() * decoder.config().width(),
                parameters.context())) {
      long step = 0;
      for (int epoch = 0; epoch < epochs && step < steps && state.stale() < patience; epoch++) {
        List<List<TokenBatch>> all =
            (epoch == 0 ? batches : batches(decoder, train.apply(epoch), run)).steps(epoch);
        if (step + all.size() <= state.step() && step + all.size() < steps) {
          step += all.size();
          continue;
        }
        double each = all.stream().mapToDouble(DecoderFitting::weight).average().orElseThrow();
        for (int i = 0; i < all.size() && step < steps && state.stale() < patience; i++) {
          step++;
          if (step <= state.step()) {
            continue;
          }
          drops.step(run.seed(), step);
          double now = rate * schedule.factor(step, total, warmup, floor);
          step(decoder, weights, parameters, all.get(i), each, drops, state, now, step);
          boolean last = i == all.size() - 1 || step == steps;
          boolean end = last && (epoch == epochs - 1 || step == steps);
          if (evaluateEvery > 0 ? step % evaluateEvery == 0 || end : last) {
            state.validated(step, measure(weights, parameters, validation), parameters);
            state.write(run.work(), parameters);
          }
          run.progress().step(Math.min(step, total));
        }
      }
      state.best(parameters);
      return state.bestMeasure();
    }
  }

  private Batches batches(Decoder decoder, List<TokenDocument> documents, TrainingRun run) {
    documents.forEach(document -> decoder.check(document.tokens()));
    List<TokenDocument> counting = documents.stream().filter(d -> d.weight() > 0).toList();
    if (counting.isEmpty()) {
      throw new IllegalArgumentException("no token of " + documents.size() + " documents counts");
    }
    return new Batches(counting, tokens, packed, accumulation, run.seed());
  }

  private static double measure(
      Weights weights, Parameters parameters, ToDoubleFunction<Weights> validation) {
    if (weights != parameters) {
      return validation.applyAsDouble(weights);
    }
    try (FrozenWeights frozen = FrozenWeights.of(parameters)) {
      return validation.applyAsDouble(frozen);
    }
  }

  /// One step of the optimizer.
  ///
  /// @param total as for {@link #gradient}
  void step(
      Decoder decoder,
      Weights weights,
      Parameters parameters,
      List<TokenBatch> batches,
      double total,
      Dropout drops,
      DecoderState state,
      double now,
      long step) {
    gradient(decoder, weights, parameters, batches, total, drops);
    parameters.shrinkMatrices(1 - now * decay);
    new AdamW(BETA1, beta2, 0, clip).step(parameters, state.moments(), now, step);
  }

  static double weight(List<TokenBatch> batches) {
    return batches.stream().mapToDouble(TokenBatch::weight).sum();
  }

  /// Puts the gradient of the batches' loss together where the parameters keep theirs.
  ///
  /// @param total weight that the losses' sum is divided by: in a training that of a step at the
  ///     mean, so that a title counts the same in a batch of short careers, which has few, as in
  ///     one of long careers
  /// @return the loss
  double gradient(
      Decoder decoder,
      Weights weights,
      Parameters parameters,
      List<TokenBatch> batches,
      double total,
      Dropout drops) {
    parameters.gradient().zero_();
    double loss = 0;
    for (int b = 0; b < batches.size(); b++) {
      drops.batch(b);
      try (PointerScope _ = new PointerScope()) {
        if (checkpointing) {
          loss += Recomputed.backward(decoder, weights, batches.get(b), drops, total, smoothing);
        } else {
          var part = decoder.loss(weights, batches.get(b), drops, total, smoothing);
          part.backward();
          loss += part.item_double();
        }
      }
    }
    return loss;
  }

  /// The mean loss of documents in nats by their tokens' weights: what validation may measure.
  ///
  /// @param tokens of a pass at most, filler counted
  public static double loss(
      Decoder decoder, Weights weights, List<TokenDocument> documents, int tokens) {
    List<TokenDocument> counting =
        new ArrayList<>(documents.stream().filter(d -> d.weight() > 0).toList());
    double total = counting.stream().mapToDouble(TokenDocument::weight).sum();
    double loss = 0;
    for (TokenBatch batch : Batches.sorted(counting, tokens)) {
      try (PointerScope _ = new PointerScope();
          var _ = new org.bytedeco.pytorch.NoGradGuard()) {
        loss += decoder.loss(weights, batch, Dropout.NONE, total, 0).item_double();
      }
    }
    return loss;
  }
}
