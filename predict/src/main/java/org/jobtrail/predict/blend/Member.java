package org.jobtrail.predict.blend;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Recoding;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.provenance.JobtrailException;

/// A model that answers in a blend's numbers, whatever its own schema.
///
/// Outcomes that only the member knows are left out and the rest of its distribution is made whole
/// again.
final class Member {
  private final NextOccupationModel model;
  private final PanelSchema schema;
  private final Recoding recoding;

  /// The member's number of each of the blend's outcomes.
  private final int[] outcomes;

  /// @throws JobtrailException.Usage if the member doesn't know an outcome
  Member(NextOccupationModel model, PanelSchema schema) {
    this.model = model;
    this.schema = schema;
    this.recoding = new Recoding(schema, model.schema());
    if (!recoding.unknown().isEmpty()) {
      throw new JobtrailException.Usage(
          "--of: "
              + model.name()
              + " doesn't know "
              + recoding.unknown().size()
              + " outcomes of the panel, such as "
              + recoding.unknown().getFirst().code()
              + "; train it on a panel that has them");
    }
    outcomes = new int[schema.outcomes().size()];
    for (int k = 0; k < outcomes.length; k++) {
      Outcome outcome = schema.outcomes().get(k);
      outcomes[k] = model.schema().outcomes().number(outcome.code()).orElseThrow();
    }
  }

  NextOccupationModel model() {
    return model;
  }

  /// As {@link NextOccupationModel#logProbabilities}, in the blend's numbers.
  List<double[][]> logs(List<PanelPerson> people) {
    if (model.schema().equals(schema)) {
      return model.logProbabilities(people);
    }
    List<double[][]> logs = new ArrayList<>();
    for (double[][] rows : model.logProbabilities(recoded(people))) {
      double[][] known = new double[rows.length][];
      for (int t = 0; t < rows.length; t++) {
        known[t] = known(rows[t]);
      }
      logs.add(known);
    }
    return logs;
  }

  /// As {@link NextOccupationModel#lastLogProbabilities}, in the blend's numbers.
  List<double[]> lastLogs(List<PanelPerson> people) {
    if (model.schema().equals(schema)) {
      return model.lastLogProbabilities(people);
    }
    return model.lastLogProbabilities(recoded(people)).stream().map(this::known).toList();
  }

  private List<PanelPerson> recoded(List<PanelPerson> people) {
    return people.stream().map(p -> recoding.of(p).orElseThrow()).toList();
  }

  private double[] known(double[] row) {
    double[] known = new double[outcomes.length];
    double sum = 0;
    for (int k = 0; k < known.length; k++) {
      known[k] = row[outcomes[k]];
      sum += Math.exp(known[k]);
    }
    double log = Math.log(sum);
    for (int k = 0; k < known.length; k++) {
      known[k] -= log;
    }
    return known;
  }
}
