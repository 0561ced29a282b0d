/// Codes of one classification to codes of another: tables that users import, their composition and
/// inversion, and recoding with an account of every row. Read {@link
/// org.jobtrail.crosswalk.Crosswalk} first, then {@link org.jobtrail.crosswalk.Recoding}. How a
/// dataset's trajectories are recoded is in `dataset`.
@NullMarked
package org.jobtrail.crosswalk;

import org.jspecify.annotations.NullMarked;
