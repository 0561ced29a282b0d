package org.jobtrail.predict;

import java.util.Arrays;
import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.provenance.JobtrailException;

/// A model that gives probability to any text, of which the outcomes' titles are a part: its
/// probabilities are those of the titles divided by their sum.
///
/// Source: Du et al., LABOR-LLM, arXiv:2406.17972: `P(y) = P_LM(title_y) / Σ_k P_LM(title_k)`.
public interface ScoresTitles extends NextOccupationModel {
  /// @param logProbabilities as {@link NextOccupationModel#logProbabilities} gives them
  /// @param logMass for each person `[records]`: the natural log of `Σ_k P_LM(title_k)`, at most 0
  record Scored(List<double[][]> logProbabilities, List<double[]> logMass) {
    public Scored {
      logProbabilities = List.copyOf(logProbabilities);
      logMass = List.copyOf(logMass);
    }
  }

  /// Both at once, because the mass costs nothing more.
  ///
  /// @param people in the numbers of {@link #schema}
  Scored scored(List<PanelPerson> people);

  /// `ln Σ_k P_LM(title_k)` of one record.
  ///
  /// @param titles log-probabilities, one for each outcome
  /// @throws JobtrailException.Usage when no number comes out
  static double logMass(double[] titles) {
    double most = Arrays.stream(titles).max().orElseThrow();
    double sum = most + Math.log(Arrays.stream(titles).map(x -> Math.exp(x - most)).sum());
    if (!Double.isFinite(sum)) {
      throw new JobtrailException.Usage(
          "the language model gives titles no probability that is a number: its weights overflow"
              + " or are damaged; take another model");
    }
    return sum;
  }

  /// `ln P(y)` of one record.
  static double[] normalised(double[] titles, double logMass) {
    return Arrays.stream(titles).map(x -> x - logMass).toArray();
  }

  @Override
  default List<double[][]> logProbabilities(List<PanelPerson> people) {
    return scored(people).logProbabilities();
  }
}
