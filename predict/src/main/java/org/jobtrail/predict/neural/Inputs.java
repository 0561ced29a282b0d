package org.jobtrail.predict.neural;

import java.util.List;
import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.panel.Covariate;
import org.jobtrail.predict.libtorch.Parameters;

/// The embeddings of a record: of the outcome before, the period, each covariate and, where it is
/// informed, how long the outcome before was held and how long ago.
///
/// @param informed with `tenure` and `gap`, which the logit knows and CAREER has to count
record Inputs(Encoding encoding, int width, boolean informed) {
  private static final double DEVIATION = 0.02;

  void starts(SortedMap<String, Parameters.Start> starts) {
    starts.put("embed.outcome", normal(encoding.outcomes() + 1));
    starts.put("embed.period", normal(encoding.periods()));
    for (Covariate covariate : encoding.schema().varying()) {
      starts.put("embed.varying." + covariate.name(), normal(covariate.levels().size()));
    }
    for (Covariate covariate : encoding.schema().fixed()) {
      starts.put("embed.fixed." + covariate.name(), normal(covariate.levels().size()));
    }
    if (informed) {
      starts.put("embed.tenure", normal(Encoding.MOST_TENURE + 1));
      starts.put("embed.gap", normal(Encoding.MOST_GAP + 1));
    }
  }

  private Parameters.Start normal(int levels) {
    return Parameters.Start.normal(DEVIATION, (long) levels, (long) width);
  }

  /// Of the outcomes before, `[people, length, width]`.
  Tensor outcomes(Parameters p, Batch batch) {
    return torch.embedding(p.get("embed.outcome"), batch.previous());
  }

  /// All that is known of a record but its past, `[people, length, width]`.
  Tensor covariates(Parameters p, Batch batch) {
    Tensor sum = torch.embedding(p.get("embed.period"), batch.period());
    List<Covariate> varying = encoding.schema().varying();
    for (int c = 0; c < varying.size(); c++) {
      String name = "embed.varying." + varying.get(c).name();
      sum = sum.add(torch.embedding(p.get(name), batch.varying().get(c)));
    }
    List<Covariate> fixed = encoding.schema().fixed();
    for (int c = 0; c < fixed.size(); c++) {
      String name = "embed.fixed." + fixed.get(c).name();
      sum = sum.add(torch.embedding(p.get(name), batch.fixed().get(c)).unsqueeze(1));
    }
    if (informed) {
      sum =
          sum.add(torch.embedding(p.get("embed.tenure"), batch.tenure()))
              .add(torch.embedding(p.get("embed.gap"), batch.gap()));
    }
    return sum;
  }

  /// Keeps what belongs to records, `[rows, width]` of `[people, length, width]`.
  static Tensor rows(Tensor x, Batch batch) {
    return x.reshape((long) batch.people() * batch.length(), x.size(2))
        .index_select(0, batch.places());
  }
}
