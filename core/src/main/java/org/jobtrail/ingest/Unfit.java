package org.jobtrail.ingest;

/// Thrown inside this package when a document can't be read; becomes its quarantine row.
final class Unfit extends RuntimeException {
  private final Ingested.Reason reason;

  /// @param detail one line: what was wrong and what to do; no personal data
  Unfit(Ingested.Reason reason, String detail) {
    // No stack trace: it is an outcome, and a folder may hold many of them.
    super(detail, null, false, false);
    this.reason = reason;
  }

  Ingested.Reason reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
