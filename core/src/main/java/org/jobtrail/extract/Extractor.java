package org.jobtrail.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
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

  /// The same, with the path it took and what that cost.
  default Extraction read(Document document) {
    return Extraction.free(extract(document), "parser");
  }

  /// How many documents may wait for a remote at once; 0 for one that only computes.
  default int waiting() {
    return 0;
  }

  /// Writes what the extractions were made from beside the dataset; nothing for one that only
  /// computes.
  ///
  /// @param replies the keys that the extractions name, each once
  /// @return what they were billed at together
  default Extraction.Usage keepSources(SortedSet<String> replies, Path folder) throws IOException {
    return Extraction.Usage.NONE;
  }
}
