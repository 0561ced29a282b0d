package org.jobtrail.predict.neural;

import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;

/// The bag of jobs: projections of the last job and of the mean of the jobs before it, of the
/// covariates now and of their mean before.
///
/// Source: the baseline `bag of jobs` of Vafa et al., CAREER, arXiv:2202.08370, and its public
/// code.
record BagNetwork(Inputs inputs) implements Network {
  @Override
  public int width() {
    return inputs.width();
  }

  @Override
  public SortedMap<String, Parameters.Start> starts() {
    SortedMap<String, Parameters.Start> starts = new TreeMap<>();
    inputs.starts(starts);
    long d = width();
    for (String name : new String[] {"last", "earlier", "now", "before"}) {
      starts.put("bag." + name + ".weight", Parameters.Start.normal(1 / Math.sqrt(width()), d, d));
    }
    starts.put("bag.bias", Parameters.Start.of(0, d));
    return starts;
  }

  @Override
  public Tensor states(Parameters p, Batch batch, Dropout dropout) {
    Context context = p.context();
    Tensor jobs = dropout.of(inputs.outcomes(p, batch));
    Tensor covariates = dropout.of(inputs.covariates(p, batch));
    Tensor sum =
        context
            .exactLinear(jobs, p.get("bag.last.weight"), p.get("bag.bias"))
            .add(
                context.exact(
                    context.linear(before(jobs, 1, context), p.get("bag.earlier.weight"))))
            .add(context.exact(context.linear(covariates, p.get("bag.now.weight"))))
            .add(
                context.exact(
                    context.linear(before(covariates, 0, context), p.get("bag.before.weight"))));
    return dropout.of(Inputs.rows(sum.add(jobs), batch));
  }

  /// The mean of all before a record, 0 where there is none.
  ///
  /// @param skip how many of the first tell nothing: at the first record no job was before
  private Tensor before(Tensor x, int skip, Context context) {
    long length = x.size(1);
    float[] weight = new float[Math.toIntExact(length * length)];
    for (int t = 0; t < length; t++) {
      for (int s = skip; s < t; s++) {
        weight[(int) (t * length + s)] = 1f / (t - skip);
      }
    }
    return torch.matmul(context.floats(weight, length, length), x);
  }
}
