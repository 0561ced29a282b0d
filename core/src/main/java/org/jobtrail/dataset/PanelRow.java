package org.jobtrail.dataset;

import org.jobtrail.career.CareerDate;
import org.jobtrail.career.EducationLevel;

/// One row of an imported panel: a person in an occupation from a start to an end.
///
/// @param person id in the panel
/// @param code text; `unknown` when the panel doesn't know
/// @param label may be empty
/// @param split `train`, `valid`, `test`, or empty: drawn
record PanelRow(
    String person,
    String code,
    String label,
    CareerDate start,
    CareerDate end,
    EducationLevel education,
    String split) {}
