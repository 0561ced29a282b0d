package org.jobtrail.predict.neural;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.provenance.JobtrailException;

/// Carries a trained network's weights over to one for another panel: embeddings and outputs row by
/// row, by outcome, level and period; all else as it is. What the first didn't know starts as if
/// there were no first, so covariates that resumes lack are learnt in fine-tuning alone.
final class Transfer {
  private final Encoding from;
  private final Encoding to;

  private Transfer(Encoding from, Encoding to) {
    this.from = from;
    this.to = to;
  }

  /// @throws JobtrailException.Usage when the models are of different kinds or sizes
  static void into(Predictor predictor, Parameters parameters, NextOccupationModel trained) {
    if (!(trained instanceof NeuralModel model)) {
      throw new JobtrailException.Usage(
          "--from: " + trained.name() + " has no weights that a network could start from");
    }
    Transfer transfer = new Transfer(model.predictor().encoding(), predictor.encoding());
    SortedMap<String, Tensor> before = model.fitted().saved();
    SortedMap<String, Tensor> after = new TreeMap<>(parameters.saved());
    int taken = 0;
    for (Map.Entry<String, Tensor> entry : after.entrySet()) {
      Tensor old = before.get(entry.getKey());
      if (old != null) {
        entry.setValue(transfer.rows(entry.getKey(), old, entry.getValue()));
        taken++;
      }
    }
    if (taken == 0) {
      throw new JobtrailException.Usage("--from: the two models have no tensor in common");
    }
    float[] flat = new float[Math.toIntExact(parameters.size())];
    int at = 0;
    for (Tensor tensor : after.values()) {
      float[] own = tensor.floats();
      System.arraycopy(own, 0, flat, at, own.length);
      at += own.length;
    }
    parameters.set(flat);
  }

  private Tensor rows(String name, Tensor old, Tensor fresh) {
    int[] source = source(name, old, fresh);
    int width = width(fresh);
    if (width != width(old)) {
      throw new JobtrailException.Usage(
          "--from: "
              + name
              + " has the shape "
              + old.shape()
              + " there and "
              + fresh.shape()
              + " here; the two models must have the same width, heads and hidden width");
    }
    float[] values = fresh.floats();
    float[] given = old.floats();
    for (int row = 0; row < source.length; row++) {
      if (source[row] >= 0) {
        System.arraycopy(given, source[row] * width, values, row * width, width);
      }
    }
    return Tensor.of(values, fresh.shape().stream().mapToLong(Long::longValue).toArray());
  }

  private static int width(Tensor tensor) {
    long width = 1;
    for (int d = 1; d < tensor.shape().size(); d++) {
      width *= tensor.shape().get(d);
    }
    return Math.toIntExact(width);
  }

  /// For each row here its row there, −1 for none.
  private int[] source(String name, Tensor old, Tensor fresh) {
    int[] source = new int[Math.toIntExact(fresh.shape().getFirst())];
    for (int row = 0; row < source.length; row++) {
      source[row] =
          switch (name) {
            case "embed.outcome", "head.weight" -> outcome(row);
            case "embed.period" -> period(row);
            default ->
                name.startsWith("embed.") && name.indexOf('.', 6) > 0 ? level(name, row) : row;
          };
      if (source[row] >= old.shape().getFirst()) {
        source[row] = -1;
      }
    }
    return source;
  }

  /// One row more than there are outcomes: the start in the embedding, staying in the head.
  private int outcome(int row) {
    return row == to.outcomes()
        ? from.outcomes()
        : from.schema().outcomes().number(to.schema().outcomes().get(row).code()).orElse(-1);
  }

  private int period(int row) {
    return from.period(to.firstPeriod() + row);
  }

  private int level(String name, int row) {
    Covariate here = covariate(to.schema(), name);
    return covariate(from.schema(), name).levels().indexOf(here.levels().get(row));
  }

  private static Covariate covariate(PanelSchema schema, String name) {
    String own = name.substring(name.indexOf('.', 6) + 1);
    return (name.startsWith("embed.fixed.") ? schema.fixed() : schema.varying())
        .stream().filter(c -> c.name().equals(own)).findFirst().orElseThrow();
  }
}
