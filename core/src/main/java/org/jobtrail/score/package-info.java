/// Extraction judged against gold: alignment, precision, recall and F1 with bootstrap intervals;
/// annotators' agreement as the ceiling, engines compared, and errors shown in their text.
///
/// In: gold lines (JSON, one résumé each, of one or several annotators) and runs' folders. Out:
/// {@link org.jobtrail.score.Evaluation}, and a page by {@link org.jobtrail.score.ErrorBrowser}.
/// Read {@link org.jobtrail.score.ExtractionScorer} first, then `ResumeScore` (one résumé) and
/// `CountTable` (from counts to figures).
@NullMarked
package org.jobtrail.score;

import org.jspecify.annotations.NullMarked;
