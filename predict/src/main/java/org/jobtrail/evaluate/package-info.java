/// How well next occupations are predicted, and for whom: metrics, intervals over people,
/// calibration, subgroups, comparisons.
///
/// In: models and a panel's people. Out: an evaluation, a predictions file, a leaderboard, a study
/// of what each source of a model is worth ({@link org.jobtrail.evaluate.InformationStudy}). Models
/// know nothing of this.
@NullMarked
package org.jobtrail.evaluate;

import org.jspecify.annotations.NullMarked;
