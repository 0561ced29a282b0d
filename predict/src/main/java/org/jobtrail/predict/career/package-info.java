/// One career: what comes next, who went before, what of the past it rests on, what may follow.
///
/// In: a model and a career in words or from a file. Out: {@link
/// org.jobtrail.predict.career.Outlook}, and {@link org.jobtrail.predict.career.Future} for years
/// ahead. Read the outlook first.
@NullMarked
package org.jobtrail.predict.career;

import org.jspecify.annotations.NullMarked;
