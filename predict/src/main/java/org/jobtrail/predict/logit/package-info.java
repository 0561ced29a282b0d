/// Multinomial logit on hand-made features of the past, the survey literature's regression.
///
/// Read {@link org.jobtrail.predict.logit.LogitTrainer} first, then {@link
/// org.jobtrail.predict.logit.FeatureSpace} for what the features are. The gradients are exact and
/// summed in blocks of fixed size, so that no number depends on the threads.
@NullMarked
package org.jobtrail.predict.logit;

import org.jspecify.annotations.NullMarked;
