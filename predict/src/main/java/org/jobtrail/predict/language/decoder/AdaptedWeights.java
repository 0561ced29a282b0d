package org.jobtrail.predict.language.decoder;

import java.util.List;
import java.util.SortedMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Weights;

/// Frozen weights with adapters beside them.
public final class AdaptedWeights implements Weights {
  private final FrozenWeights base;
  private final Parameters adapters;
  private final Lora lora;
  private final SortedMap<String, List<Lora.Adapter>> byModule;

  /// @param adapters with the names and shapes of {@link Lora#starts}
  public AdaptedWeights(FrozenWeights base, Lora lora, DecoderConfig config, Parameters adapters) {
    this.base = base;
    this.adapters = adapters;
    this.lora = lora;
    this.byModule = lora.adapters(config);
  }

  public Parameters adapters() {
    return adapters;
  }

  public Lora lora() {
    return lora;
  }

  @Override
  public Tensor get(String name) {
    return base.get(name);
  }

  @Override
  public boolean has(String name) {
    return base.has(name);
  }

  @Override
  public Context context() {
    return base.context();
  }

  @Override
  public Tensor linear(String module, Tensor x) {
    Tensor whole = base.linear(module, x);
    List<Lora.Adapter> own = byModule.get(module);
    if (own == null) {
      return whole;
    }
    long rows = whole.size(-1);
    if (own.size() == 1 && own.getFirst().rows() == rows) {
      return whole.add(change(own.getFirst(), x));
    }
    TensorVector parts = new TensorVector();
    long at = 0;
    for (Lora.Adapter adapter : own) {
      if (adapter.from() > at) {
        parts.push_back(whole.narrow(-1, at, adapter.from() - at));
      }
      parts.push_back(whole.narrow(-1, adapter.from(), adapter.rows()).add(change(adapter, x)));
      at = adapter.from() + adapter.rows();
    }
    if (at < rows) {
      parts.push_back(whole.narrow(-1, at, rows - at));
    }
    return torch.cat(parts, -1);
  }

  private Tensor change(Lora.Adapter adapter, Tensor x) {
    Context context = context();
    Tensor low = context.linear(x, adapters.get(adapter.a()));
    return context.linear(low, adapters.get(adapter.b())).mul(new Scalar(lora.scale()));
  }

  /// Adds the adapters to the frozen weights, which are changed; then they alone are the model.
  public FrozenWeights merge() {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      byModule.forEach(
          (module, own) -> {
            Tensor weight = base.get(module + ".weight");
            for (Lora.Adapter adapter : own) {
              Tensor change =
                  torch
                      .matmul(adapters.get(adapter.b()), adapters.get(adapter.a()))
                      .mul(new Scalar(lora.scale()));
              Tensor rows = weight.narrow(0, adapter.from(), adapter.rows());
              // Summed in the type of parameters, rounded once.
              rows.copy_(context().exact(rows).add(change));
            }
          });
    }
    return base;
  }
}
