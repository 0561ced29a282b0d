package org.jobtrail.predict;

import java.util.List;
import org.jobtrail.panel.PanelPerson;

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

  @Override
  default List<double[][]> logProbabilities(List<PanelPerson> people) {
    return scored(people).logProbabilities();
  }
}
