package org.jobtrail.predict.baseline;

import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.SavedModel;

/// One distribution for every record.
final class ConstantModel implements NextOccupationModel {
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
  public List<double[][]> logProbabilities(List<PanelPerson> people) {
    return people.stream().map(this::rows).toList();
  }

  private double[][] rows(PanelPerson person) {
    double[][] rows = new double[person.size()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = logs.clone();
    }
    return rows;
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
