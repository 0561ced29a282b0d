package org.jobtrail.predict;

import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;

/// P(y_t | x_1..x_t, y_1..y_(t−1)): what a person is next, given the past and the covariates up to
/// and in the period asked for. Immutable, safe for many threads.
///
/// Source: Vafa et al., CAREER, arXiv:2202.08370, section 2; Du et al., LABOR-LLM,
/// arXiv:2406.17972, section 2.
public interface NextOccupationModel {
  /// As the command line has it: `counts`, `career`.
  String name();

  /// What the numbers mean that it reads and answers with.
  PanelSchema schema();

  /// The natural logs of every outcome's probability at every record.
  ///
  /// Row t is given records 0..t−1 and the covariates of records 0..t; the outcome of record t
  /// changes nothing in rows 0..t. To ask for what comes next, append a record with any outcome.
  ///
  /// @param people in the numbers of {@link #schema}
  /// @return for each person `[records][outcomes]`; each row's probabilities sum to 1 within 1e-6
  List<double[][]> logProbabilities(List<PanelPerson> people);

  /// The last row of {@link #logProbabilities} alone: all that whoever asks what comes next wants.
  ///
  /// @return for each person `[outcomes]`, within rounding what `logProbabilities` has in its last
  ///     row
  default List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    return logProbabilities(people).stream().map(rows -> rows[rows.length - 1]).toList();
  }

  /// How many numbers were fitted.
  long parameters();

  /// All that is needed to load it again.
  SavedModel saved();
}
