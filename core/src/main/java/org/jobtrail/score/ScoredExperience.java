package org.jobtrail.score;

import org.jobtrail.career.CareerDate;

/// What a run says of one job, as far as it is judged.
///
/// @param title empty when the run has none
public record ScoredExperience(String title, CareerDate start, CareerDate end) {}
