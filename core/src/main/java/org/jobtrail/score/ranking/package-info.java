/// Rankings judged by trec_eval's definitions: MELO sets, labelled titles, and the plain rankers
/// that better ones are compared with.
///
/// In: a set of queries with the forms that are right, and any {@link
/// org.jobtrail.normalise.FormRanker} or {@link org.jobtrail.normalise.Normaliser}. Out: {@link
/// org.jobtrail.score.ranking.RankingFigures} with bootstrap intervals, and a run file. Read {@link
/// org.jobtrail.score.ranking.MeloBenchmark} first, then `Ranking` (ties) and `RelevantRanks`
/// (measures).
@NullMarked
package org.jobtrail.score.ranking;

import org.jspecify.annotations.NullMarked;
