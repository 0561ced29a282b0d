/// Extraction judged against gold: alignment, precision, recall and F1 with bootstrap intervals.
///
/// In: gold lines (JSON, one résumé each) and a run's `experiences.jsonl`. Out: {@link
/// org.jobtrail.score.ExtractionReport}. Read {@link org.jobtrail.score.ExtractionScorer} first.
@NullMarked
package org.jobtrail.score;

import org.jspecify.annotations.NullMarked;
