/// The nouns every stage shares: dates with their precision, quarters, experiences, trajectories.
///
/// Nothing here reads a file or knows a format. Read {@link org.jobtrail.career.Experience} first,
/// then {@link org.jobtrail.career.CareerDate}, which keeps *ongoing* and *unknown* apart.
@NullMarked
package org.jobtrail.career;

import org.jspecify.annotations.NullMarked;
