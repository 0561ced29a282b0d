package org.jobtrail.ingest;

/// Text in a document that a reader can't see.
///
/// @param page from 1
/// @param text what it says, at most the first 1,000 characters
public record HiddenText(Reason reason, int page, String text) {
  /// Why a reader can't see it.
  public enum Reason {
    WHITE,
    TINY,
    OFF_PAGE,
    INVISIBLE_MODE,
    HIDDEN_MARKUP,
    COVERED,
    ZERO_WIDTH;

    /// The word that files use, such as `off-page`.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
