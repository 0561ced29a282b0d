/// Coded résumés to a dataset: rows, Parquet, trajectories in quarters, exports and imports.
///
/// In: {@link org.jobtrail.dataset.CodedResume}, one per readable document, and the quarantined
/// ones. {@link org.jobtrail.dataset.DocumentRows} renders each to the rows of every table, by any
/// thread; {@link org.jobtrail.dataset.DatasetWriter} joins the rows of all parts into the files
/// that `docs/formats.md` describes. The SQL that makes spells of experiences stands beside it as
/// a resource, `trajectories.sql`. What runs the stages and survives a kill is in `pipeline`.
@NullMarked
package org.jobtrail.dataset;

import org.jspecify.annotations.NullMarked;
