package org.jobtrail.predict.neural;

import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;

/// The CAREER transformer: pre-LN, causal, sinusoidal positions, GELU.
///
/// `h0_t = √d e_job(y_(t−1)) + position(t) + Σ e_covariate`, dropout on the sum; then in each layer
/// `h += dropout(attention(LN(h)))`, `h += dropout(FFN(LN(h)))`, and a last LayerNorm. Source: Vafa
/// et al., CAREER, arXiv:2202.08370, section 3, and its public code.
record CareerNetwork(Inputs inputs, int layers, int heads, int hidden) implements Network {
  @Override
  public int width() {
    return inputs.width();
  }

  @Override
  public SortedMap<String, Parameters.Start> starts() {
    SortedMap<String, Parameters.Start> starts = new TreeMap<>();
    inputs.starts(starts);
    long d = width();
    double deep = 0.02 / Math.sqrt(2 * layers);
    for (int l = 0; l < layers; l++) {
      String layer = layer(l);
      norm(starts, layer + "attention_norm", d);
      starts.put(layer + "qkv.weight", Parameters.Start.normal(1 / Math.sqrt(width()), 3 * d, d));
      starts.put(layer + "qkv.bias", Parameters.Start.of(0, 3 * d));
      starts.put(layer + "attention_out.weight", Parameters.Start.normal(deep, d, d));
      starts.put(layer + "attention_out.bias", Parameters.Start.of(0, d));
      norm(starts, layer + "ffn_norm", d);
      starts.put(layer + "ffn_in.weight", Parameters.Start.normal(0.05, (long) hidden, d));
      starts.put(layer + "ffn_in.bias", Parameters.Start.of(0, (long) hidden));
      starts.put(layer + "ffn_out.weight", Parameters.Start.normal(deep, d, (long) hidden));
      starts.put(layer + "ffn_out.bias", Parameters.Start.of(0, d));
    }
    norm(starts, "norm", d);
    return starts;
  }

  private static void norm(SortedMap<String, Parameters.Start> starts, String name, long d) {
    starts.put(name + ".weight", Parameters.Start.of(1, d));
    starts.put(name + ".bias", Parameters.Start.of(0, d));
  }

  private static String layer(int number) {
    return "layer.%02d.".formatted(number);
  }

  @Override
  public Tensor states(Parameters p, Batch batch, Dropout dropout) {
    Context context = p.context();
    Tensor x =
        inputs
            .outcomes(p, batch)
            .mul(new Scalar(Math.sqrt(width())))
            .add(inputs.covariates(p, batch))
            .add(positions(batch.length(), context));
    x = dropout.of(x);
    Tensor future = future(batch.length(), context);
    for (int l = 0; l < layers; l++) {
      String layer = layer(l);
      Tensor attended = attention(p, layer, norm(p, layer + "attention_norm", x), batch, future);
      x = dropout.onto(x, attended);
      Tensor h = norm(p, layer + "ffn_norm", x);
      h = context.linear(h, p.get(layer + "ffn_in.weight"), p.get(layer + "ffn_in.bias"));
      h = torch.gelu(h);
      h = context.exactLinear(h, p.get(layer + "ffn_out.weight"), p.get(layer + "ffn_out.bias"));
      x = dropout.onto(x, h);
    }
    return norm(p, "norm", Inputs.rows(x, batch));
  }

  /// @param future `[1, length, length]`, what is added to the scores
  private Tensor attention(Parameters p, String layer, Tensor x, Batch batch, Tensor future) {
    Context context = p.context();
    long n = batch.people();
    long t = batch.length();
    long size = width() / heads;
    Tensor qkv = context.linear(x, p.get(layer + "qkv.weight"), p.get(layer + "qkv.bias"));
    // Plain products: libtorch's fused attention takes twice to three times as long on sequences
    // as short as careers. Unbound, because each part selected would have a gradient as great as
    // the whole.
    TensorVector parts =
        qkv.view(n, t, 3, heads, size)
            .permute(2, 0, 3, 1, 4)
            .contiguous()
            .view(3, n * heads, t, size)
            .unbind(0);
    Tensor scores =
        torch.baddbmm(
            future,
            parts.get(0),
            parts.get(1).transpose(1, 2),
            new Scalar(1.0),
            new Scalar(1 / Math.sqrt((double) size)));
    Tensor attended = torch.bmm(torch.softmax(scores, -1), parts.get(2));
    Tensor joined = attended.view(n, heads, t, size).transpose(1, 2).reshape(n, t, width());
    return context.exactLinear(
        joined, p.get(layer + "attention_out.weight"), p.get(layer + "attention_out.bias"));
  }

  /// 0 for a record and those before it, far below every score for those after it.
  private static Tensor future(int length, Context context) {
    float[] values = new float[length * length];
    for (int t = 0; t < length; t++) {
      java.util.Arrays.fill(values, t * length + t + 1, (t + 1) * length, -1e30f);
    }
    return context.product(context.floats(values, 1, length, length));
  }

  private Tensor norm(Parameters p, String name, Tensor x) {
    return torch.layer_norm(
        x,
        new long[] {width()},
        new TensorOptional(p.get(name + ".weight")),
        new TensorOptional(p.get(name + ".bias")),
        1e-5,
        true);
  }

  /// `[length, width]`: the sines of the first half of the dimensions, the cosines of the second,
  /// as the reference has them; positions count from 1.
  private Tensor positions(int length, Context context) {
    int half = width() / 2;
    float[] table = new float[length * width()];
    for (int t = 0; t < length; t++) {
      for (int k = 0; k < half; k++) {
        double angle = (t + 1) * Math.exp(-Math.log(10_000) * k / Math.max(1, half - 1));
        table[t * width() + k] = (float) Math.sin(angle);
        table[t * width() + half + k] = (float) Math.cos(angle);
      }
    }
    return context.floats(table, length, width());
  }
}
