package org.jobtrail.predict;

import java.util.List;
import org.jobtrail.panel.PanelPerson;

/// A model that answers for one record as easily as for all: nothing is carried from row to row.
public interface RowwiseModel extends NextOccupationModel {
  /// Row t of {@link #logProbabilities}.
  ///
  /// @return `[outcomes]`, the caller's to change
  double[] row(PanelPerson person, int t);

  @Override
  default List<double[][]> logProbabilities(List<PanelPerson> people) {
    return people.stream().map(this::rows).toList();
  }

  @Override
  default List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    return people.stream().map(person -> row(person, person.size() - 1)).toList();
  }

  private double[][] rows(PanelPerson person) {
    double[][] rows = new double[person.size()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = row(person, t);
    }
    return rows;
  }
}
