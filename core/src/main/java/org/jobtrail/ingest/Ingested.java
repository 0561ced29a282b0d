package org.jobtrail.ingest;

/// What became of one input document: readable, or set aside with a reason. There is no third fate.
public sealed interface Ingested {
  String id();

  String origin();

  record Accepted(Document document) implements Ingested {
    @Override
    public String id() {
      return document.id();
    }

    @Override
    public String origin() {
      return document.origin();
    }
  }

  /// @param sha256 of the document's bytes, empty when they could not be read
  /// @param detail one line that says what was wrong and what to do; no personal data
  record Quarantined(
      String id,
      String origin,
      String kind,
      String sha256,
      long bytes,
      Reason reason,
      String detail)
      implements Ingested {}

  /// Why a document was set aside.
  enum Reason {
    ENCRYPTED,
    BROKEN,
    EMPTY,
    IMAGE_ONLY,
    TOO_LARGE,
    TOO_MANY_PAGES,
    TOO_MANY_ENTRIES,
    EXPANDS_TOO_MUCH,
    TOO_SLOW,
    UNKNOWN_KIND,
    UNREADABLE;

    /// The word that files use, such as `image-only`.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
