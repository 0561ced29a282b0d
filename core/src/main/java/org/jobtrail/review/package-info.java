/// The titles that a normaliser is least sure of, out to people and back. {@link
/// org.jobtrail.review.ReviewExport} writes a sheet of them for a spreadsheet, {@link
/// org.jobtrail.review.ReviewImport} reads filled sheets, measures how far two coders agree ({@link
/// org.jobtrail.review.Kappa}) and makes rules of the decisions. The rules themselves, and the
/// normaliser that obeys them, are in `normalise.rules`.
@NullMarked
package org.jobtrail.review;

import org.jspecify.annotations.NullMarked;
