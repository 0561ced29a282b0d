package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.SavedModel;

/// A model that is shown no more than the last few records, each time as if a career began there.
///
/// @param records of the past that it sees; 0 for none
record Windowed(NextOccupationModel whole, int records) implements NextOccupationModel {
  /// Sub-histories that are asked for at once.
  private static final int BATCH = 1024;

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public PanelSchema schema() {
    return whole.schema();
  }

  @Override
  public List<double[][]> logProbabilities(List<PanelPerson> people) {
    List<double[][]> answers = new ArrayList<>();
    List<PanelPerson> parts = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (PanelPerson person : people) {
      for (int t = 0; t < person.size(); t++) {
        parts.add(person.part(Math.max(0, t - records), t + 1));
      }
    }
    for (int from = 0; from < parts.size(); from += BATCH) {
      rows.addAll(
          whole.lastLogProbabilities(parts.subList(from, Math.min(from + BATCH, parts.size()))));
    }
    int at = 0;
    for (PanelPerson person : people) {
      answers.add(rows.subList(at, at + person.size()).toArray(double[][]::new));
      at += person.size();
    }
    return answers;
  }

  @Override
  public List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    return whole.lastLogProbabilities(
        people.stream().map(p -> p.part(Math.max(0, p.size() - 1 - records), p.size())).toList());
  }

  @Override
  public long parameters() {
    return whole.parameters();
  }

  @Override
  public SavedModel saved() {
    return whole.saved();
  }
}
