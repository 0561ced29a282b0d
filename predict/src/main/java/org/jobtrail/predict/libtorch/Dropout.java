package org.jobtrail.predict.libtorch;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Drops numbers at random in training: each is 0 with the rate's probability, otherwise divided by
/// what is left.
///
/// Drawing anew for every number takes longer than some layers do, so masks are cut out of one long
/// tensor of draws at random places. Source: Srivastava et al. 2014, JMLR 15.
public final class Dropout implements AutoCloseable {
  /// Drops nothing.
  public static final Dropout NONE = new Dropout(0, 0, new Tensor());

  private final double rate;
  private final long pooled;
  private final Tensor pool;
  private long mixed;
  private int batch;
  private SplittableRandom random = new SplittableRandom(0);

  private Dropout(double rate, long pooled, Tensor pool) {
    this.rate = rate;
    this.pooled = pooled;
    this.pool = pool;
  }

  /// @param rate in `[0, 1)`
  /// @param most numbers of the greatest tensor that it will be asked for
  public static Dropout of(double rate, long seed, long most, Context context) {
    if (rate < 0 || rate >= 1) {
      throw new IllegalArgumentException("dropout must be in [0, 1), found " + rate);
    }
    if (rate == 0) {
      return NONE;
    }
    float kept = (float) (1 / (1 - rate));
    float[] values = new float[Math.toIntExact(Math.max(4 * most, 1 << 20))];
    SplittableRandom draws = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = draws.nextDouble() < rate ? 0 : kept;
    }
    try (PointerScope _ = new PointerScope()) {
      Tensor pool = context.floats(values, values.length);
      pool.retainReference();
      return new Dropout(rate, values.length, pool);
    }
  }

  /// What is cut in a step depends on its number alone, so that a run that goes on cuts the same.
  public void step(long seed, long step) {
    mixed = seed * 0x9E3779B97F4A7C15L + step;
    batch = 0;
    random = new SplittableRandom(mixed);
  }

  /// What is cut for a batch of a step that has several.
  public void batch(int number) {
    batch = number;
    part(0);
  }

  /// What is cut from here on depends on the step, the batch and this part of the network alone, so
  /// that a part that is run again cuts the same.
  public void part(int number) {
    if (rate > 0) {
      random = new SplittableRandom(mixed + 0x632BE59BD9B4E019L * (batch * 4096L + number + 1));
    }
  }

  /// @param x of any shape
  public Tensor of(Tensor x) {
    return rate == 0 ? x : x.mul(mask(x));
  }

  /// `to` and what is left of x.
  public Tensor onto(Tensor to, Tensor x) {
    return rate == 0 ? to.add(x) : torch.addcmul(to, x, mask(x));
  }

  private Tensor mask(Tensor x) {
    long n = x.numel();
    return pool.narrow(0, random.nextLong(pooled - n), n).view_as(x);
  }

  @Override
  public void close() {
    if (rate > 0) {
      pool.close();
    }
  }
}
