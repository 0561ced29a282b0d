/// What makes a run repeatable and a file trustworthy: manifests, row fates, hashes, atomic files,
/// and the failures that the command line turns into exit codes.
@NullMarked
package org.jobtrail.provenance;

import org.jspecify.annotations.NullMarked;
