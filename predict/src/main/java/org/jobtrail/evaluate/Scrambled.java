package org.jobtrail.evaluate;

import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.SavedModel;

/// A model that is told a random level of one covariate, drawn as often as it is among the people
/// it was trained on.
///
/// A fixed covariate is drawn once per person, a varying one once per record. The draws depend on
/// the person's id and the period alone, so that every model is told the same.
final class Scrambled implements NextOccupationModel {
  private final NextOccupationModel told;
  private final boolean fixed;
  private final int covariate;
  private final double[] cumulative;
  private final long seed;

  /// @param covariate a position among the model's fixed or varying covariates
  /// @param train people in the model's numbers
  Scrambled(
      NextOccupationModel told, boolean fixed, int covariate, List<PanelPerson> train, long seed) {
    this.told = told;
    this.fixed = fixed;
    this.covariate = covariate;
    this.seed = seed;
    PanelSchema schema = told.schema();
    int levels = (fixed ? schema.fixed() : schema.varying()).get(covariate).levels().size();
    double[] counts = new double[levels];
    double all = 0;
    for (PanelPerson person : train) {
      for (int t = 0; t < (fixed ? 1 : person.size()); t++) {
        counts[fixed ? person.fixed(covariate) : person.varying(covariate, t)]++;
        all++;
      }
    }
    double sum = 0;
    for (int k = 0; k < levels; k++) {
      sum += counts[k] / all;
      counts[k] = sum;
    }
    this.cumulative = counts;
  }

  private int draw(String id, int period) {
    double u =
        new SplittableRandom(seed ^ (id.hashCode() * 0x9E3779B97F4A7C15L + period)).nextDouble();
    int k = 0;
    while (k < cumulative.length - 1 && u >= cumulative[k]) {
      k++;
    }
    return k;
  }

  private PanelPerson scrambled(PanelPerson person) {
    PanelSchema schema = told.schema();
    int n = person.size();
    int[] periods = new int[n];
    int[] outcomes = new int[n];
    int[] levels = new int[schema.fixed().size()];
    int[][] varying = new int[schema.varying().size()][n];
    double[][] measures = new double[schema.measures().size()][n];
    for (int c = 0; c < levels.length; c++) {
      levels[c] = fixed && c == covariate ? draw(person.id(), 0) : person.fixed(c);
    }
    for (int t = 0; t < n; t++) {
      periods[t] = person.period(t);
      outcomes[t] = person.outcome(t);
      for (int c = 0; c < varying.length; c++) {
        varying[c][t] =
            !fixed && c == covariate ? draw(person.id(), periods[t]) : person.varying(c, t);
      }
      for (int m = 0; m < measures.length; m++) {
        measures[m][t] = person.measure(m, t);
      }
    }
    return new PanelPerson(person.id(), levels, periods, outcomes, varying, measures);
  }

  @Override
  public String name() {
    return told.name();
  }

  @Override
  public PanelSchema schema() {
    return told.schema();
  }

  @Override
  public List<double[][]> logProbabilities(List<PanelPerson> people) {
    return told.logProbabilities(people.stream().map(this::scrambled).toList());
  }

  @Override
  public List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    return told.lastLogProbabilities(people.stream().map(this::scrambled).toList());
  }

  @Override
  public long parameters() {
    return told.parameters();
  }

  @Override
  public SavedModel saved() {
    return told.saved();
  }
}
