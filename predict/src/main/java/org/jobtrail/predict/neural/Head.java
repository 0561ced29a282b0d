package org.jobtrail.predict.neural;

import java.util.SortedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Parameters;

/// From a state to the probabilities of all outcomes.
///
/// With z the state times the output weights, `[outcomes + 1]` and without bias: the *two-stage*
/// head has `p_stay = σ(z_last)`, `ln P(y_(t−1)) = ln p_stay` and `ln P(b) = ln(1 − p_stay) +
/// logsoftmax_(without y_(t−1))(z)_b`; a person's first record has nothing to stay in and takes the
/// plain softmax. The *vanilla* head is the plain softmax everywhere. Source: Vafa et al., CAREER,
/// arXiv:2202.08370, section 3.2.
///
/// @param clamp logits are held in `[−10, 10]`, as the reference does
/// @param informed outcomes held before get more, by how long ago and how often and as the state
///     says
record Head(Kind kind, int outcomes, int width, boolean clamp, boolean informed) {
  /// Which of the two heads.
  public enum Kind {
    TWO_STAGE,
    VANILLA
  }

  /// No outcome: far below every logit, and finite, so that no product with it is undefined.
  private static final double NEVER = -1e30;

  void starts(SortedMap<String, Parameters.Start> starts) {
    long outputs = kind == Kind.TWO_STAGE ? outcomes + 1L : outcomes;
    starts.put("head.weight", Parameters.Start.normal(0.02, outputs, (long) width));
    if (informed) {
      long classes = Encoding.HELD_CLASSES;
      starts.put("head.held.weight", Parameters.Start.normal(0.02, classes, (long) width));
      starts.put("head.held.bias", Parameters.Start.of(0, classes));
    }
  }

  /// @param states `[rows, width]`
  /// @return `[rows, outcomes]`, natural logs
  Tensor logProbabilities(Parameters p, Tensor states, Batch batch) {
    Outputs z = outputs(p, states, batch);
    if (kind == Kind.VANILLA) {
      return z.destinations;
    }
    Tensor later = batch.first().neg().add(new Scalar(1.0)).unsqueeze(1);
    Tensor stay = torch.log_sigmoid(z.stay).unsqueeze(1);
    Tensor move = torch.log_sigmoid(z.stay.neg()).unsqueeze(1);
    Tensor all = z.destinations.add(move.mul(later));
    // ln p_stay in the place of the outcome before, which has NEVER there so far.
    Tensor before = batch.last().unsqueeze(1);
    Tensor kept = all.gather(1, before).mul(batch.first().unsqueeze(1)).add(stay.mul(later));
    return all.scatter(1, before, kept);
  }

  /// The mean of −ln P(outcome) over all rows, a scalar.
  Tensor loss(Parameters p, Tensor states, Batch batch) {
    Outputs z = outputs(p, states, batch);
    Tensor destination = z.destinations.gather(1, batch.target().unsqueeze(1)).squeeze(1);
    if (kind == Kind.VANILLA) {
      return destination.mean().neg();
    }
    Tensor moved = batch.first().add(batch.stay()).neg().add(new Scalar(1.0));
    Tensor chosen = batch.stay().neg().add(new Scalar(1.0)).mul(destination);
    Tensor stayed = batch.stay().mul(torch.log_sigmoid(z.stay));
    return chosen.add(stayed).add(moved.mul(torch.log_sigmoid(z.stay.neg()))).mean().neg();
  }

  /// @param destinations `[rows, outcomes]` natural logs, given a move with two stages
  /// @param stay `[rows]` the logit of staying; nothing for the vanilla head
  private record Outputs(Tensor destinations, Tensor stay) {}

  private Outputs outputs(Parameters p, Tensor states, Batch batch) {
    Context context = p.context();
    Tensor z = context.exact(context.linear(states, p.get("head.weight")));
    if (clamp) {
      z = torch.clamp(z, of(-10), of(10));
    }
    Tensor stay = kind == Kind.TWO_STAGE ? z.select(1, outcomes) : z;
    Tensor logits = kind == Kind.TWO_STAGE ? z.narrow(1, 0, outcomes) : z;
    if (informed) {
      logits = logits.add(held(p, states, batch));
    }
    if (kind == Kind.TWO_STAGE) {
      Tensor never = batch.first().neg().add(new Scalar(1.0)).mul(new Scalar(NEVER));
      logits = logits.scatter_add(1, batch.last().unsqueeze(1), never.unsqueeze(1));
    }
    return new Outputs(torch.log_softmax(logits, 1), stay);
  }

  /// `[rows, outcomes]`, 0 where an outcome was never held.
  private Tensor held(Parameters p, Tensor states, Batch batch) {
    Context context = p.context();
    Tensor ofClasses =
        context.exactLinear(states, p.get("head.held.weight"), p.get("head.held.bias"));
    Tensor values = ofClasses.reshape(-1).index_select(0, batch.heldClass());
    return states
        .new_zeros((long) batch.rows() * outcomes)
        .index_add(0, batch.held(), values)
        .view(batch.rows(), outcomes);
  }

  private static ScalarOptional of(double value) {
    return new ScalarOptional(new Scalar(value));
  }
}
