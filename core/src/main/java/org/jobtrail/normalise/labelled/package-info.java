/// What labelled titles say about a title: evidence for concepts in named parts, and the weights
/// with which parts add up to a score.
///
/// In: titles whose concepts somebody named, concepts as numbers, and what the labels alone say.
/// Out: {@link org.jobtrail.normalise.labelled.LabelledEvidence}, the class to read first, gives
/// the
/// parts of each concept; {@link org.jobtrail.normalise.labelled.ConditionalLogit} fits the weights
/// of any parts, those of labels too. Labels themselves are compared elsewhere.
@NullMarked
package org.jobtrail.normalise.labelled;

import org.jspecify.annotations.NullMarked;
