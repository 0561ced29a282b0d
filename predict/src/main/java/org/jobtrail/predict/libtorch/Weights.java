package org.jobtrail.predict.libtorch;

import org.bytedeco.pytorch.Tensor;

/// The named numbers of a network, trainable or not.
public interface Weights {
  /// @throws IllegalArgumentException when there is none of that name
  Tensor get(String name);

  boolean has(String name);

  Context context();

  /// `x Wᵀ + b` in the type of products.
  ///
  /// @param module `W` is `module.weight`, `b` is `module.bias` if there is one
  default Tensor linear(String module, Tensor x) {
    Tensor weight = get(module + ".weight");
    String bias = module + ".bias";
    return has(bias) ? context().linear(x, weight, get(bias)) : context().linear(x, weight);
  }
}
