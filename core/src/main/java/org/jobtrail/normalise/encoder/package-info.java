/// A sentence encoder for titles and labels, trained here from nothing.
///
/// A text is the mean of the embeddings of its hashed character n-grams and words; training pulls
/// labels of one occupation together and pushes those of others apart. Read {@link
/// org.jobtrail.normalise.encoder.EncoderTrainer} first. Not here: which forms are ranked, and how
/// an encoder's likeness is blended with others.
@NullMarked
package org.jobtrail.normalise.encoder;

import org.jspecify.annotations.NullMarked;
