/// Trained models put together: their probabilities of staying and their destinations are pooled
/// apart, by weights that depend on what is known of the history.
///
/// Read {@link org.jobtrail.predict.blend.BlendTrainer} first.
@NullMarked
package org.jobtrail.predict.blend;

import org.jspecify.annotations.NullMarked;
