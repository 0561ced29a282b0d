/// Models on libtorch: bag of jobs, recurrent networks and the CAREER transformer.
///
/// In: a panel's people as {@link org.jobtrail.predict.neural.Batch}es of numbers. Out: {@link
/// org.jobtrail.predict.neural.NeuralModel}. A {@link org.jobtrail.predict.neural.Network} turns a
/// batch into one state for each record, {@link org.jobtrail.predict.neural.Head} a state into
/// probabilities, {@link org.jobtrail.predict.neural.Fitting} trains any of them. What networks
/// stand on is in `predict.libtorch`.
@NullMarked
package org.jobtrail.predict.neural;

import org.jspecify.annotations.NullMarked;
