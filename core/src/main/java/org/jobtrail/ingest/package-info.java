/// Documents of any kind to the text a reader can see, with pages and offsets.
///
/// In: files, folders, archives, JSON Lines. Out: {@link org.jobtrail.ingest.Ingested}: a readable
/// {@link org.jobtrail.ingest.Document} or a quarantined one with its reason. Nothing is dropped.
@NullMarked
package org.jobtrail.ingest;

import org.jspecify.annotations.NullMarked;
