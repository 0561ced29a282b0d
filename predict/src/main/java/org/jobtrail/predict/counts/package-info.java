/// Empirical transition frequencies: what people became from where they were, counted.
///
/// `counts` has one or two outcomes of the past for context; `counts.cache` adds the person's own
/// past, covariates and a model of staying. Read {@link
/// org.jobtrail.predict.counts.CountsTrainer} first.
@NullMarked
package org.jobtrail.predict.counts;

import org.jspecify.annotations.NullMarked;
