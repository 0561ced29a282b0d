package org.jobtrail.extract;

import org.jobtrail.career.Resume;
import org.jobtrail.ingest.Document;

/// Reads the experiences and the education out of a document's visible text.
///
/// The contract that every implementation is tested against: each quoted value is found at its span
/// (white space folded), spans lie inside the text, the same document gives the same résumé, and no
/// text makes it throw. Implementations are safe for use by several threads.
public interface Extractor {
  /// The name that manifests carry, with a version: `parser-1`.
  String name();

  Resume extract(Document document);
}
