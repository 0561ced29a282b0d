package org.jobtrail.predict.logit;

import java.util.TreeMap;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.RecordFeatures;
import org.jobtrail.predict.RowwiseModel;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.Tensor;

/// A fitted logit.
final class LogitModel implements RowwiseModel {
  private final SavedModel saved;
  private final PanelSchema schema;
  private final FeatureSpace space;
  private final boolean twoStage;

  /// `[stay features]`; empty with one stage.
  private final double[] stay;

  /// As {@link DestinationLogit} orders them.
  private final double[] weights;

  private LogitModel(
      SavedModel saved,
      PanelSchema schema,
      FeatureSpace space,
      boolean twoStage,
      double[] stay,
      double[] weights) {
    this.saved = saved;
    this.schema = schema;
    this.space = space;
    this.twoStage = twoStage;
    this.stay = stay;
    this.weights = weights;
  }

  static LogitModel of(
      LogitTrainer settings, PanelSchema schema, long[] periods, double[] stay, double[] weights) {
    FeatureSpace space = FeatureSpace.of(schema, periods, settings.heldBefore());
    int outcomes = schema.outcomes().size();
    int shared = space.size() * outcomes;
    double[] matrix = java.util.Arrays.copyOf(weights, shared);
    double[] terms = java.util.Arrays.copyOfRange(weights, shared, weights.length);
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("periods", Tensor.of(periods, 2));
    tensors.put("stay.weight", Tensor.of(stay, stay.length));
    tensors.put("destination.weight", Tensor.of(matrix, space.size(), outcomes));
    tensors.put("destination.held", Tensor.of(terms, terms.length));
    SavedModel saved = SavedModel.of(LogitTrainer.NAME, settings, tensors);
    return new LogitModel(saved, schema, space, settings.twoStage(), stay, weights);
  }

  static NextOccupationModel load(SavedModel saved, PanelSchema schema, Device device) {
    LogitTrainer settings = saved.settings(LogitTrainer.class);
    if (!(saved.tensor("periods", 2) instanceof Tensor.Longs periods)) {
      throw new IllegalArgumentException("tensor periods must hold whole numbers");
    }
    FeatureSpace space = FeatureSpace.of(schema, periods.longs(), settings.heldBefore());
    int outcomes = schema.outcomes().size();
    double[] stay =
        saved.tensor("stay.weight", settings.twoStage() ? space.staySize() : 0).doubles();
    double[] matrix = saved.tensor("destination.weight", space.size(), outcomes).doubles();
    double[] terms = saved.tensor("destination.held", space.termCount()).doubles();
    double[] weights = java.util.Arrays.copyOf(matrix, matrix.length + terms.length);
    System.arraycopy(terms, 0, weights, matrix.length, terms.length);
    return new LogitModel(saved, schema, space, settings.twoStage(), stay, weights);
  }

  @Override
  public String name() {
    return LogitTrainer.NAME;
  }

  @Override
  public PanelSchema schema() {
    return schema;
  }

  @Override
  public double[] row(PanelPerson person, int t) {
    int outcomes = schema.outcomes().size();
    RecordFeatures past = RecordFeatures.of(person, t);
    boolean stages = twoStage && t > 0;
    int leftOut = stages ? past.previous() : Design.NOTHING;
    Design design = new Design(space.termCount());
    space.features(person, t, past, design);
    space.terms(past, leftOut, design);
    design.endRow(0, leftOut);
    double[] row =
        DestinationLogit.logs(design, 0, weights, outcomes, space.size(), new double[outcomes]);
    if (stages) {
      mix(row, past.previous(), StayStage.score(person, t, past, space, stay));
    }
    return row;
  }

  /// From destinations and the score of staying to all outcomes.
  static void mix(double[] row, int previous, double z) {
    double logMove = -StayLogit.softplus(z);
    for (int k = 0; k < row.length; k++) {
      row[k] += logMove;
    }
    row[previous] = -StayLogit.softplus(-z);
  }

  @Override
  public long parameters() {
    return weights.length + (long) stay.length;
  }

  @Override
  public SavedModel saved() {
    return saved;
  }
}
