/// Documents to a dataset in one run that survives being killed.
///
/// {@link org.jobtrail.pipeline.Pipeline} is the main path from top to bottom; read it first.
/// {@link org.jobtrail.pipeline.WorkFolder} is what makes a run survive: finished parts on disk, a
/// lock, and the refusal to mix two runs.
@NullMarked
package org.jobtrail.pipeline;

import org.jspecify.annotations.NullMarked;
