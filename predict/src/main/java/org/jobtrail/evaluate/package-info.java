/// How well next occupations are predicted, and for whom: metrics, intervals over people,
/// calibration, subgroups, comparisons.
///
/// In: models and a panel's people. Out: an evaluation, a predictions file, a leaderboard. Models
/// know nothing of this.
@NullMarked
package org.jobtrail.evaluate;

import org.jspecify.annotations.NullMarked;
