/// Multinomial logit on hand-made features of the past, the survey literature's regression, and on
/// the hidden states of a trained model.
///
/// Read {@link org.jobtrail.predict.logit.LogitTrainer} first, then {@link
/// org.jobtrail.predict.logit.FeatureSpace} for what the features are, {@link
/// org.jobtrail.predict.logit.StatesTrainer} for states. The gradients are exact and
/// summed in blocks of fixed size, so that no number depends on the threads.
@NullMarked
package org.jobtrail.predict.logit;

import org.jspecify.annotations.NullMarked;
