package org.jobtrail.predict.neural;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;

/// A network with its head: from people to probabilities.
record Predictor(Encoding encoding, Network network, Head head) {
  /// Records of a batch that nothing is learnt from.
  private static final int RECORDS = 4096;

  SortedMap<String, Parameters.Start> starts() {
    SortedMap<String, Parameters.Start> starts = new TreeMap<>(network.starts());
    head.starts(starts);
    return starts;
  }

  Batch batch(List<PanelPerson> people, Context context) {
    return batch(people, Batch.Rows.ALL, context);
  }

  Batch batch(List<PanelPerson> people, Batch.Rows rows, Context context) {
    return Batch.of(encoding, people, rows, head.informed(), context);
  }

  Tensor loss(Parameters parameters, Batch batch, Dropout dropout) {
    return head.loss(parameters, network.states(parameters, batch, dropout), batch);
  }

  /// The mean of −ln P(outcome), nothing dropped.
  double loss(Parameters parameters, List<PanelPerson> people) {
    double sum = 0;
    long rows = 0;
    List<PanelPerson> sorted =
        people.stream().sorted(Comparator.comparingInt(PanelPerson::size)).toList();
    for (List<PanelPerson> some : Fitting.cut(sorted, RECORDS)) {
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        Batch batch = batch(some, parameters.context());
        sum += batch.rows() * loss(parameters, batch, Dropout.NONE).item_double();
        rows += batch.rows();
      }
    }
    return sum / rows;
  }

  /// What a saved state must have been trained with to go on from it.
  String describe(Fitting fitting, double dropout, long seed, List<PanelPerson> train) {
    long records = train.stream().mapToLong(PanelPerson::size).sum();
    return network
        + " "
        + head
        + " "
        + fitting
        + " dropout "
        + dropout
        + " seed "
        + seed
        + " people "
        + train.size()
        + " records "
        + records;
  }
}
