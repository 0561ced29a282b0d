package org.jobtrail.predict.libtorch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Adam's running means of the gradient and of its square, `[parameters]` each.
public final class Moments implements AutoCloseable {
  private final Tensor first;
  private final Tensor second;

  public Moments(FittingState state, Parameters parameters) {
    Context context = parameters.context();
    try (PointerScope _ = new PointerScope()) {
      first = context.floats(state.first(), state.first().length);
      second = context.floats(state.second(), state.second().length);
      first.retainReference();
      second.retainReference();
    }
  }

  private Moments(Tensor first, Tensor second) {
    this.first = first;
    this.second = second;
  }

  /// Those of a training that begins.
  public static Moments zero(Parameters parameters) {
    try (PointerScope _ = new PointerScope()) {
      Tensor first = torch.zeros_like(parameters.flat());
      Tensor second = torch.zeros_like(parameters.flat());
      first.retainReference();
      second.retainReference();
      return new Moments(first, second);
    }
  }

  public Tensor first() {
    return first;
  }

  public Tensor second() {
    return second;
  }

  /// The `n` from `from` on, which share these ones' memory.
  Moments part(long from, long n) {
    return new Moments(first.narrow(0, from, n), second.narrow(0, from, n));
  }

  public void update(Tensor gradient, double beta1, double beta2) {
    first.lerp_(gradient, new Scalar(1 - beta1));
    second.mul_(new Scalar(beta2)).addcmul_(gradient, gradient, new Scalar(1 - beta2));
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
