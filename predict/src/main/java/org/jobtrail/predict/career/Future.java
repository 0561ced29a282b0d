package org.jobtrail.predict.career;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.NextOccupationModel;

/// What may become of one person: many careers drawn onward from the same past.
///
/// Each next outcome is drawn from the model's distribution given the past and the outcomes drawn
/// before it. Covariates stay at their last known levels, for the future isn't known.
public final class Future {
  private final double[][] averages;
  private final List<PanelPerson> careers;

  private Future(double[][] averages, List<PanelPerson> careers) {
    this.averages = averages;
    this.careers = careers;
  }

  /// @param past in the model's numbers
  /// @param periods to draw, ascending, after the past's last
  /// @param draws how many careers, at least 1
  /// @param seed with the person's id decides every draw
  public static Future draw(
      NextOccupationModel model, PanelPerson past, int[] periods, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ (past.id().hashCode() * 31L));
    int outcomes = model.schema().outcomes().size();
    int[] levels = new int[model.schema().varying().size()];
    Arrays.setAll(levels, c -> past.varying(c, past.size() - 1));
    double[][] averages = new double[periods.length][outcomes];
    List<PanelPerson> careers = new ArrayList<>();
    for (int d = 0; d < draws; d++) {
      careers.add(past);
    }
    for (int k = 0; k < periods.length; k++) {
      List<PanelPerson> asked = new ArrayList<>();
      // Before the first draw all careers are one.
      for (PanelPerson career : k == 0 ? List.of(past) : careers) {
        asked.add(career.then(periods[k], 0, levels));
      }
      List<double[][]> answers = model.logProbabilities(asked);
      for (int d = 0; d < draws; d++) {
        double[][] answer = answers.get(k == 0 ? 0 : d);
        double[] row = answer[answer.length - 1];
        for (int o = 0; o < outcomes; o++) {
          averages[k][o] += Math.exp(row[o]) / draws;
        }
        careers.set(d, careers.get(d).then(periods[k], pick(row, random.nextDouble()), levels));
      }
    }
    return new Future(averages, careers);
  }

  private static int pick(double[] logs, double u) {
    double sum = 0;
    int last = 0;
    for (int k = 0; k < logs.length; k++) {
      double p = Math.exp(logs[k]);
      sum += p;
      if (p > 0) {
        last = k;
      }
      if (u < sum) {
        return k;
      }
    }
    // The sum may end a hair below 1.
    return last;
  }

  /// The mean of the distributions along all careers, `[periods][outcomes]`; each sums to 1.
  public double[][] averages() {
    double[][] copy = new double[averages.length][];
    Arrays.setAll(copy, k -> averages[k].clone());
    return copy;
  }

  /// The careers, past and future.
  public List<PanelPerson> careers() {
    return List.copyOf(careers);
  }
}
