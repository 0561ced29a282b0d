/// What a normaliser's scores are worth: probabilities that hold, and sets of nodes that hold
/// the truth as often as was asked for.
///
/// In: candidates with scores of any scale ({@link
/// org.jobtrail.normalise.confidence.ScoredTitle}), and titles with known occupations to fit on
/// ({@link org.jobtrail.normalise.confidence.KnownTitle}). Out: a probability for each candidate
/// and for `none of these`, and for a coverage such as .95 the most specific set of occupations
/// and groups. Read {@link org.jobtrail.normalise.confidence.Confidence} first; {@link
/// org.jobtrail.normalise.confidence.Calibrator} makes the probabilities, {@link
/// org.jobtrail.normalise.confidence.HierarchicalSets} the sets. How candidates are found and
/// scored is not known here.
@NullMarked
package org.jobtrail.normalise.confidence;

import org.jspecify.annotations.NullMarked;
