package org.jobtrail.predict;

import java.util.List;
import org.jobtrail.panel.PanelPerson;

/// A model that can tell what it makes of a past in numbers, such as the last hidden layer.
///
/// Optional: whoever wants numbers from a model without it takes its log probabilities.
public interface Represents {
  /// @param people in the numbers of the model's schema
  /// @return for each person `[records][width]`; row t rests on records 0..t−1 and the covariates
  ///     of records 0..t, as with {@link NextOccupationModel#logProbabilities}
  List<double[][]> representations(List<PanelPerson> people);
}
