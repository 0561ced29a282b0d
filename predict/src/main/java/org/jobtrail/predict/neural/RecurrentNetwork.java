package org.jobtrail.predict.neural;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;

/// A recurrent network over the records: the outcome before and the covariates now go in, the state
/// comes out.
///
/// Sources: Hochreiter and Schmidhuber 1997 (LSTM); Cho et al., arXiv:1406.1078 (GRU).
record RecurrentNetwork(Inputs inputs, Cell cell, int layers) implements Network {
  /// The kind of its cells.
  public enum Cell {
    LSTM(4),
    GRU(3);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }
  }

  @Override
  public int width() {
    return inputs.width();
  }

  @Override
  public SortedMap<String, Parameters.Start> starts() {
    SortedMap<String, Parameters.Start> starts = new TreeMap<>();
    inputs.starts(starts);
    long d = width();
    double deviation = 1 / Math.sqrt(3.0 * width());
    for (int l = 0; l < layers; l++) {
      starts.put(name(l, "input.weight"), Parameters.Start.normal(deviation, cell.gates * d, d));
      starts.put(name(l, "state.weight"), Parameters.Start.normal(deviation, cell.gates * d, d));
      starts.put(name(l, "input.bias"), Parameters.Start.of(0, cell.gates * d));
      starts.put(name(l, "state.bias"), Parameters.Start.of(0, cell.gates * d));
    }
    return starts;
  }

  private String name(int layer, String part) {
    return "%s.%02d.%s".formatted(cell.name().toLowerCase(Locale.ROOT), layer, part);
  }

  @Override
  public Tensor states(Parameters p, Batch batch, Dropout dropout) {
    Tensor x =
        inputs
            .outcomes(p, batch)
            .add(inputs.covariates(p, batch))
            .mul(new org.bytedeco.pytorch.Scalar(Math.sqrt(width())));
    x = dropout.of(x);
    for (int l = 0; l < layers; l++) {
      TensorVector weights =
          new TensorVector(
              p.get(name(l, "input.weight")),
              p.get(name(l, "state.weight")),
              p.get(name(l, "input.bias")),
              p.get(name(l, "state.bias")));
      Tensor start = torch.zeros(1, batch.people(), width()).to(x.device(), x.scalar_type());
      Tensor y =
          switch (cell) {
            case LSTM ->
                torch
                    .lstm(
                        x, new TensorVector(start, start), weights, true, 1, 0, false, false, true)
                    .get0();
            case GRU -> torch.gru(x, start, weights, true, 1, 0, false, false, true).get0();
          };
      y = dropout.of(y);
      x = l == 0 ? y : x.add(y);
    }
    return Inputs.rows(x, batch);
  }
}
