package org.jobtrail.predict.libtorch;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// Weights that nobody trains: matrices in the type of products, so that they need no conversion
/// in every pass, vectors in the type of parameters.
public final class FrozenWeights implements Weights, AutoCloseable {
  private final Context context;
  private final SortedMap<String, Tensor> byName = new TreeMap<>();

  /// Without weights; they are put in one after the other.
  public FrozenWeights(Context context) {
    this.context = context;
  }

  /// A copy of trained parameters as they are now.
  public static FrozenWeights of(Parameters parameters) {
    FrozenWeights frozen = new FrozenWeights(parameters.context());
    parameters.names().forEach(name -> frozen.put(name, parameters.get(name)));
    return frozen;
  }

  /// Keeps a copy; of two dimensions or more in the type of products.
  public void put(String name, Tensor values) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      Tensor plain = values.detach();
      Tensor kept = plain.dim() > 1 ? context.product(plain) : context.exact(context.here(plain));
      // A conversion that has nothing to do gives the same memory, which goes on changing.
      Tensor own = kept.data_ptr().equals(plain.data_ptr()) ? kept.clone() : kept;
      own.retainReference();
      Tensor before = byName.put(name, own);
      if (before != null) {
        before.close();
      }
    }
  }

  /// Keeps a tensor that is to be filled, in the type that it will be used in.
  public Tensor room(String name, List<Long> shape) {
    long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
    try (PointerScope _ = new PointerScope()) {
      Tensor room = sizes.length > 1 ? context.productZeros(sizes) : context.zeros(sizes);
      room.retainReference();
      byName.put(name, room);
      return room;
    }
  }

  @Override
  public Tensor get(String name) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no weight " + name + ", known: " + byName.keySet());
    }
    return tensor;
  }

  @Override
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  @Override
  public Context context() {
    return context;
  }

  public long size() {
    return byName.values().stream().mapToLong(Tensor::numel).sum();
  }

  /// All, by name.
  public Map<String, Tensor> all() {
    return byName;
  }

  @Override
  public void close() {
    byName.values().forEach(Tensor::close);
    byName.clear();
  }
}
