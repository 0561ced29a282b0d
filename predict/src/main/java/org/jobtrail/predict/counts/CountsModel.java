package org.jobtrail.predict.counts;

import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.SavedModel;

/// Transition frequencies with fitted interpolation.
final class CountsModel implements NextOccupationModel {
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
  public List<double[][]> logProbabilities(List<PanelPerson> people) {
    return people.stream().map(this::rows).toList();
  }

  private double[][] rows(PanelPerson person) {
    double[][] rows = new double[person.size()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = counts.logs(person, t, concentrations);
    }
    return rows;
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
