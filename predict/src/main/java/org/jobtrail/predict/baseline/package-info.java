/// Models for scale: every outcome alike, and every outcome as often as it is.
///
/// Read {@link org.jobtrail.predict.baseline.MarginalTrainer} first.
@NullMarked
package org.jobtrail.predict.baseline;

import org.jspecify.annotations.NullMarked;
