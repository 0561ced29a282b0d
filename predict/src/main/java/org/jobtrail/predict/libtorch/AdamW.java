package org.jobtrail.predict.libtorch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.provenance.JobtrailException;

/// A step of AdamW on all parameters at once, with the norm of the gradient clipped.
///
/// `θ ← (1 − η λ) θ − η m̂ / (√v̂ + ε)`. Source: Loshchilov and Hutter, arXiv:1711.05101.
///
/// @param beta1 how slowly the mean of the gradient moves, in `[0, 1)`
/// @param beta2 the same of its square
/// @param decay of weights, λ
/// @param clip norm of the gradient at most
public record AdamW(double beta1, double beta2, double decay, double clip) {
  private static final double EPSILON = 1e-8;

  /// Numbers that a processor does at a time: its cache holds them and what is made of them from
  /// one operation to the next.
  static final long PART = 1 << 18;

  public AdamW {
    if (beta1 < 0 || beta1 >= 1 || beta2 < 0 || beta2 >= 1 || decay < 0 || clip <= 0) {
      throw new IllegalArgumentException(
          "beta1 and beta2 must be in [0, 1), decay at least 0, clip above 0");
    }
  }

  /// Moves the parameters by the gradient that stands in {@link Parameters#gradient}.
  ///
  /// @param rate of learning now, η
  /// @param step counts from 1
  /// @throws JobtrailException.Usage when the gradient is not finite
  public void step(Parameters parameters, Moments moments, double rate, long step) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      Tensor gradient = parameters.gradient();
      double norm = gradient.norm().item_double();
      if (!Double.isFinite(norm)) {
        throw new JobtrailException.Usage(
            "step "
                + step
                + ": the gradient is "
                + norm
                + ", training ran away; lower the rate (--set rate=...)");
      }
      if (norm > clip) {
        gradient.mul_(new Scalar(clip / norm));
      }
      long size = gradient.numel();
      long most = gradient.is_cuda() ? size : PART;
      for (long from = 0; from < size; from += most) {
        long n = Math.min(most, size - from);
        step(
            gradient.narrow(0, from, n),
            parameters.flat().narrow(0, from, n),
            moments.part(from, n),
            rate,
            step);
      }
    }
  }

  private void step(Tensor gradient, Tensor values, Moments moments, double rate, long step) {
    moments.update(gradient, beta1, beta2);
    if (decay > 0) {
      values.mul_(new Scalar(1 - rate * decay));
    }
    // Both means start at 0, which their powers correct; the second's goes into the step.
    double corrected = Math.sqrt(1 - Math.pow(beta2, (double) step));
    Tensor deviation = moments.second().sqrt().add_(new Scalar(EPSILON * corrected));
    values.addcdiv_(
        moments.first(),
        deviation,
        new Scalar(-rate * corrected / (1 - Math.pow(beta1, (double) step))));
  }
}
