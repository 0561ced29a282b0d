package org.jobtrail.pipeline;

import org.jobtrail.provenance.RowFates;

/// What a run did.
///
/// @param resumedDocuments documents whose results an interrupted run had left
/// @param alreadyComplete the same run had finished here before; its files were verified only
/// @param seconds this call's wall-clock time
public record RunSummary(
    RowFates rows, long resumedDocuments, boolean alreadyComplete, double seconds) {
  public double documentsPerSecond() {
    return seconds > 0 ? rows.count("documents_in") / seconds : 0;
  }

  /// The share of documents that were set aside; 0 without documents.
  public double quarantinedShare() {
    long documents = rows.count("documents_in");
    return documents == 0 ? 0 : (double) rows.count("documents_quarantined") / documents;
  }
}
