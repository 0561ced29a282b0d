/// What every network here stands on: libtorch loaded with the right settings, named parameters in
/// one flat tensor, optimisation and the state of a training that survives a kill.
///
/// Read {@link org.jobtrail.predict.libtorch.Parameters} first, then {@link
/// org.jobtrail.predict.libtorch.Context}. The networks themselves are in `predict.neural` and
/// `predict.language`; no package besides these three sees libtorch.
@NullMarked
package org.jobtrail.predict.libtorch;

import org.jspecify.annotations.NullMarked;
