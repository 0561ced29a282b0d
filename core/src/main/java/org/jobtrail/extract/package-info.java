/// Visible text to experiences and education, each value with its evidence.
///
/// {@link org.jobtrail.extract.Extractor} is the interface; the parser is the embedded default.
@NullMarked
package org.jobtrail.extract;

import org.jspecify.annotations.NullMarked;
