package org.jobtrail.predict.libtorch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The named parameters of a network. All lie in one flat tensor, `[parameters]`, their gradients
/// in another, so that an optimizer's step is a handful of operations.
public final class Parameters implements Weights, AutoCloseable {
  private final Context context;
  private final SortedMap<String, Tensor> byName = new TreeMap<>();
  private final Tensor flat;
  private final Tensor gradient;

  /// How a parameter starts.
  ///
  /// @param deviation of the normal distribution that it is drawn from, around `mean`
  public record Start(double mean, double deviation, List<Long> shape) {
    public static Start normal(double deviation, Long... shape) {
      return new Start(0, deviation, List.of(shape));
    }

    public static Start of(double value, Long... shape) {
      return new Start(value, 0, List.of(shape));
    }

    public long size() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }
  }

  /// Draws all in the order of their names, so that one more changes no other.
  public static Parameters draw(Context context, Map<String, Start> starts, long seed) {
    SortedMap<String, org.jobtrail.predict.Tensor> values = new TreeMap<>();
    starts.forEach(
        (name, start) -> {
          SplittableRandom random = new SplittableRandom(seed ^ 31L * name.hashCode());
          float[] numbers = new float[Math.toIntExact(start.size())];
          for (int i = 0; i < numbers.length; i++) {
            double z = start.deviation == 0 ? 0 : random.nextGaussian();
            numbers[i] = (float) (start.mean + start.deviation * z);
          }
          long[] shape = start.shape.stream().mapToLong(Long::longValue).toArray();
          values.put(name, org.jobtrail.predict.Tensor.of(numbers, shape));
        });
    return new Parameters(context, values);
  }

  public Parameters(Context context, SortedMap<String, org.jobtrail.predict.Tensor> values) {
    this(shapes(values), context);
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      for (Map.Entry<String, org.jobtrail.predict.Tensor> named : values.entrySet()) {
        double[] own = named.getValue().doubles();
        get(named.getKey()).view(-1).copy_(context.doubles(own, own.length));
      }
    }
  }

  private static SortedMap<String, List<Long>> shapes(
      SortedMap<String, org.jobtrail.predict.Tensor> values) {
    SortedMap<String, List<Long>> shapes = new TreeMap<>();
    values.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  /// All 0, to be filled.
  ///
  /// @param shapes by name
  public static Parameters zero(Context context, SortedMap<String, List<Long>> shapes) {
    return new Parameters(shapes, context);
  }

  private Parameters(SortedMap<String, List<Long>> shapes, Context context) {
    this.context = context;
    try (PointerScope _ = new PointerScope()) {
      long size = shapes.values().stream().mapToLong(Parameters::size).sum();
      flat = context.zeros(size);
      gradient = context.zeros(size);
      long from = 0;
      for (Map.Entry<String, List<Long>> named : shapes.entrySet()) {
        long[] shape = named.getValue().stream().mapToLong(Long::longValue).toArray();
        long length = size(named.getValue());
        Tensor part = flat.narrow(0, from, length).view(shape).detach();
        part.set_requires_grad(true);
        part.mutable_grad().put(gradient.narrow(0, from, length).view(shape));
        part.retainReference();
        byName.put(named.getKey(), part);
        from += length;
      }
      flat.retainReference();
      gradient.retainReference();
    }
  }

  private static long size(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  @Override
  public Tensor get(String name) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no parameter " + name + ", known: " + byName.keySet());
    }
    return tensor;
  }

  @Override
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  public Set<String> names() {
    return byName.keySet();
  }

  @Override
  public Context context() {
    return context;
  }

  public long size() {
    return flat.numel();
  }

  /// `[parameters]`
  public Tensor flat() {
    return flat;
  }

  /// `[parameters]`
  public Tensor gradient() {
    return gradient;
  }

  /// The values of all, in the order of names, `[parameters]`.
  public float[] values() {
    return floats(flat);
  }

  /// Goes a share of the way to others of the same names and shapes.
  ///
  /// @param share in `[0, 1]`; 1 takes their values
  public void towards(Parameters others, double share) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      flat.lerp_(others.flat, new Scalar(share));
    }
  }

  /// Multiplies those of two dimensions or more: the decay of weights that leaves norms and biases.
  public void shrinkMatrices(double factor) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      for (Tensor tensor : byName.values()) {
        if (tensor.dim() > 1) {
          tensor.mul_(new Scalar(factor));
        }
      }
    }
  }

  public void set(float[] values) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      flat.copy_(context.floats(values, values.length));
    }
  }

  public static float[] floats(Tensor tensor) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      Tensor plain = tensor.detach().cpu().to(ScalarType.Float).contiguous();
      float[] values = new float[Math.toIntExact(plain.numel())];
      new FloatPointer(plain.data_ptr_float()).get(values);
      return values;
    }
  }

  /// As model files have them.
  public SortedMap<String, org.jobtrail.predict.Tensor> saved() {
    SortedMap<String, org.jobtrail.predict.Tensor> saved = new TreeMap<>();
    byName.forEach(
        (name, tensor) -> {
          long[] shape = new long[(int) tensor.dim()];
          for (int d = 0; d < shape.length; d++) {
            shape[d] = tensor.size(d);
          }
          saved.put(name, org.jobtrail.predict.Tensor.of(floats(tensor), shape));
        });
    return saved;
  }

  @Override
  public void close() {
    byName.values().forEach(Tensor::close);
    flat.close();
    gradient.close();
  }
}
