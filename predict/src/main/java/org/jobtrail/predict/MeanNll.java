package org.jobtrail.predict;

import java.util.List;
import org.jobtrail.panel.PanelPerson;

/// The mean negative log-likelihood that trainers choose their state by.
public final class MeanNll {
  private static final int BATCH = 256;

  private MeanNll() {}

  /// In nats per record, first records in; its exponential is the perplexity.
  ///
  /// @throws IllegalArgumentException if there is nobody
  public static double nats(NextOccupationModel model, List<PanelPerson> people) {
    if (people.isEmpty()) {
      throw new IllegalArgumentException("there is nobody to score " + model.name() + " on");
    }
    double sum = 0;
    long records = 0;
    for (int from = 0; from < people.size(); from += BATCH) {
      List<PanelPerson> batch = people.subList(from, Math.min(people.size(), from + BATCH));
      List<double[][]> rows = model.logProbabilities(batch);
      for (int i = 0; i < batch.size(); i++) {
        PanelPerson person = batch.get(i);
        for (int t = 0; t < person.size(); t++) {
          sum -= rows.get(i)[t][person.outcome(t)];
        }
        records += person.size();
      }
    }
    return sum / records;
  }
}
