package org.jobtrail.predict.neural;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.Represents;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;

/// A trained network.
public final class NeuralModel implements NextOccupationModel, Represents {
  /// Records of a batch.
  private static final int RECORDS = 4096;

  private final String name;
  private final NeuralTrainer trainer;
  private final Predictor predictor;
  private final Parameters parameters;

  NeuralModel(String name, NeuralTrainer trainer, Predictor predictor, Parameters parameters) {
    this.name = name;
    this.trainer = trainer;
    this.predictor = predictor;
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PanelSchema schema() {
    return predictor.encoding().schema();
  }

  @Override
  public long parameters() {
    return parameters.size();
  }

  @Override
  public List<double[][]> logProbabilities(List<PanelPerson> people) {
    return each(people, Batch.Rows.ALL, this::logs, NeuralModel::normalised);
  }

  @Override
  public List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    return each(people, Batch.Rows.LAST, this::logs, NeuralModel::normalised).stream()
        .map(rows -> rows[0])
        .toList();
  }

  private Tensor logs(Batch batch, Tensor states) {
    return predictor.head().logProbabilities(parameters, states, batch);
  }

  /// The states behind the probabilities: a network's last hidden layer.
  @Override
  public List<double[][]> representations(List<PanelPerson> people) {
    return each(people, Batch.Rows.ALL, (batch, states) -> states, NeuralModel::doubles);
  }

  private interface Output {
    Tensor of(Batch batch, Tensor states);
  }

  private interface Row {
    double[] of(float[] flat, int from, int to);
  }

  private List<double[][]> each(
      List<PanelPerson> people, Batch.Rows which, Output output, Row ofRow) {
    Integer[] order = IntStream.range(0, people.size()).boxed().toArray(Integer[]::new);
    java.util.Arrays.sort(order, Comparator.comparingInt(i -> people.get(i).size()));
    List<PanelPerson> sorted = new ArrayList<>();
    for (int i : order) {
      sorted.add(people.get(i));
    }
    double[][][] answers = new double[people.size()][][];
    int next = 0;
    for (List<PanelPerson> some : Fitting.cut(sorted, RECORDS)) {
      float[] flat;
      int rows;
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        Batch batch = predictor.batch(some, which, parameters.context());
        Tensor states = predictor.network().states(parameters, batch, Dropout.NONE);
        flat = Parameters.floats(output.of(batch, states));
        rows = batch.rows();
      }
      int width = flat.length / rows;
      int at = 0;
      for (PanelPerson person : some) {
        double[][] own = new double[which == Batch.Rows.LAST ? 1 : person.size()][];
        for (int t = 0; t < own.length; t++, at += width) {
          own[t] = ofRow.of(flat, at, at + width);
        }
        answers[order[next++]] = own;
      }
    }
    return List.of(answers);
  }

  /// Floats sum to 1 within 1e-5 only.
  private static double[] normalised(float[] logs, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += Math.exp(logs[k]);
    }
    double log = Math.log(sum);
    double[] normalised = new double[to - from];
    for (int k = from; k < to; k++) {
      normalised[k - from] = logs[k] - log;
    }
    return normalised;
  }

  private static double[] doubles(float[] flat, int from, int to) {
    double[] doubles = new double[to - from];
    for (int i = from; i < to; i++) {
      doubles[i - from] = flat[i];
    }
    return doubles;
  }

  @Override
  public SavedModel saved() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("model", name);
    config.put("first_period", predictor.encoding().firstPeriod());
    config.put("last_period", predictor.encoding().lastPeriod());
    config.set("trainer", Settings.json(trainer));
    return new SavedModel(config, parameters.saved());
  }

  Predictor predictor() {
    return predictor;
  }

  Parameters fitted() {
    return parameters;
  }
}
