package org.jobtrail.predict.counts;

import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.RowwiseModel;
import org.jobtrail.predict.SavedModel;

/// Transition frequencies with fitted interpolation.
final class CountsModel implements RowwiseModel {
  private final SavedModel saved;
  private final PanelSchema schema;
  private final TransitionCounts counts;
  private final double[] concentrations;

  CountsModel(
      SavedModel saved, PanelSchema schema, TransitionCounts counts, double[] concentrations) {
    this.saved = saved;
    this.schema = schema;
    this.counts = counts;
    this.concentrations = concentrations;
  }

  @Override
  public String name() {
    return CountsTrainer.NAME;
  }

  @Override
  public PanelSchema schema() {
    return schema;
  }

  @Override
  public double[] row(PanelPerson person, int t) {
    return counts.logs(person, t, concentrations);
  }

  @Override
  public long parameters() {
    return counts.parameters() + concentrations.length;
  }

  @Override
  public SavedModel saved() {
    return saved;
  }
}
