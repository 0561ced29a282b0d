package org.jobtrail.predict.baseline;

import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.RowwiseModel;
import org.jobtrail.predict.SavedModel;

/// One distribution for every record.
final class ConstantModel implements RowwiseModel {
  private final SavedModel saved;
  private final PanelSchema schema;
  private final double[] logs;
  private final long parameters;

  ConstantModel(SavedModel saved, PanelSchema schema, double[] logs, long parameters) {
    this.saved = saved;
    this.schema = schema;
    this.logs = logs;
    this.parameters = parameters;
  }

  @Override
  public String name() {
    return saved.model();
  }

  @Override
  public PanelSchema schema() {
    return schema;
  }

  @Override
  public double[] row(PanelPerson person, int t) {
    return logs.clone();
  }

  @Override
  public long parameters() {
    return parameters;
  }

  @Override
  public SavedModel saved() {
    return saved;
  }
}
