package org.jobtrail.predict.libtorch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// The running average of a training's weights, `a ← β a + (1 − β) θ` after each step.
///
/// In the first steps β is `step / (step + 9)` where that is less, so that the start is soon
/// forgotten. Source: Polyak and Juditsky 1992, SIAM J. Control Optim. 30(4).
public final class Average implements AutoCloseable {
  private final double stays;
  private final Context context;
  private final Tensor mean;

  /// @param stays β, in `[0, 1)`; with 0 there is no average and the weights stand for it
  /// @param start `[parameters]`
  public Average(double stays, float[] start, Context context) {
    this.stays = stays;
    this.context = context;
    try (PointerScope _ = new PointerScope()) {
      mean = context.floats(start, start.length);
      mean.retainReference();
    }
  }

  /// @param step counts from 1
  public void step(Parameters parameters, long step) {
    if (stays == 0) {
      return;
    }
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      double now = Math.min(stays, step / (step + 9.0));
      mean.lerp_(parameters.flat(), new Scalar(1 - now));
    }
  }

  /// The average, or the weights where there is none.
  public float[] of(float[] weights) {
    return stays == 0 ? weights : Parameters.floats(mean);
  }

  /// @param values `[parameters]`
  public void set(float[] values) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      mean.copy_(context.floats(values, values.length));
    }
  }

  @Override
  public void close() {
    mean.close();
  }
}
