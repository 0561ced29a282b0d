/// Job titles to ESCO / ISCO-08 candidates. {@link org.jobtrail.normalise.Normaliser} is the
/// interface that every method implements, the lexical one and trained models alike.
@NullMarked
package org.jobtrail.normalise;

import org.jspecify.annotations.NullMarked;
